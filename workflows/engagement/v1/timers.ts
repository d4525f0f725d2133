/** Every deadline of an engagement: its rule, and the event it becomes. Durations are the programme's defaults. */
import { days, months, workingDays, type DeadlineOf, type TimerRule } from "../../workflow.ts";
import type { EventType } from "./events.ts";

interface Timer {
  readonly rule: TimerRule;
  readonly event: EventType;
  /** Whose promise ends with it. One that only reminds, or ends a wait that nobody promised to end, is no deadline. */
  readonly of?: DeadlineOf;
}

export const clocks = {
  quarantine: { rule: days(30), event: "spam.confirmed" },
  /** Runs until the party has a first answer from a person, whoever owns it; stands still while we wait for them. */
  first_response: { rule: workingDays(2), event: "first_response.overdue", of: "us" },
  notice: { rule: months(1), event: "notice.due", of: "us" },
  "info.reminder.first": { rule: workingDays(5), event: "info.reminder" },
  "info.reminder.second": { rule: workingDays(10), event: "info.reminder" },
  "info.lapse": { rule: days(30), event: "info.lapsed", of: "them" },
  /** Begins with the second reminder, so that a calendar full of holidays cannot make the lapse miss its guard. */
  "info.lapse.late": { rule: days(20), event: "info.lapsed", of: "them" },
  screening: { rule: workingDays(5), event: "screening.overdue", of: "us" },
  due_diligence: { rule: workingDays(20), event: "due_diligence.overdue", of: "us" },
  decision: { rule: workingDays(5), event: "decision.overdue", of: "us" },
  appeal: { rule: workingDays(20), event: "appeal.overdue", of: "us" },
  appeal_window: { rule: days(30), event: "appeal.window_closed" },
  /** 60 days before two years are over. */
  "vetting.expiring": { rule: days(670), event: "vetting.expiring" },
  "vetting.expired": { rule: months(24), event: "vetting.expired" },
  "waitlist.check": { rule: days(90), event: "interest.check_due" },
  "waitlist.unanswered": { rule: days(90), event: "interest.unanswered" },
  "offer.pending": { rule: days(2), event: "offer.stalled" },
  "offer.reminder": { rule: workingDays(10), event: "offer.reminder" },
  "offer.expiry": { rule: workingDays(15), event: "offer.expired", of: "them" },
  inactivity: { rule: days(180), event: "inactivity.flagged" },
  "inactivity.confirm": { rule: days(30), event: "inactivity.confirmed" },
  dormancy: { rule: months(24), event: "dormancy.expired" },
  reengagement: { rule: days(60), event: "reengage.unanswered", of: "them" },
  "reengagement.wait": { rule: days(90), event: "reengage.due" },
  suspension: { rule: workingDays(5), event: "suspension.overdue", of: "us" },
  merge_undo: { rule: days(30), event: "merge.settled" },
} as const satisfies Record<string, Timer>;

export type TimerId = keyof typeof clocks;

/** What the engine computes deadlines from. */
export const timers: Readonly<Record<string, TimerRule>> = Object.fromEntries(
  Object.entries(clocks).map(([id, clock]) => [id, clock.rule]),
);

/** The promises among them. */
export const deadlines: Readonly<Record<string, DeadlineOf>> = Object.fromEntries(
  Object.entries<Timer>(clocks).flatMap(([id, { of }]) => (of === undefined ? [] : [[id, of] as const])),
);

/** Deadlines that an event of their own ends, where the case goes on beside them. */
export const settledBy: Readonly<Partial<Record<TimerId, EventType>>> = { notice: "person.told" };

const DAY_MS = 86_400_000;
const APPROXIMATE_MS = { workingDays: 1.4 * DAY_MS, days: DAY_MS, months: 30 * DAY_MS };

/** XState wants milliseconds; the engine goes by the rule, so this is only near. */
export const delays = Object.fromEntries(
  Object.entries(clocks).map(([id, { rule }]) => [id, rule.count * APPROXIMATE_MS[rule.unit]]),
) as Record<TimerId, number>;
