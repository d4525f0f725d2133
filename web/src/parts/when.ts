/** Instants in words: relative only under one hour, a weekday inside two weeks, else the date. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { programmesQuery } from "../api/session.ts";
import { useMinutes } from "./tick.ts";
import type { Calendar } from "./working-days.ts";
import { workingDaysBetween } from "./working-days.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAY_DAYS = 14;

/** With a calendar, days that are not far are counted as working days. `short` is for columns: "Fri 27 Nov, in 2 days". */
export function useWhen(length: "long" | "short" = "long"): (instant: string, calendar?: Calendar) => string {
  const t = useTranslations("dates");
  const format = useFormatter();
  useMinutes();
  return (instant, calendar) => {
    const at = new Date(instant);
    const now = new Date();
    const afterMs = at.getTime() - now.getTime();
    const minutes = Math.round(Math.abs(afterMs) / MINUTE_MS);
    if (minutes === 0) return t("justNow");
    if (minutes < 60) return t(afterMs > 0 ? "inMinutes" : "minutesAgo", { count: minutes });
    const days = daysBetween(now, at);
    if (days === 0)
      return t("todayAt", { time: format.dateTime(at, { hour: "2-digit", minute: "2-digit" }) });
    if (days === 1) return t("tomorrow");
    if (days === -1) return t("yesterday");
    const isNear = Math.abs(days) <= WEEKDAY_DAYS;
    const isThisYear = at.getFullYear() === now.getFullYear();
    const date = format.dateTime(at, {
      ...(isNear ? { weekday: length } : {}),
      day: "numeric",
      month: length,
      ...(isThisYear ? {} : { year: "numeric" as const }),
    });
    if (!isNear) return date;
    const worked = calendar === undefined ? 0 : Math.abs(workingDaysBetween(now, at, calendar));
    if (worked > 0) return t(days > 0 ? "inWorkingDays" : "workingDaysAgo", { date, count: worked });
    return t(days > 0 ? "inDays" : "daysAgo", { date, count: Math.abs(days) });
  };
}

/** From when on something has been as it is, in a sentence: "for 5 minutes" under one hour, else "since" its day. */
export function useSince(): (instant: string) => string {
  const t = useTranslations("dates");
  const when = useWhen();
  return (instant) => {
    const minutes = Math.round((Date.now() - new Date(instant).getTime()) / MINUTE_MS);
    return minutes < 60
      ? t("sinceMinutes", { count: Math.max(0, minutes) })
      : t("since", { when: when(instant) });
  };
}

/** How long something has been as it is: "5 days", where there is no room for the date. */
export function useHowLong(): (since: string) => string {
  const t = useTranslations("dates");
  useMinutes();
  return (since) => {
    const at = new Date(since);
    const now = new Date();
    const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE_MS));
    if (minutes < 60) return t("forMinutes", { count: minutes });
    if (minutes < 24 * 60) return t("forHours", { count: Math.floor(minutes / 60) });
    return t("forDays", { count: daysBetween(at, now) });
  };
}

/** Deadlines, as the engagement's programme counts days: "Friday 27 November, in 2 working days". */
export function useDue(): (instant: string, programme: string) => string {
  const when = useWhen();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  return (instant, programme) =>
    when(
      instant,
      programmes.find(({ slug }) => slug === programme),
    );
}

/** Midnights between them, in the reader's zone. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}
