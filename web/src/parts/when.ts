/** Instants in words: relative only under one hour, a weekday inside two weeks, else the date. */
import { useFormatter, useNow, useTranslations } from "use-intl";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAY_DAYS = 14;

export function useWhen(): (instant: string) => string {
  const t = useTranslations("dates");
  const format = useFormatter();
  const now = useNow({ updateInterval: MINUTE_MS });
  return (instant) => {
    const at = new Date(instant);
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
      ...(isNear ? { weekday: "long" as const } : {}),
      day: "numeric",
      month: "long",
      ...(isThisYear ? {} : { year: "numeric" as const }),
    });
    return isNear ? t(days > 0 ? "inDays" : "daysAgo", { date, count: Math.abs(days) }) : date;
  };
}

/** Midnights between them, in the reader's zone. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}
