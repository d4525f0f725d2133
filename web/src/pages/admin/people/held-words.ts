import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import type { Me } from "../../../api/shapes.ts";
import { useRoleWords } from "../role-words.ts";

type Named = Me["roles"][number];

/** Where a role is held: a programme by its name, every programme, or a group of one. */
export function useWhereWords(): (grant: Pick<Named, "programme" | "body">) => string {
  const t = useTranslations("admin.people");
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  return ({ programme, body }) => {
    if (programme === null) return t("everywhere");
    const name = programmes.find(({ slug }) => slug === programme)?.name ?? programme;
    return body === undefined ? name : t("inGroup", { programme: name });
  };
}

/** A role with where it is held, in one line. */
export function useHeldWords(): (grant: Named) => string {
  const roleWords = useRoleWords();
  const whereWords = useWhereWords();
  return (grant) => `${roleWords(grant.role)}, ${whereWords(grant)}`;
}
