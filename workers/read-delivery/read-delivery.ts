/** Turns a stored delivery into an engagement, or adds it to the one its sender has. */
import { PUBLIC, SYSTEM } from "../../src/contract/actor.ts";
import { reasonText } from "../../src/contract/reasons.ts";
import { enterCase } from "../../src/directory/enter-case.ts";
import { interestCodes } from "../../src/directory/match-terms.ts";
import { identifyParty, sealRecord } from "../../src/directory/people.ts";
import { joinIfMerged } from "../../src/directory/merging/join-if-merged.ts";
import type { Result } from "../../src/engine/commands.ts";
import type { EffectHandler, Outcome } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import type { Read } from "../../src/intake/read-delivery.ts";
import { indexAnswers } from "../../src/intake/index-answers.ts";
import { withoutNominator } from "../../src/intake/nomination.ts";
import { originOf, profileOf } from "../../src/intake/profile-of.ts";
import type { ReplayEnd } from "../../src/intake/replays.ts";
import { endReplay } from "../../src/intake/replays.ts";
import { routeOf } from "../../src/intake/routing.ts";
import type { ReadDeliveryDeps } from "./deps.ts";
import { correctReading } from "./correct-reading.ts";
import { forgetUnlessHeard, identifyNominator, proposeNominee } from "./nominate.ts";
import { acceptDelivery, holdDelivery, readDelivery, submissionOf } from "../../src/intake/read-delivery.ts";

/** After so many failures a person looks at the delivery; it is never dropped. */
const ATTEMPTS_MAX = 5;

export function readDeliveryHandler(deps: ReadDeliveryDeps): EffectHandler {
  return {
    attemptsMax: ATTEMPTS_MAX,
    async perform(effect) {
      const { instanceId: deliveryId, attempts, payload } = effect;
      const replayId = typeof payload["replayId"] === "string" ? payload["replayId"] : undefined;
      const isLast = attempts + 1 >= ATTEMPTS_MAX;
      const read = await readDelivery(deps.intake, deliveryId, replayId !== undefined);
      const ended =
        read.kind === "settled"
          ? { outcome: done(), replay: { outcome: "held", reason: read.reason } as const }
          : read.kind === "again"
            ? await readAgain(deps, read, replayId ?? "", isLast)
            : await readFirst(deps, read, isLast);
      if (replayId !== undefined && ended.outcome.kind === "done") {
        await endReplay(deps.intake, replayId, ended.replay);
      }
      await ended.last?.();
      return ended.outcome;
    },
  };
}

interface Ended {
  readonly outcome: Outcome;
  /** What becomes of it in the log when somebody had asked for it. */
  readonly replay: ReplayEnd;
  /** After everything else, because what it settles is not read again after a crash. */
  readonly last?: () => Promise<void>;
}

async function readFirst(
  deps: ReadDeliveryDeps,
  read: Extract<Read, { kind: "inquiry" }>,
  isLast: boolean,
): Promise<Ended> {
  const opened = await openOrAttach(deps, read);
  const verdict = verdictOf(opened.result, isLast);
  if (verdict.kind === "taken") {
    const { engagementId } = verdict;
    const { delivery, inquiry } = read;
    const { event, partyId } = opened;
    const proposed = await proposeNominee(deps, delivery, { inquiry, senderId: partyId });
    const heard = proposed === undefined ? verdict : verdictOf(proposed, isLast);
    if (heard.kind !== "taken") return notTaken(deps, delivery.id, heard);
    const reading = { recordId: delivery.id, programmeId: delivery.programmeId, partyId, engagementId };
    await indexAnswers(deps.intake, { inquiry, ...reading });
    if (event === "inquiry.submitted") await giveToOwner(deps, read, engagementId, opened.interests);
    return {
      outcome: done(),
      replay: { outcome: event === "inquiry.submitted" ? "opened" : "attached", recordId: delivery.id },
      last: async () => await acceptDelivery(deps.intake, delivery.id, { engagementId, event }),
    };
  }
  return notTaken(deps, read.delivery.id, verdict);
}

function notTaken({ intake }: ReadDeliveryDeps, deliveryId: string, verdict: NotTaken): Ended {
  const ended = unlessTaken(verdict);
  if (verdict.kind === "later") return ended;
  return { ...ended, last: async () => await holdDelivery(intake, deliveryId, verdict.reason) };
}

