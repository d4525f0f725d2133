/** A form that proposes somebody: who did becomes a party of their own, and is in none of the words about who was proposed (S-007). */
import { SYSTEM } from "../../src/contract/actor.ts";
import { enterCase } from "../../src/directory/enter-case.ts";
import { interestCodes } from "../../src/directory/match-terms.ts";
import type { Identified } from "../../src/directory/people.ts";
import { forgetParty, forgetRecord, identifyParty, sealRecord } from "../../src/directory/people.ts";
import type { Result } from "../../src/engine/commands.ts";
import { enteredInquiry } from "../../src/intake/entered-inquiry.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import { nominatorIn, nomineeIn } from "../../src/intake/nomination.ts";
import { profileOf } from "../../src/intake/profile-of.ts";
import type { ReadDeliveryDeps } from "./deps.ts";

/** Who proposed the sender. Undefined where the form does not say. */
export async function identifyNominator(
  { directory }: ReadDeliveryDeps,
  programmeId: string,
  inquiry: Inquiry,
): Promise<Identified | undefined> {
  const named = nominatorIn(inquiry);
  return named === undefined
    ? undefined
    : await identifyParty(directory, { programmeId, organisation: null, ...named });
}

/** Somebody without an address is made anew by each attempt: only the one that the case has heard of stays. */
export async function forgetUnlessHeard(
  { directory }: ReadDeliveryDeps,
  party: Identified | undefined,
  result: Result,
): Promise<void> {
  if (party?.isNew === true && result.kind !== "applied") await forgetParty(directory, party.id);
}

/**
 * Open the case of whom the sender proposes, or tell the one they have; once, however often the delivery is read. The
 * sender's words stay with the sender. Undefined where nobody is proposed.
 */
export async function proposeNominee(
  deps: ReadDeliveryDeps,
  delivery: { readonly id: string; readonly programmeId: string },
  { inquiry, senderId }: { readonly inquiry: Inquiry; readonly senderId: string },
): Promise<Result | undefined> {
  const named = nomineeIn(inquiry);
  if (named === undefined) return undefined;
  const { engine, directory } = deps;
  const { programmeId } = delivery;
  const party = await identifyParty(directory, { programmeId, organisation: null, ...named });
  if (party.id === senderId) return undefined;
  const entered = enteredInquiry({ ...named, interests: inquiry.interests });
  const text = JSON.stringify(entered);
  const recordId = await sealRecord(directory, party.id, { purpose: "nomination", text });
  const interests = await interestCodes(directory.db, programmeId, inquiry.interests);
  const key = `delivery:${delivery.id}:nominee`;
  const { result } = await enterCase(engine, {
    programmeId,
    partyId: party.id,
    actor: SYSTEM,
    origin: "intake",
    key,
    // The ids differ with each attempt.
    fingerprint: key,
    opening: {
      type: "nomination.made",
      partyId: party.id,
      recordId,
      profile: profileOf(entered, interests, "nominated"),
      nominatorId: senderId,
    },
    attaching: { type: "message.attached", recordId, channel: "nomination", nominatorId: senderId },
  });
  if (result.kind !== "applied") {
    if (party.isNew) await forgetParty(directory, party.id);
    else await forgetRecord(directory, recordId);
  }
  return result;
}
