/** The programme that the address names, and who is signed in. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Me } from "../api/shapes.ts";
import { lastProgramme } from "./last-programme.ts";
import { meQuery, programmesQuery } from "../api/session.ts";

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/**
 * Pages outside of programmes, such as an engagement's, stand in the one that was looked at last: the way back leads there.
 * `slug` is `all` for every programme, and around an address whose programme is not there; `filter` is what the API takes,
 * undefined for all.
 */
export function useProgramme(): { slug: string; name: string; filter: string | undefined } {
  const { programme = lastProgramme() } = useParams({ strict: false });
  const t = useTranslations("shell");
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const found = programmes.find(({ slug }) => slug === programme);
  if (found === undefined) return { slug: "all", name: t("allProgrammes"), filter: undefined };
  return { slug: programme, name: found.name, filter: programme };
}
