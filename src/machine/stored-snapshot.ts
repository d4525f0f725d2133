import { isDeepStrictEqual } from "node:util";
import { createActor } from "xstate";
import type { AnyMachineSnapshot, AnyStateNode, StateValue } from "xstate";
import { z } from "zod";
import type { Json } from "../../workflows/workflow.ts";
import { SnapshotMismatch } from "../lib/errors.ts";
import { problemText } from "../lib/field-problems.ts";
import { RUNNING } from "./chart.ts";
import type { Chart } from "./chart.ts";
import { toJson, toJsonObject } from "./json.ts";
import { activeStates, inDocumentOrder, open, seal, sourceOf } from "./live.ts";
import type { LiveSnapshot, StoredSnapshot } from "./port.ts";
import { childrenOf, isWithin } from "./states.ts";

/**
 * The form of a snapshot that is kept. Context and output became JSON when the step was taken; of a running activity
 * only its name is kept, of a history only the ids of its states.
 */
export function persistSnapshot(live: LiveSnapshot): StoredSnapshot {
  const { status, value, context, output, children, historyValue } = open(live);
  const stored = {
    status,
    value: value satisfies Json,
    context,
    children: Object.fromEntries(
      Object.entries(children).map(([id, child]) => [id, { src: sourceOf(child) }]),
    ),
    historyValue: Object.fromEntries(
      Object.entries(historyValue).map(([id, states]) => [
        id,
        states.map((state: AnyStateNode) => ({ id: state.id })),
      ]),
    ),
  };
  return output === undefined ? stored : { ...stored, output };
}

/**
 * Bring a stored snapshot back to life. XState completes what is missing and drops what it does not know without a
 * word, so the result is compared with what was stored. Throws `SnapshotMismatch`.
 */
export function restoreSnapshot(chart: Chart, stored: StoredSnapshot): LiveSnapshot {
  const mismatch = (detail: string) => new SnapshotMismatch(chart.definition.name, detail);
  const parsed = Stored.safeParse(stored);
  if (!parsed.success) throw mismatch(problemText(parsed.error));
  const { status, value, children, historyValue, output } = parsed.data;

  for (const [id, { src }] of Object.entries(children)) {
    if (!chart.invokes.get(id)?.has(src))
      throw mismatch(`it runs the activity ${src} as ${id}, which is not declared`);
  }
  for (const [id, states] of Object.entries(historyValue)) {
    const problem = findHistoryProblem(chart, id, states);
    if (problem) throw mismatch(problem);
  }

  let context;
  try {
    context = toJsonObject(stored["context"], "context");
    if (output !== undefined) toJson(output, "output");
  } catch (error) {
    throw mismatch(error instanceof Error ? error.message : String(error));
  }

  const restored = rehydrate(chart, { status, value, context, children, historyValue, output });
  if (restored.status !== status) {
    throw mismatch(`status ${status} became ${restored.status} (${reasonOf(restored.error)})`);
  }
  if (!isDeepStrictEqual(restored.value, value)) {
    throw mismatch(`state ${JSON.stringify(value)} became ${JSON.stringify(restored.value)}`);
  }
  if ((status === "done") !== isComplete(chart.machine.root, new Set(activeStates(restored)))) {
    throw mismatch(`status ${status} does not belong to state ${JSON.stringify(value)}`);
  }
  return seal(restored);
}

// Done by a machine, not by a person: a value of states, and no `error`, because no step ends in one.
const Value: z.ZodType<StateValue> = z.lazy(() => z.union([z.string(), z.record(z.string(), Value)]));
const Stored = z.strictObject({
  status: z.enum(["active", "done"]),
  value: Value,
  context: z.looseObject({}),
  children: z.record(z.string(), z.strictObject({ src: z.string() })),
  historyValue: z.record(z.string(), z.array(z.strictObject({ id: z.string() }))),
  output: z.unknown().optional(),
});
type StoredShape = z.output<typeof Stored>;

/** An actor that is never started: its constructor is the only faithful way back, history included. */
function rehydrate({ machine }: Chart, stored: StoredShape): AnyMachineSnapshot {
  const children = Object.fromEntries(
    Object.entries(stored.children).map(([id, { src }]) => [
      id,
      { snapshot: RUNNING, src, syncSnapshot: false },
    ]),
  );
  const parts = {
    value: inDocumentOrder(machine.root, stored.value),
    context: stored.context,
    historyValue: stored.historyValue,
    children,
    error: undefined,
  };
  const snapshot =
    stored.status === "done"
      ? { ...parts, status: stored.status, output: stored.output }
      : { ...parts, status: stored.status, output: undefined };
  const revived = createActor(machine, { snapshot }).getSnapshot();
  return { ...revived, historyValue: { ...emptyOnes(stored.historyValue), ...revived.historyValue } };
}

/** XState drops a history that remembers no state, and would take its default from then on; live, it takes nothing. */
function emptyOnes(historyValue: StoredShape["historyValue"]): Record<string, AnyStateNode[]> {
  return Object.fromEntries(
    Object.entries(historyValue).flatMap(([id, states]) => (states.length === 0 ? [[id, []]] : [])),
  );
}

function findHistoryProblem(chart: Chart, id: string, states: StoredShape["historyValue"][string]) {
  const history = chart.states.get(id);
  if (history?.type !== "history" || !history.parent)
    return `it remembers the history ${id}, which does not exist`;
  const parent: AnyStateNode = history.parent;
  for (const state of states) {
    const node = chart.states.get(state.id);
    if (!node || node === parent || !isWithin(node, parent))
      return `the history ${id} remembers ${state.id}, which is not in it`;
  }
  return undefined;
}

/** Has everything in this state come to a final state? */
function isComplete(state: AnyStateNode, active: ReadonlySet<AnyStateNode>): boolean {
  switch (state.type) {
    case "compound":
      return childrenOf(state).some((child) => child.type === "final" && active.has(child));
    case "parallel":
      return childrenOf(state).every((child) => child.type === "history" || isComplete(child, active));
    default:
      return state.type === "final";
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
