import { useTranslations } from "use-intl";
import type { AuditRow } from "./queries.ts";
import type { KINDS } from "./search.ts";

type Known = (typeof KINDS)[number];

/** What somebody acted on; a kind that the catalogue does not know is called as the trail calls it. */
export function useKindWords(): (kind: string) => string {
  const t = useTranslations("admin.audit.kinds");
  return (kind) => (t.has(kind as Known) ? t(kind as Known) : kind);
}

/** Who acted: the account's name as it is now, Convoke itself, or the public. */
export function useActorWords(): (row: Pick<AuditRow, "actor" | "actorName">) => string {
  const t = useTranslations("admin.audit");
  return ({ actor, actorName }) => {
    if (actorName !== null) return actorName;
    if (actor === "system") return t("convoke");
    return actor === "public" ? t("public") : t("somebody", { id: actor.slice(-8) });
  };
}
