/** How far vetting is: that it happened, when, by whom and with which outcome. What was found is in the dossier. */
import { useTranslations } from "use-intl";
import { inLine } from "../../i18n/isolate.ts";
import type { Engagement, JournalEntry } from "../../api/shapes.ts";
import { useChoiceWords } from "../../form/field-words.ts";
import { useWhen } from "../../parts/when.ts";
import styles from "./beside.module.css";
import { useSentence } from "../../parts/sentence.ts";
import type { Names } from "../../parts/said.tsx";

const STEPS = new Set([
  "vetting.started",
  "tier2.required",
  "screening.completed",
  "due_diligence.completed",
  "work.requested",
  "recusal.recorded",
  "vetting.approved",
  "vetting.declined",
  "vetting.renewed",
  "vetting.alert",
  "vetting.expired",
  "suspension.lifted",
  "appeal.lodged",
  "appeal.upheld",
  "appeal.dismissed",
]);
/** Fields of these events that belong to the summary, in the order they are read in. */
const OUTCOMES = ["rating", "conditions", "reason", "openHit"] as const;

interface Props {
  readonly engagement: Engagement;
  readonly entries: readonly JournalEntry[];
  readonly names: Names;
}

export function Vetting({ engagement: { workflow, card }, entries, names }: Props) {
  const t = useTranslations("engagement.vetting");
  const sentence = useSentence();
  const choiceWords = useChoiceWords();
  const when = useWhen();
  const steps = entries.filter(({ type }) => STEPS.has(type)).toReversed();
  const vetters = Array.isArray(card["vetters"]) ? card["vetters"].map(String) : [];
  const waived = Array.isArray(card["waivers"]) ? card["waivers"].length : 0;
  if (steps.length === 0 && vetters.length === 0) return null;
  const outcomeOf = ({ data }: JournalEntry): string =>
    OUTCOMES.flatMap((name) => [data[name]].flat())
      .filter((value) => typeof value === "string" && value !== "")
      .map((value) => choiceWords(String(value)))
      .join(", ");
  return (
    <section aria-labelledby="vetting" className={styles["part"]}>
      <h2 id="vetting">{t("title")}</h2>
      {vetters.length > 0 && (
        <p>
          {t("by", {
            names: inLine(
              vetters.map((id) => names.get(id) ?? t("somebody")),
              ", ",
            ),
          })}
        </p>
      )}
      {typeof card["tier"] === "number" && (
        <p className={styles["aside"]}>{t("tier", { tier: card["tier"] })}</p>
      )}
      {waived > 0 && <p className={styles["aside"]}>{t("waived", { count: waived })}</p>}
      <ol className={styles["plain"]} reversed>
        {steps.map((entry) => {
          const outcome = outcomeOf(entry);
          return (
            <li key={entry.seq}>
              <a href={`#entry-${entry.seq}`}>{sentence(workflow, entry)}</a>
              {outcome !== "" && <span>: {outcome}</span>}
              <span className={styles["aside"]}>{when(entry.happenedAt)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
