/** One event for several: choose it, see who will refuse and why, then send it to each under its own key. */
import { Modal } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../api/client.ts";
import type { Foreseen } from "../api/shapes.ts";
import { useBlockedWords } from "./blocked-words.ts";
import { bulkQuery, sendOne } from "./bulk-queries.ts";
import styles from "./bulk.module.css";
import { Failed } from "./failed.tsx";
import { useProblemWords } from "./problem-words.ts";
import { useEventWords, useStateWords } from "./state-words.ts";

interface Props {
  readonly lines: readonly { readonly id: string; readonly who: string | null }[];
  readonly onClose: () => void;
  /** Ids of those that have taken the event; the others stay selected. */
  readonly onDone: (ids: ReadonlySet<string>) => void;
}

export function Bulk({ lines, onClose, onDone }: Props) {
  const t = useTranslations("bulk");
  const parts = useTranslations("parts");
  const eventWords = useEventWords();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const [event, setEvent] = useState("");
  const [sending, setSending] = useState<{ done: number; of: number }>();
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const keys = useRef(new Map<string, string>());
  const ids = lines.map(({ id }) => id);
  const asked = useQuery({ ...bulkQuery(ids, event), placeholderData: keepPreviousData });
  const isKnown = asked.data !== undefined && !asked.isPlaceholderData;
  const items = isKnown && event !== "" ? asked.data.items : [];
  const accepted = items.filter((one) => one.accepted);
  const refused = items.filter((one) => !one.accepted);
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
    for (const { id, revision } of accepted) {
      if (revision === null) continue;
      setSending({ done: done.size + wrong.size, of: accepted.length });
      try {
        await sendOne({ id, revision }, event, keyFor(id));
        done.add(id);
      } catch (error) {
        wrong.set(id, wordsOf(error));
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
          <Modal.Title>{t("title", { count: lines.length })}</Modal.Title>
          {asked.error !== null && <Failed error={asked.error} onRetry={() => void asked.refetch()} />}
          <label className={styles["field"]}>
            {t("event")}
            <select
              value={event}
              disabled={asked.data === undefined}
              onChange={({ target }) => setEvent(target.value)}
            >
              <option value="">{t(asked.data === undefined ? "loading" : "choose")}</option>
              {asked.data?.events
                .filter(({ needsData }) => !needsData)
                .map(({ type, count }) => (
                  <option key={type} value={type}>
                    {t("offered", { event: eventWords("engagement", type, "do"), count, of: lines.length })}
                  </option>
                ))}
            </select>
          </label>
          <p className={styles["hint"]}>{t("formsOneByOne")}</p>
          {event !== "" && isKnown && (
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
                {refused.map((one) => (
                  <li key={one.id}>
                    {nameOf(one.id)} <Why one={one} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className={styles["acts"]}>
            {event !== "" && (
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
            )}
            <button type="button" className={styles["quiet"]} onClick={onClose}>
              {parts("cancel")}
            </button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Why({ one }: { readonly one: Foreseen }) {
  const t = useTranslations("bulk");
  const stateWords = useStateWords();
  const blockedWords = useBlockedWords();
  const { why, state, detail } = one;
  function words(): string {
    if (why === "marking" || why === "missing") return t(why);
    if (why === "state" && state !== null) return t("notInState", { state: stateWords("engagement", state) });
    if (why === "role" || why === "guard")
      return blockedWords({ ...one, type: "", why, detail: detail ?? "" });
    return detail ?? "";
  }
  return <span className={styles["why"]}>{words()}</span>;
}
