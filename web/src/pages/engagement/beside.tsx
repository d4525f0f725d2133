/** The right column: deadlines, what is known and from where, how far vetting is, seats and interests. */
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import type { Engagement, JournalEntry } from "../../api/shapes.ts";
import { useFieldWords } from "../../form/field-words.ts";
import { groupsQuery } from "../../parts/colleagues.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { useDue, useWhen } from "../../parts/when.ts";
import styles from "./beside.module.css";
import { useSentence } from "../../parts/sentence.ts";
import { factsOf } from "../../parts/known.ts";
import { interestsQuery } from "./queries.ts";
import type { Names } from "../../parts/said.tsx";
import { useSaid } from "../../parts/said.tsx";

interface DeadlinesProps {
  /** By its slug: it says which days are worked. */
  readonly programme: string;
  readonly deadlines: Engagement["deadlines"];
  /** Since when the case is where it is: a deadline that is paused stands still since then. */
  readonly since: string;
}

export function Deadlines({ programme, deadlines, since }: DeadlinesProps) {
  const t = useTranslations("engagement");
  const timers = useTranslations("timer");
  const when = useWhen();
  const due = useDue();
  const format = useFormatter();
  const sorted = deadlines.toSorted((a, b) => (a.dueAt ?? "~").localeCompare(b.dueAt ?? "~"));
  return (
    <section aria-labelledby="deadlines" className={styles["part"]}>
      <h2 id="deadlines">{t("deadlines")}</h2>
      {sorted.length === 0 && <p>{t("noDeadline")}</p>}
      <dl className={styles["pairs"]}>
        {sorted.map(({ timer, dueAt, rule, state }) => {
          const key = timer.replaceAll(".", "_") as "decision";
          return (
            <div key={timer}>
              <dt>
                {timers.has(key) ? timers(key) : timer}
                {rule !== null && <span> ({t(`rule.${rule.unit}`, { count: rule.count })})</span>}
              </dt>
              <dd data-late={state === "overdue" || undefined}>
                {state === "gave-up"
                  ? t("gaveUp")
                  : dueAt === null
                    ? t("pausedSince", { when: when(since) })
                    : state === "overdue"
                      ? t("overdue", { when: due(dueAt, programme) })
                      : due(dueAt, programme)}
                {dueAt !== null && state === "pending" && (
                  <time className={styles["aside"]} dateTime={dueAt}>
                    {format.dateTime(new Date(dueAt), {
                      weekday: "long",
                      hour: "2-digit",
                      minute: "2-digit",
                      timeZoneName: "short",
                    })}
                  </time>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

interface FactsProps {
  readonly workflow: string;
  readonly card: Engagement["card"];
  readonly entries: readonly JournalEntry[];
}

export function Facts({ workflow, card, entries }: FactsProps) {
  const t = useTranslations("engagement");
  const fieldWords = useFieldWords();
  const said = useSaid(NOBODY);
  const sentence = useSentence();
  const when = useWhen();
  const facts = factsOf(card, entries);
  return (
    <section aria-labelledby="facts" className={styles["part"]}>
      <h2 id="facts">{t("facts")}</h2>
      {facts.length === 0 && <p>{t("noFacts")}</p>}
      <dl className={styles["pairs"]}>
        {facts.map(({ name, value, by }) => (
          <div key={name}>
            <dt>{fieldWords(name)}</dt>
            <dd>
              {said(value, name)}
              {by !== undefined && (
                <a className={styles["aside"]} href={`#entry-${by.seq}`}>
                  {sentence(workflow, by)}, {when(by.happenedAt)}
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const NOBODY: Names = new Map();

/** Places in working groups, as their own charts have them. */
export function Seats({ engagement }: { readonly engagement: Engagement }) {
  const t = useTranslations("engagement.seats");
  const stateWords = useStateWords();
  const { card, programme } = engagement;
  const own = Array.isArray(card["groups"]) ? card["groups"].filter((id) => typeof id === "string") : [];
  const { data: groups } = useQuery({ ...groupsQuery(programme), enabled: own.length > 0, retry: false });
  const seat = typeof card["seat"] === "string" && t.has(card["seat"] as "held") ? card["seat"] : undefined;
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="seats" className={styles["part"]}>
      <h2 id="seats">{t("title")}</h2>
      <ul className={styles["plain"]}>
        {own.map((id) => {
          const group = groups?.find((one) => one.id === id);
          const { name, held, capacity, free, waiting } = group?.card ?? {};
          return (
            <li key={id}>
              <strong>{typeof name === "string" ? name : t("unnamed")}</strong>
              {seat !== undefined && <span> {t(seat as "held")}</span>}
              {group !== undefined && (
                <span className={styles["aside"]}>
                  {stateWords(group.workflow, group.state)} ·{" "}
                  {t("taken", {
                    held: Number(held),
                    capacity: Number(capacity),
                    free: Number(free),
                    waiting: Number(waiting),
                  })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function Interests({ engagement }: { readonly engagement: Engagement }) {
  const t = useTranslations("engagement.interests");
  const stateWords = useStateWords();
  const when = useWhen();
  const { party, programme } = engagement;
  const query = interestsQuery(programme, party?.id ?? "");
  const { data: found, error } = useQuery({ ...query, enabled: party !== null, retry: false });
  // Whose work interests are not has no such part.
  if (error !== null || found === undefined) return null;
  return (
    <section aria-labelledby="interests" className={styles["part"]}>
      <h2 id="interests">{t("title")}</h2>
      {found === null ? (
        <p>{t("none")}</p>
      ) : (
        <p>
          {stateWords(found.workflow, found.state)}
          <span className={styles["aside"]}>{t("since", { when: when(found.updatedAt) })}</span>
        </p>
      )}
    </section>
  );
}
