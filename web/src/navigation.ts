/** The pages of the console, in the order of the bar, and which roles see them. What is not here is nowhere: bar, palette, keys. */
import type { Icon } from "./parts/icons.ts";
import {
  IconAdministration,
  IconBoard,
  IconEngagements,
  IconInsights,
  IconIntake,
  IconToday,
  IconWorkflows,
} from "./parts/icons.ts";
import type { Me } from "./api/shapes.ts";
import type { ShortcutName } from "./keyboard/shortcuts.ts";

type Role = Me["roles"][number]["role"];

export interface Place {
  /** Its words are `shell.{name}`. */
  readonly name: "today" | "board" | "engagements" | "intake" | "workflows" | "insights" | "administration";
  readonly to:
    | "/p/$programme/today"
    | "/p/$programme/board"
    | "/p/$programme/engagements"
    | "/p/$programme/intake"
    | "/p/$programme/workflows"
    | "/p/$programme/insights"
    | "/admin";
  readonly icon: Icon;
  readonly key: ShortcutName;
  readonly seenBy: readonly Role[];
}

const STAFF: readonly Role[] = [
  "officer",
  "vetter",
  "approver",
  "reviewer",
  "lead",
  "chair",
  "secretariat",
  "dpo",
  "admin",
];

const places: readonly Place[] = [
  { name: "today", to: "/p/$programme/today", icon: IconToday, key: "goToday", seenBy: STAFF },
  {
    name: "board",
    to: "/p/$programme/board",
    icon: IconBoard,
    key: "goBoard",
    seenBy: ["officer", "vetter", "approver", "reviewer", "lead", "chair", "secretariat"],
  },
  {
    name: "engagements",
    to: "/p/$programme/engagements",
    icon: IconEngagements,
    key: "goEngagements",
    seenBy: ["officer", "vetter", "approver", "reviewer", "lead", "chair", "secretariat", "dpo"],
  },
  {
    name: "intake",
    to: "/p/$programme/intake",
    icon: IconIntake,
    key: "goIntake",
    seenBy: ["officer", "approver", "reviewer", "lead", "chair", "admin"],
  },
  {
    name: "workflows",
    to: "/p/$programme/workflows",
    icon: IconWorkflows,
    key: "goWorkflows",
    seenBy: STAFF,
  },
  {
    name: "insights",
    to: "/p/$programme/insights",
    icon: IconInsights,
    key: "goInsights",
    seenBy: STAFF,
  },
  // Everybody has tokens of their own; its tabs are each for who may see them.
  {
    name: "administration",
    to: "/admin",
    icon: IconAdministration,
    key: "goAdministration",
    seenBy: STAFF,
  },
];

/** What somebody sees of it: the union over their roles, in the one programme or in any. */
export function placesFor({ roles }: Me, programme: string): readonly Place[] {
  const held = new Set(
    roles
      .filter((one) => programme === "all" || one.programme === null || one.programme === programme)
      .map(({ role }) => role),
  );
  return places.filter(({ seenBy }) => seenBy.some((role) => held.has(role)));
}
