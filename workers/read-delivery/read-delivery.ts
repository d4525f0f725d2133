/** Turns a stored delivery into an engagement, or adds it to the one its sender has. */
import { PUBLIC } from "../../src/contract/actor.ts";
import type { Directory } from "../../src/directory/directory.ts";
import { enterCase } from "../../src/directory/enter-case.ts";
import { interestCodes } from "../../src/directory/match-terms.ts";
import { identifyParty, sealRecord } from "../../src/directory/people.ts";
import type { Result } from "../../src/engine/commands.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { EffectHandler, Outcome } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import type { Intake } from "../../src/intake/intake.ts";
import { profileOf } from "../../src/intake/profile-of.ts";
import type { Read } from "../../src/intake/read-delivery.ts";
import { joinIfMerged } from "../../src/directory/merging/join-if-merged.ts";
import { acceptDelivery, holdDelivery, readDelivery, submissionOf } from "../../src/intake/read-delivery.ts";

export interface ReadDeliveryDeps {
  readonly engine: Engine;
  readonly intake: Intake;
  readonly directory: Directory;
}

/** After so many failures a person looks at the delivery; it is never dropped. */
const ATTEMPTS_MAX = 5;

export function readDeliveryHandler(deps: ReadDeliveryDeps): EffectHandler {
  return {
    attemptsMax: ATTEMPTS_MAX,
    async perform(effect) {
      const deliveryId = effect.instanceId;
      const read = await readDelivery(deps.intake, deliveryId);
      if (read.kind === "settled") return done();
      const result = await openOrAttach(deps, read);
      return await settle(deps, deliveryId, result, effect.attempts + 1 >= ATTEMPTS_MAX);
    },
  };
}

async function openOrAttach(
  deps: ReadDeliveryDeps,
  read: Extract<Read, { kind: "inquiry" }>,
): Promise<Result> {
  const { engine, intake, directory } = deps;
  const { delivery, source, inquiry } = read;
  const { programmeId } = source;
  const party = await identifyParty(directory, {
    programmeId,
    name: inquiry.person.name,
    organisation: inquiry.organisation,
    email: inquiry.person.email,
    phone: inquiry.person.phone,
    submission: submissionOf(intake, delivery),
  });
  const recordId = await sealRecord(directory, party.id, {
    id: delivery.id,
    purpose: "inquiry",
    text: JSON.stringify(inquiry),
  });

  const { consentTo } = inquiry;
  const consent =
    consentTo === undefined ? {} : { consent: { ...consentTo, at: delivery.receivedAt.toISOString() } };
  const { result } = await enterCase(engine, {
    programmeId,
    partyId: party.id,
    actor: PUBLIC,
    origin: "intake",
    // The key makes a second attempt find what the first one did.
    key: `delivery:${delivery.id}`,
    opening: {
      type: "inquiry.submitted",
      partyId: party.id,
      recordId,
      deliveryId: delivery.id,
      profile: profileOf(inquiry, await interestCodes(directory.db, programmeId, inquiry.interests), "web"),
      signatureValid: source.sealedSecret !== null,
      sourceTrusted: source.sealedSecret === null,
      ...consent,
    },
    attaching: { type: "message.attached", recordId, deliveryId: delivery.id, ...consent },
  });
  if (result.kind === "applied") await joinIfMerged(directory, party.id);
  return result;
}

async function settle(
  { intake }: ReadDeliveryDeps,
  deliveryId: string,
  result: Result,
  isLast: boolean,
): Promise<Outcome> {
  switch (result.kind) {
    case "applied":
    case "duplicate":
      await acceptDelivery(intake, deliveryId, result.standing.instanceId);
      return done();
    case "exists":
      await acceptDelivery(intake, deliveryId, result.instanceId);
      return done();
    case "parked":
    case "threw":
      if (isLast) await holdDelivery(intake, deliveryId, `The engagement answered ${result.kind}`);
      return isLast ? done() : { kind: "retry", reason: `The engagement answered ${result.kind}` };
    case "refused":
      await holdDelivery(
        intake,
        deliveryId,
        `Refused by ${result.guards.join(", ") || "the state of the engagement"}`,
      );
      return done();
    case "rejected":
      await holdDelivery(intake, deliveryId, result.problem.message);
      return done();
    case "stale":
    case "void":
    case "not-found":
    case "key-reused":
      await holdDelivery(intake, deliveryId, `The engagement answered ${result.kind}`);
      return done();
  }
}
