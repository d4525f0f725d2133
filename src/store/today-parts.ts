/** Which part of Today a line of `engagement_line l` stands in for one person, as SQL: Today and the lists ask the same. */
import type { TodayPart } from "../contract/engagements.ts";
import type { Held } from "../contract/known-audience.ts";
import type { Role } from "../../workflows/workflow.ts";
import { isHeld } from "./known-engagements.ts";

/** Whose work it is to be: where each role whose turn it may be is held by the caller. */
export interface TodayFor {
  readonly accountId: string;
  readonly turns: readonly { readonly role: Role; readonly held: Held }[];
}

/** One part of it, for one person. */
export interface TodayOf extends TodayFor {
  readonly part: TodayPart;
}

type Parameter = (value: unknown) => string;

const WEEK_MS = 7 * 86_400_000;

export const weekAfter = (now: Date): Date => new Date(now.getTime() + WEEK_MS);

/** A promise of theirs that ends is no fault of ours. */
export const isOverdue = (now: string): string => `(l.due_at <= ${now}::timestamptz and l.due_of = 'us')`;

/** `isThere` tells whether it is in Today at all; `snoozedUntil` is null where it is not hidden. */
export function todayPart({ accountId, turns }: TodayFor, at: Date, parameter: Parameter) {
  const me = parameter(accountId);
  const now = parameter(at);
  const week = parameter(weekAfter(at));
  // Plainly equal, so that an index finds mine.
  const isMine = `l.owner_id = ${me}::text`;
  const officers = turns.filter(({ role }) => role === "officer").map(({ held }) => isHeld(held, parameter));
  const isFree = `(l.turn = 'officer' and l.owner_id is null and (${officers.join(" or ") || "false"}))`;
  const myTurn = turns.map(({ role, held }) => {
    const isHere = `l.turn = ${parameter(role)}::text and ${isHeld(held, parameter)}`;
    // An officer's turn is its owner's; a vetter's is whoever vets it already, or anybody's.
    if (role === "officer") return `(${isHere} and ${isMine})`;
    return role === "vetter"
      ? `(${isHere} and (l.vetters = '[]' or l.vetters ? ${me}::text))`
      : `(${isHere})`;
  });
  const isMyTurn = `(${myTurn.join(" or ") || "false"})`;
  // A deadline that was set since may end sooner: then it is back at once.
  const snoozedUntil = `(select z.until from snooze z where z.engagement_id = l.id
    and z.account_id = ${parameter(accountId)}::uuid and z.until > ${now}::timestamptz and z.until < l.due_at)`;
  return {
    snoozedUntil,
    isThere: `l.status <> 'done' and (l.turn is not null or ${isOverdue(now)}) and (${isMine} or ${isMyTurn} or ${isFree})`,
    part: `case
      when ${snoozedUntil} is not null then 'snoozed'
      when ${isOverdue(now)} and (${isMine} or ${isMyTurn} or ${isFree}) then 'overdue'
      when ${isMyTurn} then 'waiting'
      when ${isFree} then 'unclaimed'
      when ${isMine} and l.due_at <= ${week}::timestamptz then 'dueThisWeek'
      else 'iWaitFor' end`,
  };
}
