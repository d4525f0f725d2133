/** An accepted delivery, read once more: its engagement hears what is different, and never a second time of the same. */
import { SYSTEM } from "../../src/contract/actor.ts";
import { reasonText } from "../../src/contract/reasons.ts";
import { interestCodes } from "../../src/directory/match-terms.ts";
import { openRecords, sealRecord } from "../../src/directory/people.ts";
import { rereadPerson } from "../../src/directory/reread-person.ts";
import type { Result } from "../../src/engine/commands.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import { indexAnswers } from "../../src/intake/index-answers.ts";
import type { Read } from "../../src/intake/read-delivery.ts";
import { withoutNominator } from "../../src/intake/nomination.ts";
import { originOf, profileOf } from "../../src/intake/profile-of.ts";
import { lastReading } from "../../src/intake/replays.ts";
import { canonicalJson } from "../../src/lib/canonical.ts";
import type { JsonObject } from "../../workflows/workflow.ts";
import type { ReadDeliveryDeps } from "./deps.ts";
import { identifyNominator, forgetUnlessHeard } from "./nominate.ts";

export type Corrected =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "heard";
      readonly result: Result;
      readonly recordId: string;
      /** What could not be taken over, for the log. */
      readonly reason: string | undefined;
    };

export async function correctReading(
  deps: ReadDeliveryDeps,
  { delivery, engagementId, partyId, inquiry }: Extract<Read, { kind: "again" }>,
  replayId: string,
): Promise<Corrected> {
  const { engine, directory } = deps;
  const { programmeId } = delivery;
  const lastId = await lastReading(deps.intake, delivery.id);
  const last = (await openRecords(directory, [lastId])).get(lastId)?.text;
  const before = last === undefined ? undefined : (JSON.parse(last) as Inquiry);
  const text = JSON.stringify(withoutNominator(inquiry));
  if (before !== undefined && canonicalJson(before) === canonicalJson(JSON.parse(text)))
    return { kind: "unchanged" };

  const isAddressFree = await rereadPerson(
    directory,
    { partyId, programmeId },
    before === undefined ? NOTHING : cardOf(before),
    cardOf(inquiry),
  );
  const recordId = await sealRecord(directory, partyId, { id: replayId, purpose: "inquiry", text });
  const nominator = await identifyNominator(deps, programmeId, inquiry);
  const nominatedBy = nominator === undefined ? {} : { nominatorId: nominator.id };
  const profile = await changedProfile(deps, programmeId, before, inquiry);
  const result = await engine.send({
    actor: SYSTEM,
    origin: "intake",
    key: `replay:${replayId}`,
    instanceId: engagementId,
    ...(nominator === undefined ? {} : { fingerprint: `replay:${replayId}` }),
    event: { type: "reading.corrected", recordId, deliveryId: delivery.id, profile, ...nominatedBy },
  });
  await forgetUnlessHeard(deps, nominator, result);
  await indexAnswers(deps.intake, { inquiry, recordId, programmeId, partyId, engagementId }, lastId);
  return {
    kind: "heard",
    result,
    recordId,
    reason: isAddressFree ? undefined : reasonText("address-taken"),
  };
}

const NOTHING = { name: null, organisation: null, email: null };
const cardOf = ({ person, organisation }: Inquiry) => ({
  name: person.name,
  organisation,
  email: person.email,
});

/** Only what this reading says otherwise: what an officer filled in meanwhile stays. */
async function changedProfile(
  { directory }: ReadDeliveryDeps,
  programmeId: string,
  before: Inquiry | undefined,
  inquiry: Inquiry,
): Promise<JsonObject> {
  const codes = async (words: readonly string[]) => await interestCodes(directory.db, programmeId, words);
  const now = profileOf(inquiry, await codes(inquiry.interests), originOf(inquiry));
  if (before === undefined) return now;
  const then: JsonObject = profileOf(before, await codes(before.interests), originOf(before));
  return Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => canonicalJson(value) !== canonicalJson(then[field] ?? null),
    ),
  );
}
