/**
 * Every shortcut of the console: its keys, where it is valid, and by its name the words in `keys.{name}`. The sheet under `?`,
 * tooltips and the palette read this table; a test finds clashes. What a key does is said where it is done, by `useShortcuts`.
 */
export type Scope =
  | "everywhere"
  | "list"
  | "today"
  | "board"
  | "engagement"
  | "intake"
  | "workflows"
  | "form";

interface Shortcut {
  readonly scope: Scope;
  /** Any of these. `Mod` is Ctrl, or Cmd on a Mac; a space parts the keys of a sequence: "g t". */
  readonly keys: readonly string[];
}

/** Which scopes are valid at once on one page. `form` is a drawer: only `everywhere` is beneath it. */
export const together: readonly (readonly Scope[])[] = [
  ["everywhere", "list", "today"],
  ["everywhere", "board"],
  ["everywhere", "engagement"],
  ["everywhere", "list", "intake"],
  ["everywhere", "list", "workflows"],
  ["everywhere", "form"],
];

export const shortcuts = {
  palette: { scope: "everywhere", keys: ["Mod+k"] },
  search: { scope: "everywhere", keys: ["/"] },
  help: { scope: "everywhere", keys: ["?"] },
  create: { scope: "everywhere", keys: ["+"] },
  peekClose: { scope: "everywhere", keys: ["Escape"] },
  goToday: { scope: "everywhere", keys: ["g t"] },
  goBoard: { scope: "everywhere", keys: ["g b"] },
  goEngagements: { scope: "everywhere", keys: ["g e"] },
  goIntake: { scope: "everywhere", keys: ["g i"] },
  goWorkflows: { scope: "everywhere", keys: ["g w"] },
  goInsights: { scope: "everywhere", keys: ["g n"] },
  goAdministration: { scope: "everywhere", keys: ["g a"] },

  next: { scope: "list", keys: ["j", "ArrowDown"] },
  previous: { scope: "list", keys: ["k", "ArrowUp"] },
  first: { scope: "list", keys: ["Home"] },
  last: { scope: "list", keys: ["End"] },
  open: { scope: "list", keys: ["Enter"] },
  peek: { scope: "list", keys: ["Space"] },
  select: { scope: "list", keys: ["x"] },
  selectNext: { scope: "list", keys: ["Shift+j", "Shift+ArrowDown"] },
  selectPrevious: { scope: "list", keys: ["Shift+k", "Shift+ArrowUp"] },
  act: { scope: "list", keys: ["."] },
  claim: { scope: "list", keys: ["c"] },
  actions: { scope: "list", keys: ["m"] },
  listFilter: { scope: "list", keys: ["f"] },

  snooze: { scope: "today", keys: ["s"] },

  cardUp: { scope: "board", keys: ["ArrowUp", "k"] },
  cardDown: { scope: "board", keys: ["ArrowDown", "j"] },
  cardLeft: { scope: "board", keys: ["ArrowLeft"] },
  cardRight: { scope: "board", keys: ["ArrowRight"] },
  column1: { scope: "board", keys: ["1"] },
  column2: { scope: "board", keys: ["2"] },
  column3: { scope: "board", keys: ["3"] },
  column4: { scope: "board", keys: ["4"] },
  column5: { scope: "board", keys: ["5"] },
  columnParked: { scope: "board", keys: ["0"] },
  cardOpen: { scope: "board", keys: ["Enter"] },
  cardPeek: { scope: "board", keys: ["Space"] },
  cardSelect: { scope: "board", keys: ["x"] },
  cardSelectDown: { scope: "board", keys: ["Shift+ArrowDown", "Shift+j"] },
  cardSelectUp: { scope: "board", keys: ["Shift+ArrowUp", "Shift+k"] },
  cardAct: { scope: "board", keys: ["."] },
  cardActions: { scope: "board", keys: ["m"] },
  filter: { scope: "board", keys: ["f"] },

  engagementAct: { scope: "engagement", keys: ["."] },
  engagementActions: { scope: "engagement", keys: ["m"] },
  note: { scope: "engagement", keys: ["n"] },
  chartAsText: { scope: "engagement", keys: ["t"] },
  eventBack: { scope: "engagement", keys: ["Shift+ArrowLeft"] },
  eventOn: { scope: "engagement", keys: ["Shift+ArrowRight"] },
  eventNow: { scope: "engagement", keys: ["Shift+End"] },

  accept: { scope: "intake", keys: ["y"] },
  reject: { scope: "intake", keys: ["n"] },
  retry: { scope: "workflows", keys: ["r"] },
  workflowAsText: { scope: "workflows", keys: ["t"] },

  send: { scope: "form", keys: ["Mod+Enter"] },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof shortcuts;
