/** Pairs who may be one person, the surest first, and what was merged lately, as long as it can be undone. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useWhen } from "../../parts/when.ts";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";
import type { Merge } from "./duplicate-queries.ts";
import { duplicatesQuery, mergesQuery } from "./duplicate-queries.ts";
import { UndoMerge } from "./undo-merge.tsx";

export function DuplicatesPage() {
  const t = useTranslations("intake.duplicates");
  const all = useTranslations("intake");
  const { slug } = useProgramme();
  const { data, error, refetch } = useQuery(duplicatesQuery(slug));
  const named = (name: string | null | undefined): string => name ?? all("nameless");
  return (
    <Frame tab="duplicates">
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Empty title={t("empty")}>
          <p>{t("emptyWhy")}</p>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className={styles["rows"]}>
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
      <Merged programme={slug} />
    </Frame>
  );
}

function Merged({ programme }: { readonly programme: string }) {
  const t = useTranslations("intake.duplicates");
  const when = useWhen();
  const format = useFormatter();
  const { data = [] } = useQuery(mergesQuery(programme));
  const [undoing, setUndoing] = useState<Merge>();
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="merged">
      <h2 id="merged" style={{ marginBottom: 8 }}>
        {t("merged")}
      </h2>
      <ul className={styles["rows"]}>
        {data.map((one) => (
          <li key={one.id} className={styles["row"]}>
            <span>{t("mergedWhen", { when: when(one.at) })}</span>
            <span className={styles["quiet"]}>
              {one.undoneAt === null
                ? t("undoUntil", { date: format.dateTime(new Date(one.undoUntil), { dateStyle: "long" }) })
                : t("undone", { when: when(one.undoneAt) })}
            </span>
            <span className={styles["acts"]}>
              {one.undoneAt === null && (
                <Button size="xs" variant="default" onClick={() => setUndoing(one)}>
                  {t("undo")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {undoing !== undefined && <UndoMerge merge={undoing} onClose={() => setUndoing(undefined)} />}
    </section>
  );
}
