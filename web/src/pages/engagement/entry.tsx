/** One entry of the timeline: what happened, by whom, when, what was entered with it and what it caused. */
import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useSentence } from "../../parts/sentence.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { useWhen } from "../../parts/when.ts";
import type { Caused } from "./effects.tsx";
import { Effects } from "./effects.tsx";
import { useRoles } from "../../parts/roles.ts";
import type { Names } from "../../parts/said.tsx";
import { isSaid, Said } from "../../parts/said.tsx";
import type { Thread } from "./threads.ts";
import styles from "./timeline.module.css";

export interface Reading {
  readonly workflow: string;
  readonly programme: string;
  readonly names: Names;
  readonly caused: Caused;
  /** May what came in be looked at as it came? */
  readonly opensDeliveries: boolean;
}

interface Props {
  readonly thread: Thread<JournalEntry>;
  readonly reading: Reading;
}

export function Told({ thread: { head, before }, reading }: Props) {
  const t = useTranslations("engagement");
  const sentence = useSentence();
  const [newest] = before;
  return (
    <li className={styles["entry"]} id={`entry-${head.seq}`} data-seq={head.seq} tabIndex={-1}>
      <Entry entry={head} reading={reading} />
      {newest !== undefined && (
        <details className={styles["before"]}>
          <summary>{t("before", { count: before.length, what: sentence(reading.workflow, newest) })}</summary>
          <ol reversed>
            {before.map((entry) => (
              <li key={entry.seq} id={`entry-${entry.seq}`} data-seq={entry.seq} tabIndex={-1}>
                <Entry entry={entry} reading={reading} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

const LATE_MS = 86_400_000;

function Entry({ entry, reading }: { readonly entry: JournalEntry; readonly reading: Reading }) {
  const t = useTranslations("engagement");
  const when = useWhen();
  const format = useFormatter();
  const rolesOf = useRoles();
  const sentence = useSentence();
  const stateWords = useStateWords();
  const { workflow, programme, names, caused, opensDeliveries } = reading;
  const { happenedAt, enteredAt, onBehalfOf, withheld, stage, state, data } = entry;
  const isLate = new Date(enteredAt).getTime() - new Date(happenedAt).getTime() > LATE_MS;
  const { deliveryId } = data;
  return (
    <>
      <p className={styles["what"]}>{sentence(workflow, entry)}</p>
      <p className={styles["aside"]}>
        <time
          dateTime={happenedAt}
          title={format.dateTime(new Date(happenedAt), { dateStyle: "full", timeStyle: "short" })}
        >
          {when(happenedAt)}
        </time>
        {isLate && <span>{t("entered", { when: when(enteredAt) })}</span>}
        {onBehalfOf !== null && <span>{t("onBehalfOf", { role: rolesOf([onBehalfOf]) })}</span>}
        <StageMark stage={stage}>{stateWords(workflow, state)}</StageMark>
        {opensDeliveries && typeof deliveryId === "string" && (
          <Link to="/p/$programme/intake/deliveries/$id" params={{ programme, id: deliveryId }} search={{}}>
            {t("asItCame")}
          </Link>
        )}
      </p>
      {withheld.length > 0 && <p className={styles["aside"]}>{t("withheld")}</p>}
      {isSaid(data, names) && (
        <details className={styles["data"]}>
          <summary>{t("whatWasEntered")}</summary>
          <Said data={data} names={names} />
        </details>
      )}
      <Effects entry={entry} caused={caused} />
    </>
  );
}
