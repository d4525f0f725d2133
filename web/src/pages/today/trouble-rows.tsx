/** One row of what has to be mended: what it is, why it stands here, and the one next step. */
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { inLine } from "../../i18n/isolate.ts";
import { programmesQuery } from "../../api/session.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useStateWords, useWorkflowWords } from "../../parts/state-words.ts";
import { useWhen } from "../../parts/when.ts";
import type { Failure, SourceTrouble, Stopped } from "./trouble-queries.ts";
import type { Rows } from "../../parts/use-rows.ts";
import type { TroubleKeys } from "./use-trouble-keys.ts";
import styles from "./troubles.module.css";

/** What moves keys through the rows. */
type Row = ReturnType<Rows["row"]>;

interface Props {
  readonly row: Row;
  readonly what: ReactNode;
  readonly why: ReactNode;
  /** A second line beneath why, quieter. */
  readonly more: ReactNode;
  readonly act: ReactNode;
}

function Line({ row, what, why, more, act }: Props) {
  return (
    <li {...row} className={styles["row"]}>
      <span className={styles["what"]}>{what}</span>
      <span className={styles["why"]}>
        <span>{why}</span>
        <span className={styles["more"]}>{more}</span>
      </span>
      <span className={styles["act"]}>{act}</span>
    </li>
  );
}

const REFERENCE = 8;

export function StoppedRow({
  item: { id, workflow, programmeId, stage, state, reason, since, waiting },
  row,
}: {
  readonly item: Stopped;
  readonly row: Row;
}) {
  const t = useTranslations("troubles");
  const words = useWorkflowWords();
  const stateWords = useStateWords();
  const when = useWhen();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const programme = programmes.find((one) => one.id === programmeId);
  const reference = id.slice(-REFERENCE);
  return (
    <Line
      row={row}
      what={
        <>
          <strong>{words(workflow)}</strong>
          <StageMark stage={stage}>{stateWords(workflow, state)}</StageMark>
          <code className={styles["more"]}>…{reference}</code>
        </>
      }
      why={reason}
      more={inLine([
        since === null ? null : t("parkedAt", { when: when(since) }),
        t("holdsUp", { count: waiting }),
        programme?.name,
      ])}
      act={
        <Button
          size="xs"
          tabIndex={row.tabIndex}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/p/$programme/workflows/parked/$id"
              params={{ programme: programme?.slug ?? "all", id }}
            />
          )}
        >
          {t("retry")}
          <span className="visually-hidden"> {t("ofIt", { reference })}</span>
        </Button>
      }
    />
  );
}

export function FailedRow({
  item: { instance, effect, kind, reason, programme, createdAt },
  row,
  again,
}: {
  readonly item: Failure;
  readonly row: Row;
  readonly again: TroubleKeys["again"];
}) {
  const t = useTranslations("troubles");
  const when = useWhen();
  const name = effect?.split("/").slice(2).join("/") ?? "";
  return (
    <Line
      row={row}
      what={
        <>
          <strong>{t(`kind.${kind}`)}</strong>
          <code>{name}</code>
        </>
      }
      why={reason}
      more={inLine([when(createdAt), programme])}
      act={
        instance === null ? (
          <Button
            size="xs"
            tabIndex={row.tabIndex}
            renderRoot={(props) => <Link {...props} to="/admin/queues" />}
          >
            {t("seeWork")}
          </Button>
        ) : (
          <Button
            size="xs"
            tabIndex={row.tabIndex}
            loading={again.isPending && again.variables === instance}
            onClick={() => again.mutate(instance)}
          >
            {t("tryAgain")}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )
      }
    />
  );
}

export function SourceRow({
  item: { id, programme, name, vendor, why, count, since },
  row,
}: {
  readonly item: SourceTrouble;
  readonly row: Row;
}) {
  const t = useTranslations("troubles");
  const when = useWhen();
  return (
    <Line
      row={row}
      what={
        <>
          <strong>{name}</strong>
          <span className={styles["more"]}>{inLine([vendor, programme])}</span>
        </>
      }
      why={t(`source.${why}`, { count, when: when(since) })}
      more={t(`sourceNext.${why}`)}
      act={
        <Button
          size="xs"
          tabIndex={row.tabIndex}
          renderRoot={(props) => (
            <Link {...props} to="/p/$programme/intake/sources/$id" params={{ programme, id }} />
          )}
        >
          {t("look")}
          <span className="visually-hidden"> {name}</span>
        </Button>
      }
    />
  );
}
