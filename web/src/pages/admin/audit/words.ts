import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import { useEventWords } from "../../../parts/state-words.ts";
import type { AuditRow } from "./queries.ts";
import type { KINDS } from "./search.ts";

type Words = ReturnType<typeof useTranslations<"admin.audit">>;

/** What somebody acted on; a kind that the catalogue does not know is called as the trail calls it. */
export function useKindWords(): (kind: string) => string {
  const t = useTranslations("admin.audit.kinds");
  return (kind) => (t.has(kind as (typeof KINDS)[number]) ? t(kind as (typeof KINDS)[number]) : kind);
}

/** Who acted: the account's name as it is now, Convoke itself, or the public. */
export function useActorWords(): (row: Pick<AuditRow, "actor" | "actorName">) => string {
  const t = useTranslations("admin.audit");
  return ({ actor, actorName }) => {
    if (actorName !== null) return actorName;
    if (actor === "system") return t("convoke");
    if (actor === "operator") return t("operator");
    return actor === "public" ? t("public") : t("somebody", { id: actor.slice(-8) });
  };
}

/** The programme's name; the house for what stands in none. */
export function usePlaceWords(): (programme: string | null) => string {
  const t = useTranslations("admin.audit");
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  return (programme) =>
    programme === null ? t("house") : (programmes.find(({ slug }) => slug === programme)?.name ?? programme);
}

/** What was called or happened, how much of it was shown, and by what it was sought. */
export function useHowWords(): (row: Pick<AuditRow, "detail" | "subject">) => string {
  const t = useTranslations("admin.audit");
  const figures = useTranslations("insights.tab");
  const eventWords = useEventWords();
  return ({ detail, subject: { kind } }) => {
    const { operation, event, figure, by, count, filters, journals, withheld, outcome } = detail as Record<
      string,
      unknown
    >;
    const said = [
      typeof operation === "string" ? operationWords(t, operation) : undefined,
      typeof event === "string" ? eventWords(chartOf(kind), event, "do").replace("…", "") : undefined,
      typeof figure === "string"
        ? figures.has(figure as Figure)
          ? figures(figure as Figure)
          : figure
        : undefined,
      typeof by === "string" ? (t.has(`ways.${by as Way}`) ? t(`ways.${by as Way}`) : by) : undefined,
      typeof count === "number" ? t("rows", { count }) : undefined,
      Array.isArray(filters)
        ? t("filters", { names: [...new Set(filters.map((one) => filterWords(t, String(one))))].join(", ") })
        : undefined,
      typeof journals === "number" ? t("journals", { count: journals }) : undefined,
      withheld === true ? t("withheld") : undefined,
      outcome === "unknown" ? t("unknownEnd") : undefined,
    ];
    return said.filter((one) => one !== undefined).join(" · ");
  };
}

type Figure = Parameters<ReturnType<typeof useTranslations<"insights.tab">>>[0];
type Way = Parameters<ReturnType<typeof useTranslations<"admin.audit.ways">>>[0];
type Called = Parameters<ReturnType<typeof useTranslations<"admin.audit.operations">>>[0];
type Filter = Parameters<ReturnType<typeof useTranslations<"admin.audit.filterNames">>>[0];

/** The trail keeps an operation by its id, and an act on one's own account by the path of its page. */
function operationWords(t: Words, operation: string): string {
  const key = operation.replace(/^\//, "").replaceAll("/", "_") as Called;
  return t.has(`operations.${key}`) ? t(`operations.${key}`) : operation;
}

/** Of a filter's value the trail keeps ids, which say nothing to a reader. */
function filterWords(t: Words, filter: string): string {
  const [name = filter] = filter.split("=");
  return t.has(`filterNames.${name as Filter}`) ? t(`filterNames.${name as Filter}`) : name;
}

const chartOf = (kind: string): string => (kind === "group" ? "working_group" : kind);