async function readAgain(
  deps: ReadDeliveryDeps,
  read: Extract<Read, { kind: "again" }>,
  replayId: string,
  isLast: boolean,
): Promise<Ended> {
  const corrected = await correctReading(deps, read, replayId);
  if (corrected.kind === "unchanged") return { outcome: done(), replay: { outcome: "unchanged" } };
  const { recordId, reason } = corrected;
  const { delivery, inquiry, partyId } = read;
  const proposed = await proposeNominee(deps, delivery, { inquiry, senderId: partyId });
  const heard = verdictOf(corrected.result, isLast);
  const verdict = heard.kind === "taken" && proposed !== undefined ? verdictOf(proposed, isLast) : heard;
  if (verdict.kind === "taken") return { outcome: done(), replay: { outcome: "attached", recordId, reason } };
  return unlessTaken(verdict);
}

const unlessTaken = ({ kind, reason }: NotTaken): Ended => ({
  outcome: kind === "held" ? done() : { kind: "retry", reason },
  replay: { outcome: "held", reason },
});

interface Opened {
  readonly result: Result;
  readonly event: string;
  readonly partyId: string;
  readonly interests: readonly string[];
}

async function openOrAttach(
  deps: ReadDeliveryDeps,
  read: Extract<Read, { kind: "inquiry" }>,
): Promise<Opened> {
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
    text: JSON.stringify(withoutNominator(inquiry)),
  });
  const nominator = await identifyNominator(deps, programmeId, inquiry);
  const nominatedBy = nominator === undefined ? {} : { nominatorId: nominator.id };
  const interests = await interestCodes(directory.db, programmeId, inquiry.interests);

  const { consentTo } = inquiry;
  const consent =
    consentTo === undefined ? {} : { consent: { ...consentTo, at: delivery.receivedAt.toISOString() } };
  const { way, result } = await enterCase(engine, {
    programmeId,
    partyId: party.id,
    actor: PUBLIC,
    origin: "intake",
    // The key makes a second attempt find what the first one did.
    key: `delivery:${delivery.id}`,
    ...(nominator === undefined ? {} : { fingerprint: `delivery:${delivery.id}` }),
    opening: {
      type: "inquiry.submitted",
      partyId: party.id,
      recordId,
      deliveryId: delivery.id,
      profile: profileOf(inquiry, interests, originOf(inquiry)),
      signatureValid: source.sealedSecret !== null,
      sourceTrusted: source.sealedSecret === null,
      ...nominatedBy,
      ...consent,
    },
    attaching: { type: "message.attached", recordId, deliveryId: delivery.id, ...nominatedBy, ...consent },
  });
  await forgetUnlessHeard(deps, nominator, result);
  if (result.kind === "applied") await joinIfMerged(directory, party.id);
  const event = way === "opened" ? "inquiry.submitted" : "message.attached";
  return { partyId: party.id, interests, result, event };
}

/** By rule to the named owner (S-017). Where the chart has gone on meanwhile, to spam or to an officer, it says no, and is right. */
async function giveToOwner(
  { engine, intake }: ReadDeliveryDeps,
  { delivery, source, inquiry }: Extract<Read, { kind: "inquiry" }>,
  instanceId: string,
  interests: readonly string[],
): Promise<void> {
  const route = await routeOf(intake.db, source, { ...inquiry, interests });
  if (route === undefined) return;
  await engine.send({
    actor: SYSTEM,
    origin: "intake",
    key: `delivery:${delivery.id}:route`,
    instanceId,
    event: { type: "triage.assigned", ownerId: route.owner, ruleId: route.id, ownerOnLeave: false },
  });
}

interface NotTaken {
  readonly kind: "held" | "later";
  readonly reason: string;
}
type Verdict = { readonly kind: "taken"; readonly engagementId: string } | NotTaken;

function verdictOf(result: Result, isLast: boolean): Verdict {
  switch (result.kind) {
    case "applied":
    case "duplicate":
      return { kind: "taken", engagementId: result.standing.instanceId };
    case "exists":
      return { kind: "taken", engagementId: result.instanceId };
    case "parked":
    case "threw":
      return { kind: isLast ? "held" : "later", reason: reasonText("answered", { answer: result.kind }) };
    case "refused":
      return {
        kind: "held",
        reason:
          result.guards.length === 0
            ? reasonText("state")
            : reasonText("guards", { guards: result.guards.join(", ") }),
      };
    case "rejected":
      return { kind: "held", reason: result.problem.message };
    case "stale":
    case "void":
    case "not-found":
    case "key-reused":
      return { kind: "held", reason: reasonText("answered", { answer: result.kind }) };
  }
}
