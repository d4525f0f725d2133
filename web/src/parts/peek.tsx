/** A look at one of a list, beside it: what is known and what came last. The keys stay in the list, and it follows them. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Engagement } from "../api/shapes.ts";
import { useFieldWords } from "../form/field-words.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { EngagementLink } from "./engagement-link.tsx";
import { Failed } from "./failed.tsx";
import { IconClose } from "./icons.ts";
import { factsOf } from "./known.ts";
import styles from "./peek.module.css";
import { nextDeadline } from "./next-deadline.ts";
import { useSaid } from "./said.tsx";
import { useSentence } from "./sentence.ts";
import { StageMark } from "./stage-mark.tsx";
import { journalQuery, standingQuery } from "./standing.ts";
import { useEventWords, useStateWords } from "./state-words.ts";
import { Tlp } from "./tlp.tsx";
import type { Actable } from "./use-next-action.ts";
import { useWhen } from "./when.ts";

/** Of the story the newest; the rest is on the page. */
const ENTRIES = 6;

interface Props {
  readonly line: Actable;
  readonly side: "start" | "end";
  readonly onAct: () => void;
  readonly onClose: () => void;
}

export function Peek({ line, side, onAct, onClose }: Props) {
  const t = useTranslations("parts.peek");
  const close = useTranslations("parts")("close");
  const eventWords = useEventWords();
  const found = useQuery(standingQuery(line.id));
  useShortcuts({ peekClose: onClose });
  return (
    <aside className={styles["peek"]} data-side={side} aria-label={t("title")}>
      <div className={styles["head"]}>
        <h2>
          <EngagementLink id={line.id}>{line.who ?? t("nameless")}</EngagementLink>
        </h2>
        <button type="button" className={styles["close"]} aria-label={close} onClick={onClose}>
          <IconClose size={18} aria-hidden />
        </button>
      </div>
      {found.error !== null && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && <Standing engagement={found.data} since={line.since} />}
      <div className={styles["acts"]}>
        {line.next !== null && (
          <Button size="xs" onClick={onAct}>
            {eventWords("engagement", line.next.event, "do")}
          </Button>
        )}
        <EngagementLink id={line.id} className={styles["open"]}>
          {t("open")}
        </EngagementLink>
      </div>
      {/* Whoever sees a roster card only is not told the story. */}
      {found.data !== undefined && found.data.stage !== null && <Story engagement={found.data} />}
    </aside>
  );
}

interface StandingProps {
  readonly engagement: Engagement;
  /** When it came to where it is. */
  readonly since: string | null;
}

function Standing({ engagement, since }: StandingProps) {
  const t = useTranslations("parts.peek");
  const stateWords = useStateWords();
  const when = useWhen();
  const { party, marking, stage, state, workflow, deadlines } = engagement;
  const next = nextDeadline(deadlines);
  return (
    <>
      {party?.organisation != null && <p>{party.organisation}</p>}
      <p className={styles["standing"]}>
        {stage !== null && <StageMark stage={stage}>{stateWords(workflow, state)}</StageMark>}
        {since !== null && <span>{when(since)}</span>}
        <Tlp marking={marking} />
      </p>
      {stage !== null && (
        <p className={styles["quiet"]} data-late={next?.isOverdue || undefined}>
          {next === undefined
            ? t("noDeadline")
            : t(next.isOverdue ? "overdue" : "due", { when: when(next.at) })}
        </p>
      )}
    </>
  );
}

function Story({ engagement }: { readonly engagement: Engagement }) {
  const t = useTranslations("parts.peek");
  const fieldWords = useFieldWords();
  const sentence = useSentence();
  const said = useSaid(NOBODY);
  const when = useWhen();
  const { id, card, workflow } = engagement;
  const { data: entries, error, refetch } = useQuery(journalQuery(id));
  const facts = factsOf(card, entries ?? []);
  return (
    <>
      {facts.length > 0 && (
        <dl className={styles["facts"]}>
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{fieldWords(name)}</dt>
              <dd>{said(value, name)}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3>{t("story")}</h3>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      <ol className={styles["story"]} reversed>
        {entries
          ?.slice(-ENTRIES)
          .toReversed()
          .map((entry) => (
            <li key={entry.seq}>
              {sentence(workflow, entry)} <span className={styles["quiet"]}>{when(entry.happenedAt)}</span>
            </li>
          ))}
      </ol>
    </>
  );
}

const NOBODY: ReadonlyMap<string, string> = new Map();
