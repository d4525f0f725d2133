/** Making and rotating sources: who may post, and what they need to be let in. */
import { reasonText } from "../contract/reasons.ts";
import { assert } from "../lib/assert.ts";
import type { JsonObject } from "../../workflows/workflow.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { hashToken, newToken } from "../seal/tokens.ts";
import { inTransaction } from "../store/database.ts";
import type { Source } from "../store/sources.ts";
import { insertSource, rotateSource, secretPlace } from "../store/sources.ts";
import { adapterOf, adapters } from "./adapters/index.ts";
import type { Intake } from "./intake.ts";
import type { Mapping } from "./mapping.ts";

export interface NewSource {
  readonly programmeId: string;
  readonly slug: string;
  readonly vendor: string;
  /** What the vendor signs with. Without one the source gets a token. */
  readonly secret?: string | undefined;
  readonly mapping?: Mapping | undefined;
  /** What people call it; without one it goes by its slug. */
  readonly name?: string | undefined;
  /** Takes deliveries without signature or token. Only for a form vendor that cannot sign. */
  readonly isOpen?: boolean | undefined;
}

export interface MadeSource {
  readonly source: Source;
  /** Shown once. */
  readonly token: string | undefined;
}

/** Those that a source can be made for. */
export const foreignVendors: readonly string[] = adapters.flatMap(({ vendor, isOwn }) =>
  isOwn === true ? [] : [vendor],
);

/** An old secret or token counts for so long after a rotation. */
const OVERLAP_MS = 24 * 3_600_000;

/** Throws `invalid` for an unknown vendor or a secret it cannot use, `conflict` when the slug is taken. */
export async function makeSource(intake: Intake, wanted: NewSource): Promise<MadeSource> {
  checkSecret(wanted.vendor, wanted.secret);
  if (wanted.isOpen === true && wanted.secret !== undefined) {
    throw new InvalidInput("A source is either signed or open", [
      { pointer: "/open", detail: "leave it out where deliveries are signed with a secret" },
    ]);
  }
  const needsToken = wanted.secret === undefined && wanted.isOpen !== true;
  const token = needsToken ? newToken("cvs") : undefined;
  const source = await keepSource(intake, wanted, token);
  if (source === undefined)
    throw new ConvokeError("conflict", `A source with the slug ${wanted.slug} exists already`);
  return { source, token };
}

const ownFormSlug = (programmeId: string): string => `form-${programmeId}`;

/** Whether its form takes nothing new; one that was never used has no source, and is open. */
export async function isOwnFormPaused(intake: Intake, programmeId: string): Promise<boolean> {
  const source = await intake.sourceNamed(ownFormSlug(programmeId));
  return source !== undefined && source.pausedAt !== null;
}

/** The source that the programme's own form delivers to, made when it is first needed. Nobody else can post to it. */
export async function ownFormSource(intake: Intake, programmeId: string): Promise<Source> {
  const slug = ownFormSlug(programmeId);
  const found = await intake.sourceNamed(slug);
  if (found !== undefined) return found;
  const made = await keepSource(intake, { programmeId, slug, vendor: "convoke" }, undefined);
  // Another process that needed it at the same time made it first.
  const source = made ?? (await intake.sourceNamed(slug));
  assert(source !== undefined, `the own form of programme ${programmeId} has a source`);
  return source;
}

/** A vendor that hears anything but 200 may never post again, so what a paused source gets is kept for later. */
export const heldWhilePaused = ({ pausedAt }: Pick<Source, "pausedAt">): string | null =>
  pausedAt === null ? null : reasonText("paused");

/** Undefined when the slug is taken. */
async function keepSource(
  intake: Intake,
  wanted: NewSource,
  token: string | undefined,
): Promise<Source | undefined> {
  const { db, vault } = intake;
  const now = await intake.now();
  const id = newId();
  return await inTransaction(db, async (tx) => {
    const keyId = await vault.newKey(tx, now);
    const made: Source = {
      id,
      programmeId: wanted.programmeId,
      slug: wanted.slug,
      vendor: wanted.vendor,
      isOpen: wanted.isOpen === true,
      keyId,
      sealedSecret:
        wanted.secret === undefined ? null : await vault.seal(tx, keyId, wanted.secret, secretPlace(id)),
      sealedPreviousSecret: null,
      tokenHash: token === undefined ? null : hashToken(token),
      previousTokenHash: null,
      previousUntil: null,
      mapping: { ...wanted.mapping } as JsonObject,
      name: wanted.name ?? null,
      routes: [],
      pausedAt: null,
      revision: 1,
      createdAt: now,
    };
    return (await insertSource(tx, made)) ? made : undefined;
  });
}

/** A new secret or token. The old one counts for another 24 hours, so that nothing falls between. */
export async function rotate(
  intake: Intake,
  source: Source,
  secret: string | undefined,
): Promise<MadeSource> {
  const { db, vault } = intake;
  checkSecret(source.vendor, secret);
  if (source.sealedSecret !== null && secret === undefined) {
    throw new InvalidInput("This source is signed; rotating it needs the new secret", [
      { pointer: "/secret", detail: "expected the secret the vendor signs with from now on" },
    ]);
  }
  const token = secret === undefined ? newToken("cvs") : undefined;
  const previousUntil = new Date((await intake.now()).getTime() + OVERLAP_MS);
  await rotateSource(db, source.id, {
    sealedSecret:
      secret === undefined ? null : await vault.seal(db, source.keyId, secret, secretPlace(source.id)),
    tokenHash: token === undefined ? null : hashToken(token),
    previousUntil,
  });
  return { source: { ...source, previousUntil }, token };
}

/** For vendors to whom sources are given: not our own form, whose source is made with it. */
function checkSecret(vendor: string, secret: string | undefined): void {
  const adapter = adapterOf(vendor);
  if (adapter === undefined || adapter.isOwn === true) {
    throw new InvalidInput(`No form vendor is called ${vendor}`, [
      { pointer: "/vendor", detail: `expected one of ${foreignVendors.join(", ")}` },
    ]);
  }
  if (secret !== undefined && !adapter.signs) {
    throw new InvalidInput(`${adapter.title} cannot sign, so a secret would never be checked`, [
      { pointer: "/secret", detail: "leave it out; the source gets a token instead" },
    ]);
  }
  const fault = secret === undefined ? null : (adapter.secretFault?.(secret) ?? null);
  if (fault !== null) {
    throw new InvalidInput(`${adapter.title} signs with another kind of secret`, [
      { pointer: "/secret", detail: fault },
    ]);
  }
}
