/** The list as it is filtered, to keep under a name; and to take away: a file under the strictest marking of what is in it. */
import { useRouter } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { IconDownload } from "../../parts/icons.ts";
import type { ViewFilters } from "../../parts/same-filters.ts";
import { Views } from "../../parts/views.tsx";
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
    ...written(filters),
  });
  const { history } = useRouter();
  // The address is read by the route: of a view it takes what this list can be filtered by.
  const show = (next: ViewFilters): void =>
    history.push(`/console/p/${programme}/engagements?${new URLSearchParams(written(next)).toString()}`);
  return (
    <span className={styles["beside"]}>
      <Views filters={filters} onChoose={show} />
      <a className={styles["export"]} href={`/api/v1/engagements/export?${asked.toString()}`} download>
        <IconDownload size={18} stroke={1.75} aria-hidden />
        {t("export")}
      </a>
    </span>
  );
}

const written = (filters: ViewFilters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
