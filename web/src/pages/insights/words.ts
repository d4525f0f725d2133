import { useFormatter, useTranslations } from "use-intl";
import type { messages } from "../../catalogues/en/index.ts";

/** By which way somebody came; by its code where the catalogue has none. */
export function useOriginWords(): (origin: string) => string {
  const t = useTranslations("insights.from_where");
  return (origin) => {
    const key = origin as keyof typeof messages.insights.from_where;
    return t.has(key) ? t(key) : origin;
  };
}

/** A day as the server's days are: in UTC. */
export function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) =>
    format.dateTime(new Date(day), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** Both ends of the period, the last day included, as the server's days are: in UTC. */
export function usePeriodWords(): (period: { readonly from: string; readonly to: string } | undefined) => {
  from: string;
  to: string;
} {
  const format = useFormatter();
  const day = (ms: number): string =>
    format.dateTime(new Date(ms), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return (period) =>
    period === undefined
      ? { from: "", to: "" }
      : { from: day(Date.parse(period.from)), to: day(Date.parse(period.to) - 1) };
}

/** Days to one place; the table has them as they were computed. */
export const roughly = (days: number): number => Math.round(days * 10) / 10;
