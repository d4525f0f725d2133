/** Somebody of the staff enters what another person said: their case is opened, or hears it where it is live. */
import { knownIds } from "../../auth/known-records.ts";
import type { EnteredFields } from "../../intake/entered-inquiry.ts";
import { enteredInquiry } from "../../intake/entered-inquiry.ts";
import { profileOf } from "../../intake/profile-of.ts";
import type { JsonObject } from "../../../workflows/workflow.ts";
import type { Actor } from "../../contract/actor.ts";
import { enterCase } from "../../directory/enter-case.ts";
import { interestCodes } from "../../directory/match-terms.ts";
import { forgetParty, forgetRecord, identifyParty, sealRecord } from "../../directory/people.ts";
import type { Identified } from "../../directory/people.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import type { AnyCall } from "../operation.ts";
import { idempotencyKeyOf } from "./headers.ts";
import { standingOrThrow } from "./standing.ts";

interface Entry {
  readonly programmeId: string;
  /** A party that is known; else they are found by their address, or made. */
  readonly party?: Omit<Identified, "isNew"> | undefined;
  readonly fields: EnteredFields;
  /** What the sealed record is kept as. */
  readonly purpose: "inquiry" | "nomination";
  readonly origin: string;
  readonly happenedAt: Date | undefined;
  readonly opening: JsonObject & { readonly type: string };
  readonly attaching: JsonObject;
  readonly attachedBy?: Actor;
}

interface EnteredFor {
  readonly outcome: "opened" | "attached" | "repeated";
  /** Null for who may not know of it. */
  readonly engagement: string | null;
  readonly person: string;
  /** The same case, for what is done with it here. */
  readonly instanceId: string;
}

/** What the caller is shown. */
export const presentEntered = ({ outcome, engagement, person }: EnteredFor) => ({
  outcome,
  engagement,
  person,
});

/** Throws what `standingOrThrow` throws; then nothing of the person is left behind. */
export async function enterFor(
  { api, actor, body, request }: Pick<AnyCall, "api" | "actor" | "request"> & { readonly body: unknown },
  entry: Entry,
): Promise<EnteredFor> {
  const { engine, directory, db } = api;
  const { programmeId, fields, purpose, origin, happenedAt, opening, attaching, attachedBy } = entry;
  const key = idempotencyKeyOf(request);
  const inquiry = enteredInquiry(fields);
  const { name, email } = inquiry.person;
  const party: Identified =
    entry.party === undefined
      ? await identifyParty(directory, { programmeId, name, email, organisation: inquiry.organisation })
      : { ...entry.party, isNew: false };
  const recordId = await sealRecord(directory, party.id, { purpose, text: JSON.stringify(inquiry) });
  const undo = async (): Promise<void> => {
    if (party.isNew) await forgetParty(directory, party.id);
    else await forgetRecord(directory, recordId);
  };
  try {
    const profile = profileOf(inquiry, await interestCodes(db, programmeId, inquiry.interests), origin);
    const { way, result } = await enterCase(engine, {
      programmeId,
      partyId: party.id,
      actor,
      origin: "caller",
      key,
      fingerprint: canonicalJson(body),
      happenedAt,
      opening: { ...opening, partyId: party.id, recordId, profile },
      attaching: { ...attaching, type: "message.attached", recordId },
      ...(attachedBy === undefined ? {} : { attachedBy }),
    });
    const { outcome, standing } = standingOrThrow(result);
    if (outcome === "duplicate") await undo();
    const engagement = await shownTo(api, actor, standing.instanceId);
    const person = outcome === "duplicate" ? await partyIdFor(api, standing.instanceId, party.id) : party.id;
    const { instanceId } = standing;
    return { outcome: outcome === "duplicate" ? "repeated" : way, engagement, person, instanceId };
  } catch (error) {
    // Not so when the database went away, because then the case may stand.
    if (error instanceof ConvokeError && error.code !== "busy") await undo();
    throw error;
  }
}

/** The case a first request under the same key went to says who it is: what was made for the repetition is forgotten. */
async function partyIdFor({ engine }: Api, instanceId: string, made: string): Promise<string> {
  const { businessKey } = (await engine.peek(instanceId)) ?? { businessKey: null };
  return businessKey?.replace(/^party:/, "") ?? made;
}

async function shownTo({ db }: Api, actor: Actor, instanceId: string): Promise<string | null> {
  const { known } = await knownIds(db, actor, [instanceId]);
  return known.has(instanceId) ? instanceId : null;
}
