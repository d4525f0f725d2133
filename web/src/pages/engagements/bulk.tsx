/** One event for several: choose it, see who will refuse and why, then send it to each under its own key. */
import { Modal } from "@mantine/core";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import { useBlockedWords } from "../../parts/blocked-words.ts";
import { Failed } from "../../parts/failed.tsx";
import type { Line } from "../../parts/line.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { standingQuery } from "../../parts/standing.ts";
import { useEventWords, useStateWords } from "../../parts/state-words.ts";
import styles from "./page.module.css";
import { eventsFor, previewOf } from "./preview.ts";
import { sendOne } from "./queries.ts";

interface Props {
  readonly lines: readonly Line[];
  readonly onClose: () => void;
  /** Ids of those that have taken the event; the others stay selected. */
  readonly onDone: (ids: ReadonlySet<string>) => void;
}

export function Bulk({ lines, onClose, onDone }: Props) {
  const t = useTranslations("engagements");
  const parts = useTranslations("parts");
  const eventWords = useEventWords();
  const stateWords = useStateWords();
  const blockedWords = useBlockedWords();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const [event, setEvent] = useState("");
  const [sending, setSending] = useState<{ done: number; of: number }>();
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const keys = useRef(new Map<string, string>());
  const asked = useQueries({ queries: lines.map(({ id }) => standingQuery(id)) });
  const offers = asked.flatMap(({ data }) => data ?? []);
  const failed = asked.find(({ isError }) => isError);
  const isKnown = offers.length === lines.length;
  const { accepted, refused } = previewOf(offers, event);
  const nameOf = (id: string): string => lines.find((line) => line.id === id)?.who ?? t("nameless");

  /** The same key for the same event to the same engagement, however often it is tried. */
  function keyFor(id: string): string {
    const known = keys.current.get(`${event} ${id}`) ?? newKey();
    keys.current.set(`${event} ${id}`, known);
    return known;
  }
  async function send(): Promise<void> {
    const done = new Set<string>();
    const wrong = new Map<string, string>();
    for (const one of accepted) {
      setSending({ done: done.size + wrong.size, of: accepted.length });
      try {
        await sendOne(one, event, keyFor(one.id));
        done.add(one.id);
      } catch (error) {
        wrong.set(one.id, wordsOf(error));
      }
    }
    setSending(undefined);
    setFailures(wrong);
    onDone(done);
    void client.invalidateQueries({ queryKey: ["engagements"] });
    if (wrong.size === 0) onClose();
  }

  return (
    <Modal.Root opened onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content radius={12}>
        <Modal.Body>
          <Modal.Title>{t("bulkTitle", { count: lines.length })}</Modal.Title>
          {failed !== undefined && <Failed error={failed.error} onRetry={() => void failed.refetch()} />}
          <label className={styles["field"]}>
            {t("event")}
            <select value={event} disabled={!isKnown} onChange={({ target }) => setEvent(target.value)}>
              <option value="">{t(isKnown ? "choose" : "loading")}</option>
              {eventsFor(offers).map((type) => (
                <option key={type} value={type}>
                  {eventWords("engagement", type, "do")}
                </option>
              ))}
            </select>
          </label>
          <p className={styles["hint"]}>{t("formsOneByOne")}</p>
          {event !== "" && (
            <>
              <h3>{t("accepted", { count: accepted.length })}</h3>
              <ul className={styles["preview"]}>
                {accepted.map(({ id }) => (
                  <li key={id}>
                    {nameOf(id)}
                    {failures.has(id) && <span className={styles["wrong"]}>{failures.get(id)}</span>}
                  </li>
                ))}
              </ul>
              <h3>{t("refused", { count: refused.length })}</h3>
              <ul className={styles["preview"]}>
                {refused.map(({ one: { id, state }, why }) => (
                  <li key={id}>
                    {nameOf(id)}
                    <span className={styles["why"]}>
                      {why === undefined || why.why === "state"
                        ? t("notInState", { state: stateWords("engagement", state) })
                        : blockedWords(why)}
                    </span>
                  </li>
                ))}
              </ul>
              <button
                type="button"
                className={styles["act"]}
                disabled={accepted.length === 0 || sending !== undefined}
                onClick={() => void send()}
              >
                {sending === undefined
                  ? t("send", {
                      event: eventWords("engagement", event, "do").replace("…", ""),
                      count: accepted.length,
                    })
                  : t("sending", sending)}
              </button>
            </>
          )}
          <button type="button" className={styles["chip"]} onClick={onClose}>
            {parts("cancel")}
          </button>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
