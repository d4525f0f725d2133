/** How far the lists are that one began to enter or take back, and that they have ended, until that is put away. */
import { Button } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Problem } from "../../api/problem.ts";
import type { Import } from "../../parts/list-query.ts";
import { importQuery, isUnderWay } from "../../parts/list-query.ts";
import { endWatch } from "../../parts/watched-lists.ts";
import styles from "./asked.module.css";

export function Lists({ ids }: { readonly ids: readonly string[] }) {
  return useQueries({ queries: ids.map(importQuery) }).map(({ data, error }, nth) => {
    const id = ids[nth] ?? "";
    return data === undefined ? <Gone key={id} id={id} error={error} /> : <List key={id} list={data} />;
  });
}

/** Whoever works in this browser now may be somebody else. */
function Gone({ id, error }: { readonly id: string; readonly error: Error | null }) {
  const isNone = error instanceof Problem && [403, 404].includes(error.status);
  useEffect(() => {
    if (isNone) endWatch(id);
  }, [id, isNone]);
  return null;
}

function List({ list }: { readonly list: Import }) {
  const t = useTranslations("today.lists");
  const { id, programme, status, rows, forecast, progress } = list;
  const entered = progress.opened + progress.attached;
  const counts = {
    done: rows - forecast.error - progress.waiting,
    rows: rows - forecast.error,
    entered,
    refused: forecast.error + progress.failed,
    takenBack: progress.takenBack,
  };
  return (
    <div className={styles["asked"]} data-calm>
      <p role={isUnderWay(list) ? undefined : "status"}>{t(status, counts)}</p>
      <div className={styles["acts"]}>
        <Link to="/p/$programme/intake/import/$id" params={{ programme, id }}>
          {t("see")}
        </Link>
        {!isUnderWay(list) && (
          <Button size="xs" variant="default" onClick={() => endWatch(id)}>
            {t("seen")}
          </Button>
        )}
      </div>
    </div>
  );
}
