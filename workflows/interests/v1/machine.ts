/** One person's interests in a programme: asked for, declared, assessed, and what the person stays out of. */
import { actorOf, nowOf } from "../../step.ts";
import { addMonths } from "../../civil-time.ts";
import { emptyInterests, type InterestsContext } from "./context.ts";
import type { EventOf } from "./events.ts";
import { arm, disarm, interests, note, tellPerson, tellStaff } from "./setup.ts";

const decided = note((_, context) => ({ decidedBy: actorOf(context) }));
const declare = note<"interests.declared" | "interest.changed">((event, context) => {
  const { statement } = event;
  const named = "organisations" in event ? (event.organisations ?? []) : [];
  return {
    statements: statement === undefined ? context.statements : [...context.statements, statement],
    organisations: [...new Set([...context.organisations, ...named])],
  };
});
const whose = (event: EventOf<"capacity.set" | "interests.requested">): Pick<InterestsContext, "person"> => ({
  person:
    "partyId" in event.person
      ? { kind: "party", id: event.person.partyId }
      : { kind: "account", id: event.person.accountId },
});
const valid = note((_, context) => ({ validUntil: addMonths(nowOf(context), 12) }));

const erased = { "erasure.executed": "erased" } as const;
const changed = { target: "assess" as const, actions: [declare, tellStaff("interests-changed")] };

export const machine = interests.createMachine({
  id: "interests",
  context: ({ input }) => emptyInterests(input),
  initial: "new",
  states: {
    // Nobody is left to ask, or to stay out of anything.
    erased: {
      type: "final",
      entry: [note(() => ({ statements: [], organisations: [], scope: [], validUntil: null }))],
    },
    new: {
      on: {
        "capacity.set": {
          guard: "affiliationIsInterest",
          target: "not_required",
          actions: [note<"capacity.set">((event) => ({ ...whose(event), capacity: event.capacity }))],
        },
        "interests.requested": {
          target: "requested",
          actions: [note<"interests.requested">((event) => ({ ...whose(event), as: event.as }))],
        },
      },
    },
    not_required: { on: { ...erased, "interest.changed": changed } },
    requested: {
      entry: [arm("declaration"), tellPerson("interests-declaration-yours")],
      exit: [disarm("declaration")],
      on: {
        ...erased,
        "interests.none": { target: "clear", actions: [note(() => ({ scope: [] }))] },
        "interests.declared": { target: "assess", actions: [declare] },
        "declaration.overdue": { actions: [tellPerson("interests-reminder-yours")] },
      },
    },
    assess: {
      entry: [arm("assessment"), tellStaff("interests-to-assess")],
      exit: [disarm("assessment")],
      on: {
        ...erased,
        "interests.insignificant": {
          guard: "notTheirOwn",
          target: "clear",
          actions: [decided, note(() => ({ scope: [] }))],
        },
        "interests.managed": {
          guard: "notTheirOwn",
          target: "managed",
          actions: [decided, note<"interests.managed">((event) => ({ scope: event.scope }))],
        },
        "interests.blocking": {
          guard: "notTheirOwn",
          target: "blocking",
          actions: [
            decided,
            // The role ends, and with it all that it gave to see.
            note(() => ({ scope: [{ kind: "programme" as const }], validUntil: null })),
            tellPerson("interests-blocking-yours", "reason"),
          ],
        },
        "assessment.overdue": { actions: [tellStaff("interests-assessment-overdue")] },
      },
    },
    clear: {
      entry: [valid, arm("interests")],
      exit: [disarm("interests")],
      on: { ...erased, "interest.changed": changed, "interests.expired": "requested" },
    },
    managed: {
      entry: [valid, arm("interests"), tellPerson("interests-managed-yours")],
      exit: [disarm("interests")],
      on: { ...erased, "interest.changed": changed, "interests.expired": "requested" },
    },
    blocking: {
      on: { ...erased, "interests.resolved": { guard: "notTheirOwn", target: "assess" } },
    },
  },
});
