/** One chart in three versions: the second names its states anew and arms another timer, the third splits one. */
import { setup } from "xstate";
import type { Migration, WorkflowDefinition } from "../../../workflows/workflow.ts";
import { days } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type Events = { type: "opened" | "lent" | "checked" | "returned" | "return.due" | "recall.due" | "odd.due" };
type Context = { readonly copies: number };

const kit = setup({ types: { events: {} as Events, context: {} as Context } });
const arm = (type: Events["type"], id: string) => kit.raise({ type }, { id, delay: 1 });

const first = kit.createMachine({
  context: { copies: 1 },
  initial: "new",
  states: {
    new: { on: { opened: "shelved" } },
    shelved: { on: { lent: "out", checked: "checking" } },
    out: {
      entry: [arm("return.due", "return"), arm("odd.due", "odd")],
      exit: [kit.cancel("return"), kit.cancel("odd")],
      on: { returned: "shelved", "return.due": "overdue", "odd.due": "overdue" },
    },
    checking: { on: { returned: "shelved" } },
    overdue: { on: { returned: "shelved" } },
  },
});

const second = kit.createMachine({
  context: { copies: 1 },
  initial: "new",
  states: {
    new: { on: { opened: "available" } },
    available: { on: { lent: "lent" } },
    lent: {
      entry: [arm("return.due", "return"), arm("recall.due", "recall")],
      exit: [kit.cancel("return"), kit.cancel("recall")],
      on: { returned: "available", "return.due": "late", "recall.due": "late" },
    },
    late: { on: { returned: "available" } },
  },
});

const third = kit.createMachine({
  context: { copies: 1 },
  initial: "new",
  states: {
    new: { on: { opened: "available" } },
    available: { on: { lent: "lent" } },
    lent: {
      initial: "quiet",
      entry: [arm("return.due", "return"), arm("recall.due", "recall")],
      exit: [kit.cancel("return"), kit.cancel("recall")],
      on: { returned: "available", "return.due": "late" },
      states: { quiet: { on: { "recall.due": "recalled" } }, recalled: {} },
    },
    late: { on: { returned: "available" } },
  },
});

const events = {
  opened: event(),
  lent: event(),
  checked: event(),
  returned: event(),
  "return.due": event({}, { who: ["system"] }),
  "recall.due": event({}, { who: ["system"] }),
};
const common = {
  name: "loan",
  title: "Loan",
  input: anyInput,
  opens: ["opened"],
  effects: {},
  activities: {},
  project: projectPlainly,
};

export const loanV1: WorkflowDefinition = {
  ...common,
  version: 1,
  machine: first,
  events: { ...events, "odd.due": event({}, { who: ["system"] }) },
  timers: { return: days(10), odd: days(3) },
};

const names: Readonly<Record<string, string>> = {
  new: "new",
  shelved: "available",
  out: "lent",
  overdue: "late",
};

const toSecond: Migration = {
  from: 1,
  migrate({ value, context }) {
    const stood = typeof value === "string" ? value : JSON.stringify(value);
    const name = names[stood];
    if (name === undefined) throw new Error(`a loan in ${stood} has to be finished first`);
    return { value: name, context: { copies: Number(context["copies"]) + 1 } };
  },
  timers: { odd: "cancel", return: "keep" },
  arms: ({ value }) => (value === "lent" ? { recall: { type: "recall.due" } } : {}),
};

export const loanV2: WorkflowDefinition = {
  ...common,
  version: 2,
  machine: second,
  events,
  timers: { return: days(10), recall: days(5) },
  migration: toSecond,
};

/** As the second version, but nobody thought of the timer that its chart does not hear. */
export const carelessV2: WorkflowDefinition = {
  ...loanV2,
  migration: { from: 1, migrate: toSecond.migrate },
};

export const loanV3: WorkflowDefinition = {
  ...common,
  version: 3,
  machine: third,
  events,
  timers: { return: days(10), recall: days(5) },
  migration: {
    from: 2,
    migrate: ({ value, context }) => ({ value: value === "lent" ? { lent: "quiet" } : value, context }),
    timers: { return: "rearm" },
  },
};
