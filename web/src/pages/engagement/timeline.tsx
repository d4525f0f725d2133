/** Everything that happened, the newest first, each with what it caused. */
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useEventWords, useStateWords } from "../../parts/state-words.ts";
import { useMe } from "../../parts/programme.ts";
import { useWhen } from "../../parts/when.ts";
import { useRoles } from "./roles.ts";
import styles from "./timeline.module.css";

const FILTERS = ["all", "people", "automatic", "effects"] as const;
type Filter = (typeof FILTERS)[number];

const shows: { readonly [F in Filter]: (entry: JournalEntry) => boolean } = {
  all: () => true,
  people: ({ origin }) => origin === "caller",
  automatic: ({ origin }) => origin !== "caller",
  effects: ({ effects }) => effects.length > 0,
};

interface Props {
  readonly workflow: string;
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
}

export function Timeline({ workflow, entries }: Props) {
  const t = useTranslations("engagement");
  const [filter, setFilter] = useState<Filter>("all");
  const shown = entries.filter(shows[filter]).toReversed();
  return (
    <section aria-labelledby="timeline">
      <div className={styles["head"]}>
        <h2 id="timeline">{t("timeline")}</h2>
        <fieldset className={styles["chips"]} aria-labelledby="timeline">
          {FILTERS.map((one) => (
            <button
              key={one}
              type="button"
              className={styles["chip"]}
              aria-pressed={one === filter}
              onClick={() => setFilter(one)}
            >
              {t(`show.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {shown.length === 0 ? (
        <p>{t("noEntries")}</p>
      ) : (
        <ol className={styles["entries"]} reversed>
          {shown.map((entry) => (
            <Entry key={entry.seq} workflow={workflow} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

const LATE_MS = 86_400_000;

function Entry({ workflow, entry }: { readonly workflow: string; readonly entry: JournalEntry }) {
  const t = useTranslations("engagement");
  const when = useWhen();
  const format = useFormatter();
  const rolesOf = useRoles();
  const sentence = useSentence();
  const stateWords = useStateWords();
  const effectsOf = useEffectNames();
  const { seq, happenedAt, enteredAt, onBehalfOf, withheld, effects, stage, state } = entry;
  const isLate = new Date(enteredAt).getTime() - new Date(happenedAt).getTime() > LATE_MS;
  return (
    <li className={styles["entry"]} id={`entry-${seq}`} data-seq={seq}>
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
      </p>
      {withheld.length > 0 && <p className={styles["aside"]}>{t("withheld")}</p>}
      {effects.length > 0 && <p className={styles["aside"]}>{t("effects", { names: effectsOf(effects) })}</p>}
    </li>
  );
}

/** What happened, in one sentence; of people it names oneself, and others by their role. */
export function useSentence(): (workflow: string, entry: JournalEntry) => string {
  const t = useTranslations("engagement.by");
  const words = useEventWords();
  const rolesOf = useRoles();
  const me = useMe();
  return (workflow, { type, origin, actor }) => {
    const did = words(workflow, type, "did");
    if (origin !== "caller") return capital(did);
    if (actor.id === me.id) return t("you", { did });
    return t("role", { role: capital(rolesOf(actor.roles)), did });
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function useEffectNames(): (effects: readonly string[]) => string {
  const format = useFormatter();
  return (effects) => format.list([...new Set(effects)].map((one) => one.replaceAll(/[_.:-]/g, " ")));
}
