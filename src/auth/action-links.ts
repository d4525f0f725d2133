/**
 * Links by which somebody acts without an account. A link carries a random token, is kept as a hash, serves one purpose on
 * one instance, for a time, once, until it is revoked. Looking at it changes nothing: mail scanners look too.
 */
import type { JsonObject, Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { rolesIn } from "../contract/actor.ts";
import { bodiesOf } from "../contract/bodies.ts";
import { partyIdOf } from "../directory/people.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { hashToken, newToken } from "../seal/tokens.ts";
import { readAccount } from "../store/accounts.ts";
import type { ActionLink, ActOffered } from "../store/action-links.ts";
import {
  insertActionLink,
  listActionLinks,
  markUsed,
  openActionLink,
  readActionLink,
  revokeActionLink,
} from "../store/action-links.ts";
import type { AuditEntry } from "../store/audit.ts";
import { appendAudit } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { inTransaction, persistently } from "../store/database.ts";
import { readTimers } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";
import { readInstanceUnscoped } from "../store/instances.ts";
import type { ActionPurpose } from "./action-purposes.ts";
import { purposeOf } from "./action-purposes.ts";

const VALID_DAYS = 30;
const DAY_MS = 86_400_000;
const LISTED_MAX = 200;

export interface LinkDeps {
  readonly db: Db;
  readonly publicUrl: string;
  readonly now: () => Promise<Date>;
}

export interface IssuedLink {
  readonly link: ActionLink;
  /** With the token in it; known only now. */
  readonly url: string;
}

/** A link for the party of an engagement, as letters carry it. Undefined when the instance has no party (any more). */
export async function linkForParty(
  deps: LinkDeps,
  instanceId: string,
  name: ActionPurpose,
  by: { readonly effect: string } | { readonly issuedBy: string },
): Promise<IssuedLink | undefined> {
  const purpose = purposeOf(name);
  const instance = await readInstanceUnscoped(deps.db, instanceId);
  const partyId = instance === undefined ? undefined : partyIdOf(instance.businessKey);
  if (purpose === undefined || instance === undefined || partyId === undefined) return undefined;
  const context = contextOf(instance);
  const acts = purpose.acts.map(({ event, label, preset }) => ({
    event,
    label,
    preset: preset?.(context) ?? {},
  }));
  return await issue(deps, instance, {
    purpose: name,
    role: "stakeholder",
    acts,
    boundTo: boundTo(name, context),
    partyId,
    accountId: null,
    ...by,
    expiresAt: await endOf(deps, instanceId, purpose.until),
  });
}

/** A link for somebody with a role but no way to sign in, such as a lead, for the events named. */
export async function linkForAccount(
  deps: LinkDeps,
  instance: Instance,
  wanted: {
    readonly accountId: string;
    readonly role: Role;
    readonly acts: readonly ActOffered[];
    readonly issuedBy: string;
    readonly days: number;
  },
): Promise<IssuedLink> {
  const { accountId, role, acts, issuedBy, days } = wanted;
  const account = await readAccount(deps.db, accountId);
  const holds =
    account !== undefined &&
    rolesIn(actorOf(account), instance.programmeId, bodiesOf(instance)).includes(role);
  if (!holds || account.disabledAt !== null) throw new NotFound(`${role} of this programme`, accountId);
  const now = await deps.now();
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  const purpose = acts.map(({ event }) => event).join(" ");
  return await issue(deps, instance, {
    purpose,
    role,
    acts,
    boundTo: null,
    partyId: null,
    accountId,
    issuedBy,
    expiresAt,
  });
}

type Terms = Pick<
  ActionLink,
  "purpose" | "role" | "acts" | "boundTo" | "partyId" | "accountId" | "expiresAt"
> & { readonly effect?: string; readonly issuedBy?: string };

async function issue(
  { db, publicUrl, now }: LinkDeps,
  instance: Instance,
  terms: Terms,
): Promise<IssuedLink> {
  const token = newToken("cva");
  const link = {
    id: newId(),
    hash: hashToken(token),
    instanceId: instance.id,
    programmeId: instance.programmeId,
    ...terms,
    effect: terms.effect ?? null,
    issuedBy: terms.issuedBy ?? null,
    createdAt: await now(),
  };
  await insertActionLink(db, link);
  return {
    link: { ...link, usedAt: null, usedFor: null, revokedAt: null },
    url: `${publicUrl.replace(/\/+$/, "")}/act/${token}`,
  };
}

async function endOf({ db, now }: LinkDeps, instanceId: string, timer: string | undefined): Promise<Date> {
  const timers = await readTimers(db, [instanceId]);
  const dueAt = timers.find(({ action }) => action === timer)?.dueAt;
  return dueAt ?? new Date((await now()).getTime() + VALID_DAYS * DAY_MS);
}

/** A link that works, its instance, and who acts by it. */
export interface OpenLink {
  readonly link: ActionLink;
  readonly instance: Instance;
  readonly actor: Actor;
}

/** What a token opens now; undefined for every reason why it does not: used, expired, revoked, settled or never ours. */
export async function openLink(
  { db, now }: Omit<LinkDeps, "publicUrl">,
  token: string,
): Promise<OpenLink | undefined> {
  const link = await openActionLink(db, hashToken(token), await now());
  if (link === undefined) return undefined;
  const instance = await readInstanceUnscoped(db, link.instanceId);
  if (instance === undefined || instance.status === "done") return undefined;
  if (link.boundTo !== boundTo(link.purpose, contextOf(instance))) return undefined;
  const actor = await holderOf(db, link, instance);
  return actor === undefined ? undefined : { link, instance, actor };
}

async function holderOf(db: Db, link: ActionLink, instance: Instance): Promise<Actor | undefined> {
  const grants = [{ role: link.role, programmeId: link.programmeId }];
  if (link.accountId === null) {
    // A case that was merged or erased is not this party's any more.
    const isTheirs = link.partyId !== null && partyIdOf(instance.businessKey) === link.partyId;
    return isTheirs ? { id: link.partyId, kind: "public", name: "The party", grants } : undefined;
  }
  const account = await readAccount(db, link.accountId);
  if (account === undefined || account.disabledAt !== null) return undefined;
  const holds = rolesIn(actorOf(account), link.programmeId, bodiesOf(instance)).includes(link.role);
  // Its own grants of the role, so that what is held in one body is not widened to the programme.
  const held = account.grants.filter(({ role }) => role === link.role);
  return holds ? { ...actorOf(account), grants: held } : undefined;
}

const actorOf = ({
  id,
  kind,
  name,
  grants,
}: Pick<Actor, "id" | "name" | "grants"> & { kind: "staff" | "service" }): Actor => ({
  id,
  kind,
  name,
  grants,
});

function boundTo(purpose: string, context: JsonObject): string | null {
  const value = purposeOf(purpose)?.boundTo?.(context);
  return value === undefined ? null : canonicalJson(value);
}

function contextOf({ snapshot }: Instance): JsonObject {
  const { context } = snapshot as { readonly context?: JsonObject };
  return context ?? {};
}

/** Once, and on record: who acts without an account is in the trail like anybody else. */
export async function linkWasUsed(
  { db, now }: Omit<LinkDeps, "publicUrl">,
  { id, programmeId, partyId }: ActionLink,
  event: string,
): Promise<void> {
  const at = await now();
  const used: AuditEntry = {
    programmeId,
    at,
    actorId: partyId ?? "public",
    onBehalfOf: null,
    act: "changed",
    subjectKind: "link",
    subjectId: id,
    detail: { operation: "actByLink", event },
  };
  await persistently(() =>
    inTransaction(db, async (tx) => {
      await markUsed(tx, id, event, at);
      await appendAudit(tx, [used]);
    }),
  );
}

export const linksOf = async ({ db }: Pick<LinkDeps, "db">, instanceId: string): Promise<ActionLink[]> =>
  await listActionLinks(db, instanceId, LISTED_MAX);

export const linkById = async ({ db }: Pick<LinkDeps, "db">, id: string): Promise<ActionLink | undefined> =>
  await readActionLink(db, id);

/** Throws `conflict` when it was used or revoked before. */
export async function revokeLink({ db, now }: Omit<LinkDeps, "publicUrl">, id: string): Promise<void> {
  if (!(await revokeActionLink(db, id, await now())))
    throw new ConvokeError("conflict", "This link was used or revoked before");
}

/** A mail as it may be read later: whoever reads it must not act as the one it went to. */
export const withoutTokens = (text: string): string => text.replaceAll(/\/act\/cva_[\w-]+/g, "/act/…");
