/** One word on several that wait: who will take it and who refuses, and why, before it is sent; each under a key of its own. */
import { Button } from "@mantine/core";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import type { EngagementCard } from "../../api/shapes.ts";
import { useBlockedWords } from "../../parts/blocked-words.ts";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { standingQuery } from "../../parts/standing.ts";
import { Dialog } from "./dialog.tsx";
import styles from "./intake.module.css";
import { judgeOne } from "./queries.ts";

export type Verdict = "spam.cleared" | "spam.confirmed";
type Suspect = Pick<EngagementCard, "id" | "who">;

interface Props {
  readonly rows: readonly Suspect[];
  readonly type: Verdict;
  readonly onClose: () => void;
  /** Ids of those who have taken it; the others stay selected. */
  readonly onDone: (ids: ReadonlySet<string>) => void;
}

export function JudgeMany({ rows, type, onClose, onDone }: Props) {
  const t = useTranslations("intake.quarantine");
  const parts = useTranslations("parts");
  const nameless = useTranslations("intake")("nameless");
  const blockedWords = useBlockedWords();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  // As they stood when this was opened: those that have been judged leave the list, and not this window.
  const [suspects] = useState(rows);
  const asked = useQueries({ queries: suspects.map(({ id }) => standingQuery(id)) });
  const failed = asked.find(({ isError }) => isError);
  const standings = asked.flatMap(({ data }) => data ?? []);
  const accepted = standings.filter(({ accepts }) => accepts.some((event) => event.type === type));
  const refused = standings.filter((one) => !accepted.includes(one));
  const keys = useRef(new Map<string, string>());
  const [sending, setSending] = useState<number>();
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map());
  const nameOf = (id: string): string => suspects.find((one) => one.id === id)?.who ?? nameless;

  async function send(): Promise<void> {
    const done = new Set<string>();
    const failures = new Map<string, string>();
    for (const one of accepted) {
      setSending(done.size + failures.size);
      const key = keys.current.get(one.id) ?? newKey();
      keys.current.set(one.id, key);
      try {
        await judgeOne(one, type, key);
        done.add(one.id);
      } catch (error) {
        failures.set(one.id, wordsOf(error));
      }
    }
    setSending(undefined);
    setWrong(failures);
    onDone(done);
    void client.invalidateQueries({ queryKey: ["engagements"] });
    if (failures.size === 0) onClose();
  }

  return (
    <Dialog title={t(type === "spam.cleared" ? "notSpamMany" : "spamMany")} onClose={onClose}>
      <div className={styles["stack"]}>
        {failed !== undefined && <Failed error={failed.error} onRetry={() => void failed.refetch()} />}
        <section>
          <h3>{t("will", { count: accepted.length })}</h3>
          <ul>
            {accepted.map(({ id }) => (
              <li key={id}>
                {nameOf(id)} {wrong.has(id) && <span className={styles["quiet"]}>{wrong.get(id)}</span>}
              </li>
            ))}
          </ul>
        </section>
        {refused.length > 0 && (
          <section>
            <h3>{t("willNot", { count: refused.length })}</h3>
            <ul>
              {refused.map(({ id, refuses }) => {
                const why = refuses.find((event) => event.type === type);
                return (
                  <li key={id}>
                    {nameOf(id)}{" "}
                    <span className={styles["quiet"]}>
                      {why === undefined || why.why === "state" ? t("settled") : blockedWords(why)}
                    </span>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
        <div className={styles["acts"]}>
          <Button variant="default" onClick={onClose}>
            {parts("cancel")}
          </Button>
          <Button
            disabled={accepted.length === 0 || standings.length < suspects.length}
            loading={sending !== undefined}
            onClick={() => void send()}
          >
            {t(type === "spam.cleared" ? "sendNotSpam" : "sendSpam", { count: accepted.length })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
