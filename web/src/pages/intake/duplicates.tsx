/** Pairs who may be one person, the surest first, and what was merged lately, as long as it can be undone. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Frame } from "./frame.tsx";
import framed from "../../parts/rows.module.css";
import styles from "./intake.module.css";
import { duplicatesQuery, mergesQuery } from "./duplicate-queries.ts";
import { Merged } from "./merged.tsx";
import type { Undoing } from "./undo-merge.tsx";
import { WhichDuplicates } from "./which-duplicates.tsx";

export function DuplicatesPage() {
  const t = useTranslations("intake.duplicates");
  const all = useTranslations("intake");
  const { slug } = useProgramme();
  const { data, error, refetch } = useQuery(duplicatesQuery(slug));
  const { data: merges = [] } = useQuery(mergesQuery(slug));
  const named = (name: string | null | undefined): string => name ?? all("nameless");
  return (
    <Frame tab="duplicates">
      <WhichDuplicates of="people" />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Empty title={t("empty")}>
          <p>{t("emptyWhy")}</p>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className={framed["rows"]}>
          {data.map(({ id, people: [one, other], reasons }) => (
            <li key={id} className={styles["row"]}>
              <span className={styles["main"]}>
                <strong>{named(one?.name)}</strong>
                <span className={styles["quiet"]}>{one?.email ?? one?.organisation}</span>
                <span className={styles["quiet"]}>{t("and")}</span>
                <strong>{named(other?.name)}</strong>
                <span className={styles["quiet"]}>{other?.email ?? other?.organisation}</span>
              </span>
              <span className={styles["quiet"]}>
                {reasons.map((reason) => t(`reason.${reason}`)).join(", ")}
              </span>
              <span className={styles["acts"]}>
                <Link to="/p/$programme/intake/duplicates/$id" params={{ programme: slug, id }}>
                  {t("compare")}
                  <span className="visually-hidden"> {named(one?.name)}</span>
                </Link>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Merged merges={merges} kind="people" undoing={undoing} />
    </Frame>
  );
}

const undoing: Undoing = {
  name: "people",
  plan: (id, signal) => bodyOf(api.GET("/api/v1/merges/{id}/undo", { signal, params: { path: { id } } })),
  undo: (id, planHash, sort) =>
    bodyOf(api.POST("/api/v1/merges/{id}/undo", { params: { path: { id } }, body: { planHash, sort } })),
  touches: ["merges", "duplicates", "engagements"],
};
