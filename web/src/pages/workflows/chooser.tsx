/** Which chart, and which version of it. */
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { useProgramme } from "../../parts/programme.ts";
import { useWorkflowWords } from "../../parts/state-words.ts";
import type { Workflow } from "./queries.ts";
import { newestOf } from "./queries.ts";
import styles from "./workflows.module.css";

interface Props {
  readonly workflows: readonly Workflow[];
  readonly name: string;
  readonly version: number;
  /** How many run on each version, for who is told. */
  readonly running: ReadonlyMap<number, { readonly live: number; readonly parked: number }> | undefined;
}

const TO = "/p/$programme/workflows/$name/$version";

export function Chooser({ workflows, name, version, running }: Props) {
  const t = useTranslations("workflows");
  const words = useWorkflowWords();
  const { slug } = useProgramme();
  const versions = workflows.filter((one) => one.name === name).toSorted((a, b) => b.version - a.version);
  const newest = versions[0]?.version;
  return (
    <>
      <nav aria-label={t("charts")} className={styles["chooser"]}>
        {newestOf(workflows).map((one) => (
          <Link
            key={one.name}
            to={TO}
            params={{ programme: slug, name: one.name, version: String(one.version) }}
            search={{}}
            aria-current={one.name === name ? "page" : undefined}
            className={styles["chip"] ?? ""}
          >
            {words(one.name)}
          </Link>
        ))}
      </nav>
      {(versions.length > 1 || running !== undefined) && (
        <nav aria-label={t("versions")} className={styles["chooser"]}>
          {versions.map((one) => (
            <Link
              key={one.version}
              to={TO}
              params={{ programme: slug, name, version: String(one.version) }}
              search={{}}
              aria-current={one.version === version ? "page" : undefined}
              className={styles["chip"] ?? ""}
              data-small
            >
              {t(one.version === newest ? "newest" : "version", { version: one.version })}
              {running !== undefined && (
                <span className={styles["running"]}>
                  {t("running", { count: running.get(one.version)?.live ?? 0 })}
                </span>
              )}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}
