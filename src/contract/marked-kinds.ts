/** What every kind of record is marked when nobody marked it, and who answers for it then. One table (S-035). */
import type { Role } from "../../workflows/workflow.ts";
import type { MarkedKind, Marking } from "./markings.ts";

export interface KindRule {
  /** What it is called in a sentence. */
  readonly noun: string;
  /** By the state of its chart. */
  readonly byDefault: (state: string) => Marking;
  /** Nothing makes it wider than this in the state: a draft is not public because it will be. */
  readonly atLeast: (state: string) => Marking;
  /** Who lowers a marking that nobody set, of a record that nobody owns. */
  readonly keepers: readonly Role[];
  /** Whose work it is, so that they take part in it even when it is TLP:RED. */
  readonly insiders: readonly Role[];
}

const always = (marking: Marking) => (): Marking => marking;
const free = always("TLP:CLEAR");

export const markedKinds: Readonly<Record<MarkedKind, KindRule>> = {
  engagement: {
    noun: "engagement",
    byDefault: always("TLP:AMBER"),
    atLeast: free,
    keepers: ["officer"],
    insiders: [],
  },
  // The card of a group: its name, month and seats stand on the roadmap. Its papers are the kinds below.
  working_group: {
    noun: "group",
    byDefault: always("TLP:GREEN"),
    atLeast: free,
    keepers: ["chair"],
    insiders: [],
  },
  meeting: {
    noun: "meeting",
    byDefault: always("TLP:AMBER"),
    atLeast: free,
    keepers: ["chair"],
    insiders: [],
  },
  recommendation: {
    noun: "recommendation",
    byDefault: (state) => (state === "published" ? "TLP:CLEAR" : "TLP:AMBER"),
    atLeast: (state) => (state === "published" ? "TLP:CLEAR" : "TLP:AMBER"),
    keepers: ["chair"],
    insiders: [],
  },
  contribution: {
    noun: "contribution",
    byDefault: always("TLP:AMBER"),
    atLeast: free,
    keepers: ["officer"],
    insiders: [],
  },
  interests: {
    noun: "interests form",
    byDefault: always("TLP:RED"),
    atLeast: always("TLP:RED"),
    keepers: ["secretariat"],
    insiders: ["secretariat", "approver", "officer", "dpo"],
  },
  vetting: {
    noun: "vetting dossier",
    byDefault: always("TLP:RED"),
    atLeast: always("TLP:AMBER+STRICT"),
    keepers: ["approver"],
    insiders: ["vetter", "approver", "reviewer", "dpo"],
  },
  // Asks for nothing of itself: it bears what its engagement does until whoever wrote it says otherwise.
  note: {
    noun: "note",
    byDefault: free,
    atLeast: free,
    keepers: ["officer"],
    insiders: [],
  },
};
