/** The list as it is filtered, to take away: a file under the strictest marking of what is in it. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { IconDownload } from "../../parts/icons.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import type { Filter } from "../../parts/filter.ts";
import { tellProblem } from "../../parts/told.ts";
import styles from "./export-link.module.css";
import { saveFound } from "./save-found.ts";

interface Props {
  /** A slug, or `all`. */
  readonly programme: string;
  readonly filter: Filter;
}

export function ExportLink({ programme, filter }: Props) {
  const t = useTranslations("engagements");
  const wordsOf = useProblemWords();
  const { text, ...rest } = filter;
  const query = { ...(programme === "all" ? {} : { programme }), ...rest };
  const save = useMutation({
    mutationFn: saveFound,
    onError: (error) => tellProblem(wordsOf(error)),
  });
  const label = (
    <>
      <IconDownload size={18} stroke={1.75} aria-hidden />
      {t("export")}
    </>
  );
  if (text === undefined)
    return (
      <a
        className={styles["export"]}
        href={`/api/v1/engagements/export?${new URLSearchParams(query).toString()}`}
        download
      >
        {label}
      </a>
    );
  return (
    <button
      type="button"
      className={styles["export"]}
      disabled={save.isPending}
      onClick={() => save.mutate({ query, text })}
    >
      {label}
    </button>
  );
}
