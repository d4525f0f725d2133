import { months, workingDays, type TimerRule } from "../../workflow.ts";

export const clocks = {
  declaration: { rule: workingDays(10), event: "declaration.overdue" },
  assessment: { rule: workingDays(5), event: "assessment.overdue" },
  interests: { rule: months(12), event: "interests.expired" },
} as const satisfies Record<string, { readonly rule: TimerRule; readonly event: string }>;

export type InterestsTimerId = keyof typeof clocks;

export const timers: Readonly<Record<string, TimerRule>> = Object.fromEntries(
  Object.entries(clocks).map(([id, clock]) => [id, clock.rule]),
);

const DAY_MS = 86_400_000;
/** XState wants milliseconds; the engine goes by the rule, so this is only near. */
export const delays: Readonly<Record<InterestsTimerId, number>> = {
  declaration: 14 * DAY_MS,
  assessment: 7 * DAY_MS,
  interests: 360 * DAY_MS,
};
