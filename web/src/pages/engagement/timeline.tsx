/** Everything that happened, the newest first, each with what it caused. What belongs together folds. */
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { effectKey } from "./effects.tsx";
import type { Reading } from "./entry.tsx";
import { Told } from "./entry.tsx";
import type { Kind } from "./kinds.ts";
import { KINDS, kindsOf } from "./kinds.ts";
import { NoteEntry, useNotes } from "./notes.tsx";
import { threadsOf } from "./threads.ts";
import styles from "./timeline.module.css";

interface Props {
  /** The engagement's. */
  readonly id: string;
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly reading: Reading;
  /** Only these kinds; all when empty. */
  readonly kinds: readonly Kind[];
  readonly onShow: (kinds: readonly Kind[]) => void;
}

export function Timeline({ id, entries, reading, kinds, onShow }: Props) {
  const t = useTranslations("engagement");
  const { asked } = reading.caused;
  const { notes, desk } = useNotes(id, reading.programme);
  const ofKind = useMemo(
    () =>
      new Map(
        entries.map((entry, at) => {
          const own = entry.effects.flatMap((name) => asked?.get(effectKey(entry.seq, name)) ?? []);
          return [entry.seq, kindsOf(entry, entries[at - 1], own)] as const;
        }),
      ),
    [entries, asked],
  );
  const countOf = (kind: Kind): number =>
    kind === "notes" ? notes.length : [...ofKind.values()].filter((own) => own.includes(kind)).length;
  // A filter answers with single entries: nothing that fits hides in a fold.
  const threads =
    kinds.length === 0
      ? threadsOf(entries)
      : entries
          .filter(({ seq }) => ofKind.get(seq)?.some((kind) => kinds.includes(kind)))
          .toReversed()
          .map((head) => ({ head, before: [] }));
  const items = [
    ...(kinds.length === 0 || kinds.includes("notes") ? notes : []).map((note) => ({
      at: note.at,
      element: <NoteEntry key={note.id} note={note} />,
    })),
    ...threads.map((thread) => ({
      at: thread.head.enteredAt,
      element: <Told key={thread.head.seq} thread={thread} reading={reading} />,
    })),
  ].toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  return (
    <section aria-labelledby="timeline">
      <div className={styles["head"]}>
        <h2 id="timeline">{t("timeline")}</h2>
        {desk}
        <fieldset className={styles["chips"]} aria-labelledby="timeline">
          <button
            type="button"
            className={styles["chip"]}
            aria-pressed={kinds.length === 0}
            onClick={() => onShow([])}
          >
            {t("show.all")}
          </button>
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              className={styles["chip"]}
              aria-pressed={kinds.includes(kind)}
              onClick={() =>
                onShow(
                  kinds.includes(kind)
                    ? kinds.filter((one) => one !== kind)
                    : KINDS.filter((one) => one === kind || kinds.includes(one)),
                )
              }
            >
              {t(`show.${kind}`)} <span className={styles["count"]}>{countOf(kind)}</span>
            </button>
          ))}
        </fieldset>
      </div>
      {items.length === 0 ? (
        <p>{t("noEntries")}</p>
      ) : (
        <ol className={styles["entries"]} reversed>
          {items.map(({ element }) => element)}
        </ol>
      )}
    </section>
  );
}
