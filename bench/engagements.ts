/** Engagements as they are lived: the product's own chart, from a form to a decision, most of them to their end. */
import type { Actor } from "../src/contract/actor.ts";
import { PUBLIC } from "../src/contract/actor.ts";
import type { Engine } from "../src/engine/engine.ts";
import { newId } from "../src/lib/ids.ts";
import type { MachineEvent } from "../src/machine/port.ts";
import type { Role } from "../workflows/workflow.ts";
import { PROGRAMME } from "./open-engine.ts";

/** One in so many stays as it is after the decision; the others end. */
const STAYS = 4;

/** Live one engagement. `onEvent` is told of each event that was applied. Throws when one was not: a refusal is cheap. */
export async function liveEngagement(engine: Engine, number: number, onEvent: () => void): Promise<void> {
  const id = newId();
  const [opening, ...later] = eventsOf(number);
  if (opening === undefined) throw new Error("A life begins with an event");
  const opened = await engine.start({
    workflow: "engagement",
    programmeId: PROGRAMME,
    id,
    origin: "intake",
    actor: PUBLIC,
    event: opening[1],
    key: newId(),
  });
  if (opened.kind !== "applied") throw new Error(`An engagement could not be opened: ${opened.kind}`);
  onEvent();
  for (const [role, event] of later) {
    const sent = { instanceId: id, event, actor: actorOf(role), origin: "caller", key: newId() } as const;
    const result = await engine.send(sent);
    if (result.kind !== "applied") throw new Error(`${event.type} was not applied: ${result.kind}`);
    onEvent();
  }
}

export const actorOf = (role: Role, programmeId = PROGRAMME): Actor => ({
  id: `${role}-1`,
  kind: "staff",
  name: role,
  grants: [{ role, programmeId }],
});

export type Step = readonly [Role, MachineEvent];

/** From the form to the decision, and for most the erasure. */
export function eventsOf(number: number): readonly Step[] {
  const life: Step[] = [
    [
      "public",
      {
        type: "inquiry.submitted",
        partyId: newId(),
        recordId: newId(),
        deliveryId: newId(),
        signatureValid: true,
        profile: PROFILE,
      },
    ],
    ["officer", { type: "triage.claimed" }],
    ["officer", { type: "vetting.started", profile: PROFILE }],
    [
      "officer",
      { type: "recusal.recorded", accountId: `approver-${2 + (number % 7)}`, reason: "former_employer" },
    ],
    [
      "vetter",
      { type: "screening.completed", checks: CHECKS, dossierHash: "0".repeat(64), waiver: UNDECLARED },
    ],
    ["approver", { type: "vetting.approved", conditions: [], waiver: UNDECLARED }],
  ];
  if (number % STAYS !== 0) {
    const request = { requestId: newId(), planApproved: true, legalHold: false };
    life.push(["dpo", { type: "erasure.executed", ...request }]);
  }
  return life;
}

/** The roles of a benchmark have no accounts that could declare interests. */
const UNDECLARED = { guard: "interestsAnswered", reason: "benchmark" };

const PROFILE = {
  named: true,
  email: "verified",
  affiliation: "organisation",
  country: "GB",
  interests: ["insurance"],
  capacity: "organisation",
  kind: "participate",
  origin: "web",
};

const CHECKS = ["identity", "exclusion_criteria", "sanctions_list", "public_controversies"].map((check) => ({
  check,
  outcome: "clear",
  evidenceId: "evidence-1",
  checkedOn: "2013-01-10",
}));
