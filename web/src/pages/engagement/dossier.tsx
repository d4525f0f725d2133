/** The vetting dossier, whole: what was checked, found and weighed. Opening it is recorded. */
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { isolated } from "../../i18n/isolate.ts";
import { Failed } from "../../parts/failed.tsx";
import { Tlp } from "../../parts/tlp.tsx";
import { useWhen } from "../../parts/when.ts";
import styles from "./dossier.module.css";
import { useSentence } from "../../parts/sentence.ts";
import { dossierQuery } from "./queries.ts";
import type { Names } from "../../parts/said.tsx";
import { Said } from "../../parts/said.tsx";

interface Props {
  readonly id: string;
  readonly workflow: string;
  readonly names: Names;
}

export function Dossier({ id, workflow, names }: Props) {
  const t = useTranslations("engagement.dossier");
  const sentence = useSentence();
  const when = useWhen();
  const format = useFormatter();
  const { data, error, refetch } = useQuery(dossierQuery(id));
  return (
    <section aria-labelledby="dossier" className={styles["dossier"]}>
      <div className={styles["head"]}>
        <h2 id="dossier">{t("title")}</h2>
        {data !== undefined && <Tlp marking={data.marking} />}
      </div>
      <p className={styles["aside"]}>{t("recorded")}</p>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <p>
            {data.vetters.length === 0
              ? t("noVetters")
              : t("vetters", {
                  names: format.list(
                    data.vetters.map((one) => isolated(names.get(one) ?? t("somebody"))),
                    { type: "conjunction" },
                  ),
                })}
          </p>
          {data.items.length === 0 && <p>{t("empty")}</p>}
          <ol className={styles["items"]}>
            {data.items.map((entry) => (
              <li key={entry.seq}>
                <h3>{sentence(workflow, entry)}</h3>
                <p className={styles["aside"]}>{when(entry.happenedAt)}</p>
                <Said data={entry.data} names={names} />
              </li>
            ))}
          </ol>
          <p className={styles["foot"]}>
            <Tlp marking={data.marking} />
          </p>
        </>
      )}
    </section>
  );
}
