import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { DefinitionError, MachineThrew } from "../lib/errors.ts";
import { acceptEvents, standingGuards } from "./accept-events.ts";
import { adoptSnapshot } from "./adopt-snapshot.ts";
import { prepareChart } from "./chart.ts";
import { findProblems } from "./check-definition.ts";
import { hashDefinition } from "./hash-definition.ts";
import { activeStates, open, statusOf } from "./live.ts";
import type { Machine } from "./port.ts";
import { pathOf, turnOf } from "./states.ts";
import { persistSnapshot, restoreSnapshot } from "./stored-snapshot.ts";
import { firstStep, nextStep } from "./take-step.ts";

/** Check a workflow and make it ready to be stepped. Throws `DefinitionError` naming everything that is wrong with it. */
export function loadMachine(definition: WorkflowDefinition): Machine {
  const problems = findProblems(definition);
  if (problems.length > 0) throw new DefinitionError(definition.name, problems);
  const chart = prepareChart(definition);

  return {
    definition,
    hash: hashDefinition(definition),
    initial: (input, step) => firstStep(chart, input, step),
    apply: (snapshot, event, step) => nextStep(chart, snapshot, event, step),
    restore: (stored) => restoreSnapshot(chart, stored),
    adopt: (stored, keepActivities) => adoptSnapshot(chart, stored, keepActivities),
    persist: persistSnapshot,
    hears: (type) => definition.machine.events.includes(type),
    project(snapshot) {
      const { value, context, ...rest } = open(snapshot);
      const active = activeStates({ value, context, ...rest });
      const paths = active.filter((state) => state.parent).map(pathOf);
      const turn = active.map(turnOf).findLast((one) => one !== undefined) ?? null;
      try {
        return definition.project({ value, paths, context, turn });
      } catch (error) {
        throw new MachineThrew(definition.name, "project", error);
      }
    },
    status: (snapshot) => statusOf(open(snapshot)),
    output: (snapshot) => open(snapshot).output,
    accepts(snapshot, step) {
      const { context, ...rest } = open(snapshot);
      return acceptEvents(chart, { ...rest, context: { ...context, step } });
    },
    standing(snapshot, step, type, setsAside) {
      const { context, ...rest } = open(snapshot);
      return standingGuards(chart, { ...rest, context: { ...context, step } }, type, setsAside);
    },
  };
}
