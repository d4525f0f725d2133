/** What happened to a case while somebody was writing: who did what and when, with Review and Discard. The text stays. */
import { useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { useWhen } from "../../parts/when.ts";
import styles from "./drawer.module.css";
import { useSentence } from "../../parts/sentence.ts";

/** More than this is a story, and told behind the form. */
const NAMED_MAX = 3;

interface Props {
  readonly workflow: string;
  /** Since the form was opened, oldest first. */
  readonly news: readonly JournalEntry[];
  /** Of the event whose form it is. */
  readonly type: string;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
}

export function Conflict({ workflow, news, type, onReview, onDiscard }: Props) {
  const t = useTranslations("engagement.changed");
  const sentence = useSentence();
  const when = useWhen();
  const isClaimed = type === "triage.claimed" && news.some((entry) => entry.type === "triage.claimed");
  const more = news.length - NAMED_MAX;
  return (
    <div className={styles["conflict"]}>
      <output>
        <strong>{t("title")}</strong>
        <ul>
          {news.slice(-NAMED_MAX).map((entry) => (
            <li key={entry.seq}>
              {t("what", { what: sentence(workflow, entry), when: when(entry.enteredAt) })}
            </li>
          ))}
          {more > 0 && <li>{t("more", { count: more })}</li>}
        </ul>
        {t(isClaimed ? "claimed" : "kept")}
      </output>
      <p className={styles["choices"]}>
        <button type="button" onClick={onReview}>
          {t("review")}
        </button>
        <button type="button" onClick={onDiscard}>
          {t("discard")}
        </button>
      </p>
    </div>
  );
}
