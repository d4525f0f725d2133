import { mailEffects } from "../../effects.ts";
import { instanceInput } from "../../step.ts";
import type { WorkflowDefinition, WorkflowView } from "../../workflow.ts";
import type { InterestsContext } from "./context.ts";
import { events } from "./events.ts";
import { machine } from "./machine.ts";
import { timers } from "./timers.ts";

/** Interests and recusal: one form for each person and programme. What it manages, every read and call obeys (S-063). */
export const interestsV1: WorkflowDefinition = {
  name: "interests",
  version: 1,
  title: "Interests and recusal",
  machine,
  input: instanceInput,
  opens: ["capacity.set", "interests.requested"],
  events,
  timers,
  effects: mailEffects,
  activities: {},
  project,
};

function project(view: WorkflowView) {
  const context = view.context as unknown as InterestsContext;
  const { person, as, capacity, scope, validUntil } = context;
  const key = person === null ? null : `${person.kind}:${person.id}`;
  return {
    stage: null,
    state: view.paths.at(-1) ?? "new",
    businessKey: key,
    // Whoever has an account fills in the form there.
    owner: person?.kind === "account" ? person.id : null,
    card: { person: key, as, capacity, scope: [...scope], validUntil },
  };
}
