import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { inLine } from "../../i18n/isolate.ts";
import { programmesQuery } from "../../api/session.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useStateWords, useWorkflowWords } from "../../parts/state-words.ts";
import { useWhen } from "../../parts/when.ts";
import type { Act } from "../../parts/because.ts";
import type { Parked } from "./queries.ts";
import styles from "./workflows.module.css";

interface Props {
  readonly item: Parked;
  readonly onAct: (act: Act) => void;
}

const REFERENCE = 8;

/** One chart that stopped. The mildest remedy is the filled button. */
export function ParkedRow({ item, onAct }: Props) {
  const t = useTranslations("workflows");
  const words = useWorkflowWords();
  const stateWords = useStateWords();
  const when = useWhen();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const { id, workflow, version, programmeId, stage, state, since, attempts, waiting, remedies } = item;
  const programme = programmes.find((one) => one.id === programmeId)?.name;
  // The end of an id of version 7 tells one from another; its beginning is the time.
  const reference = id.slice(-REFERENCE);
  return (
    <>
      <span className={styles["main"]}>
        <strong>{words(workflow)}</strong> <StageMark stage={stage}>{stateWords(workflow, state)}</StageMark>
        <span className={styles["small"]}>
          {inLine([programme, t("version", { version })])} · <code title={id}>…{reference}</code>
        </span>
      </span>
      <span className={styles["quiet"]}>
        {[
          ...(since === null ? [] : [t("stoppedWhen", { when: when(since) })]),
          ...(attempts === null ? [] : [t("attempts", { count: attempts })]),
          t("waiting", { count: waiting }),
        ].join(" · ")}
      </span>
      <span className={styles["acts"]}>
        {remedies.map(({ act }, at) => (
          <Button key={act} size="xs" variant={at === 0 ? "filled" : "default"} onClick={() => onAct(act)}>
            {t(`act.${act}`)}
            <span className="visually-hidden"> {t("ofIt", { reference })}</span>
          </Button>
        ))}
      </span>
    </>
  );
}
