/** One event for several: choose it, fill in its form once, see who will refuse and why, then send it to each under its own key. */
import { Modal } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Foreseen } from "../api/shapes.ts";
import { useBlockedWords } from "./blocked-words.ts";
import { BulkForm } from "./bulk-form.tsx";
import type { EventData } from "./bulk-queries.ts";
import { bulkQuery } from "./bulk-queries.ts";
import styles from "./bulk.module.css";
import { Failed } from "./failed.tsx";
import type { OfferedEvent } from "./offered-events.ts";
import { offeredTo } from "./offered-events.ts";
import { useEventWords, useStateWords } from "./state-words.ts";
import { tell } from "./told.ts";
import { useBulk } from "./use-bulk.ts";

interface Props {
  readonly lines: readonly { readonly id: string; readonly who: string | null; readonly programme: string }[];
  /** The event that is chosen when the window opens. */
  readonly first?: string;
  readonly onClose: () => void;
  /** Ids of those that have taken the event; the others stay selected. */
  readonly onDone: (ids: ReadonlySet<string>) => void;
}

export function Bulk({ lines, first = "", onClose, onDone }: Props) {
  const t = useTranslations("bulk");
  const parts = useTranslations("parts");
  const eventWords = useEventWords();
  // As they stood when this was opened: those that have taken an event may leave the list behind, and not this window.
  const [open, setOpen] = useState(lines);
  const [event, setEvent] = useState(first);
  const [data, setData] = useState<EventData>();
  const { progress, failures, left, send, stop } = useBulk();
  const isSending = progress !== undefined;
  const ids = open.map(({ id }) => id);
  // Each that takes the event changes, and would have all of them judged anew.
  const enabled = !isSending;
  const there = useQuery({ ...bulkQuery(ids, ""), placeholderData: keepPreviousData, enabled });
  const programmes = new Set(open.map(({ programme }) => programme));
  const [programme = ""] = programmes.size === 1 ? programmes : [];
  const schemas = there.data?.events;
  const offered = useMemo(
    () => offeredTo(schemas ?? [], new Set(open.map((one) => one.programme))),
    [schemas, open],
  );
  // Those that are left may take it no more, and their refusals are told here.
  const [kept, setKept] = useState<OfferedEvent>();
  const now =
    offered.find(({ type }) => type === event) ??
    (event === first && event !== "" && schemas !== undefined ? { type: event, fields: [] } : undefined);
  if (now !== undefined && now.type !== kept?.type) setKept(now);
  const chosen = kept?.type === event ? kept : now;
  const isFilled = chosen !== undefined && (chosen.fields.length === 0 || data !== undefined);
  const asked = useQuery({ ...bulkQuery(ids, event, data), enabled: enabled && isFilled });
  const isKnown = isFilled && asked.data !== undefined;
  const items = isKnown ? asked.data.items : [];
  const error = there.error ?? asked.error;
  const accepted = items.filter((one) => one.accepted);
  const refused = items.filter((one) => !one.accepted);
  const whoIs = (id: string): string | null => open.find((line) => line.id === id)?.who ?? null;
  const words = eventWords("engagement", event, "do").replace("…", "");

  async function sendAll(): Promise<void> {
    const some = accepted.flatMap(({ id, revision }) =>
      revision === null ? [] : [{ id, revision, who: whoIs(id) }],
    );
    const sent = await send(event, data, some);
    setOpen(open.filter(({ id }) => !sent.done.has(id)));
    onDone(sent.done);
    if (sent.done.size > 0) tell(t("sent", { event: words, count: sent.done.size }));
    if (sent.failed.size === 0 && sent.left === 0) onClose();
  }
  // What is under way is told to its end: it is stopped, not left.
  const leave = (): void => (isSending ? stop() : onClose());

  return (
    <Modal.Root opened onClose={leave} size="lg">
      <Modal.Overlay />
      <Modal.Content radius={12}>
        <Modal.Body>
          <Modal.Title className={styles["title"] ?? ""}>{t("title", { count: open.length })}</Modal.Title>
          {error !== null && (
            <Failed error={error} onRetry={() => void (there.error === null ? asked : there).refetch()} />
          )}
          <label className={styles["field"]}>
            {t("event")}
            <select
              value={event}
              disabled={schemas === undefined || isSending}
              onChange={({ target }) => {
                setEvent(target.value);
                setData(undefined);
              }}
            >
              <option value="">{t(schemas === undefined ? "loading" : "choose")}</option>
              {offered.map(({ type, count }) => (
                <option key={type} value={type}>
                  {t("offered", { event: eventWords("engagement", type, "do"), count, of: open.length })}
                </option>
              ))}
            </select>
          </label>
          <p className={styles["hint"]}>{t("ownOneByOne")}</p>
          {chosen !== undefined && chosen.fields.length > 0 && (
            <BulkForm
              key={event}
              fields={chosen.fields}
              programme={programme}
              isDisabled={isSending}
              onData={setData}
            />
          )}
          {left > 0 && !isSending && <p className={styles["stopped"]}>{t("stopped", { count: left })}</p>}
          {isKnown && (
            <>
              <List title={t("accepted", { count: accepted.length })} items={accepted} nameOf={whoIs}>
                {({ id }) => <Wrong why={failures.get(id)} />}
              </List>
              <List title={t("refused", { count: refused.length })} items={refused} nameOf={whoIs}>
                {(one) => (failures.has(one.id) ? <Wrong why={failures.get(one.id)} /> : <Why one={one} />)}
              </List>
            </>
          )}
          {isSending && (
            <div className={styles["progress"]}>
              <progress value={progress.done} max={progress.of} aria-label={words} />
              <output>{t("sending", progress)}</output>
            </div>
          )}
          <div className={styles["acts"]}>
            {isFilled && !isSending && (
              <button
                type="button"
                className={styles["act"]}
                disabled={accepted.length === 0}
                onClick={() => void sendAll()}
              >
                {t("send", { event: words, count: accepted.length })}
              </button>
            )}
            <button type="button" className={styles["quiet"]} onClick={leave}>
              {isSending ? t("stop") : parts("cancel")}
            </button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface ListProps {
  readonly title: string;
  readonly items: readonly Foreseen[];
  readonly nameOf: (id: string) => string | null;
  /** What stands beneath each name. */
  readonly children: (one: Foreseen) => React.ReactNode;
}

function List({ title, items, nameOf, children }: ListProps) {
  const t = useTranslations("bulk");
  return (
    <section className={styles["list"]}>
      <h3>{title}</h3>
      {items.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls is scrolled by keyboard too
        <ul className={styles["preview"]} tabIndex={0} aria-label={title}>
          {items.map((one) => (
            <li key={one.id}>
              {nameOf(one.id) ?? t("nameless")} {children(one)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Wrong({ why }: { readonly why: string | undefined }) {
  return why === undefined ? null : <span className={styles["wrong"]}>{why}</span>;
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
