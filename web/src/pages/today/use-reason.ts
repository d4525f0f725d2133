/** Why a row is here, in words, from the key that the server gives. */
import { useTranslations } from "use-intl";
import type { TodayItem } from "../../api/shapes.ts";
import { useDue, useSince, useWhen } from "../../parts/when.ts";

export function useReason(): (item: TodayItem) => string {
  const t = useTranslations("today.reason");
  const timers = useTranslations("timer");
  const roles = useTranslations("role");
  const when = useWhen();
  const due = useDue();
  const since = useSince();
  return ({ reason: { key, at }, programme }) => {
    const [kind, ...rest] = key.split(".");
    const timer = rest.join("_");
    const what = timers.has(timer as "decision") ? timers(timer as "decision") : t("deadline");
    const then = at === null ? "" : when(at);
    const sinceThen = at === null ? "" : since(at);
    switch (kind) {
      case "overdue":
        return at === null ? t("late", { what }) : t("overdue", { what, when: due(at, programme) });
      case "due":
        return t("due", { what, when: at === null ? "" : due(at, programme) });
      case "turn":
        return t("turn", { since: sinceThen });
      case "waits": {
        const [role = ""] = rest;
        return t("waits", {
          role: roles.has(role as "officer") ? roles(role as "officer") : role,
          since: sinceThen,
        });
      }
      case "snoozed":
        return t("snoozed", { when: then });
      default:
        return t("unclaimed", { when: then });
    }
  };
}
