import { InvalidInput } from "../lib/errors.ts";
import type { Api } from "./api.ts";

/** What is looked at when nothing is said: 53 weeks, so that each week of a year is whole. */
const PERIOD_MS = 53 * 7 * 86_400_000;

interface Days {
  /** `YYYY-MM-DD`. */
  readonly from?: string | undefined;
  /** Not included. */
  readonly to?: string | undefined;
}

/** The time that a query names, until now when it does not say. Throws `bad-request` when it ends before it begins. */
export async function periodOf(
  { engine }: Pick<Api, "engine">,
  { from, to }: Days,
): Promise<{ readonly from: Date; readonly to: Date }> {
  const now = await engine.now();
  const until = to === undefined ? new Date(now.getTime() + 1) : new Date(to);
  const since = from === undefined ? new Date(until.getTime() - PERIOD_MS) : new Date(from);
  if (since < until) return { from: since, to: until };
  throw new InvalidInput(
    "The time ends before it begins",
    [{ pointer: "/to", detail: "expected a day after `from`" }],
    "bad-request",
  );
}
