/** The list as it is filtered, to take away: a file under the strictest marking of what is in it. */
import { useTranslations } from "use-intl";
import { IconDownload } from "../../parts/icons.ts";
import type { ViewFilters } from "../../parts/same-filters.ts";
import styles from "./export-link.module.css";

interface Props {
  /** A slug, or `all`. */
  readonly programme: string;
  readonly filters: ViewFilters;
}

export function ExportLink({ programme, filters }: Props) {
  const t = useTranslations("engagements");
  const asked = new URLSearchParams({
    ...(programme === "all" ? {} : { programme }),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
  });
  return (
    <a className={styles["export"]} href={`/api/v1/engagements/export?${asked.toString()}`} download>
      <IconDownload size={18} stroke={1.75} aria-hidden />
      {t("export")}
    </a>
  );
}
