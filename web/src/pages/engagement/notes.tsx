/** What staff noted: in the timeline, each under its marking and with who reads it; and the form for one more. */
import { useQuery } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Note } from "../../api/shapes.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { IconNote } from "../../parts/icons.ts";
import { useMe } from "../../parts/programme.ts";
import { Tlp } from "../../parts/tlp.tsx";
import { useWhen } from "../../parts/when.ts";
import { NoteForm } from "./note-form.tsx";
import { notesQuery } from "./note-queries.ts";
import styles from "./notes.module.css";
import { useReaders } from "./use-readers.ts";

const READERS: readonly string[] = ["officer", "vetter", "approver", "reviewer", "dpo"];
const WRITERS: readonly string[] = ["officer", "vetter", "approver", "reviewer"];

export interface Notes {
  readonly notes: readonly Note[];
  /** The button and the form; nothing for who writes none. */
  readonly desk: ReactNode;
}

/** `programme` is the engagement's. Whoever reads no notes is shown none and asks for none. */
export function useNotes(id: string, programme: string): Notes {
  const { roles } = useMe();
  const held = roles
    .filter((one) => one.programme === null || one.programme === programme)
    .map(({ role }) => role);
  const mayRead = held.some((role) => READERS.includes(role));
  const mayWrite = held.some((role) => WRITERS.includes(role));
  const asked = useQuery({ ...notesQuery(id), enabled: mayRead, retry: false });
  const choices = asked.data?.choices ?? [];
  return {
    notes: asked.data?.notes ?? [],
    desk:
      mayWrite && asked.data !== undefined ? (
        <Desk id={id} choices={choices} byDefault={asked.data.byDefault} />
      ) : null,
  };
}

interface DeskProps {
  readonly id: string;
  readonly choices: ComponentProps<typeof NoteForm>["choices"];
  readonly byDefault: Note["marking"];
}

function Desk(props: DeskProps) {
  const t = useTranslations("notes");
  const [isOpen, setOpen] = useState(false);
  useShortcuts({ note: () => setOpen(true) });
  if (!isOpen)
    return (
      <button type="button" className={styles["write"]} aria-keyshortcuts="n" onClick={() => setOpen(true)}>
        <IconNote size={18} stroke={1.75} aria-hidden />
        {t("write")}
      </button>
    );
  return <NoteForm {...props} onClose={() => setOpen(false)} />;
}

/** One note among the events. */
export function NoteEntry({ note }: { readonly note: Note }) {
  const t = useTranslations("notes");
  const when = useWhen();
  const format = useFormatter();
  const readers = useReaders();
  const me = useMe();
  const { text, marking, by, at, readBy } = note;
  return (
    <li className={styles["note"]} data-note={note.id}>
      <p className={styles["by"]}>
        <IconNote size={18} stroke={1.75} aria-hidden />
        {by.id === me.id ? t("byYou") : t("by", { name: by.name ?? t("someone") })}
        <Tlp marking={marking} />
      </p>
      <p className={styles["text"]}>{text ?? t("erased")}</p>
      <p className={styles["aside"]}>
        <time dateTime={at} title={format.dateTime(new Date(at), { dateStyle: "full", timeStyle: "short" })}>
          {when(at)}
        </time>
        <span>
          {t("readBy", {
            who: readers(
              readBy.roles,
              readBy.people.map((one) => (one.id === me.id ? t("you") : (one.name ?? t("someone")))),
            ),
          })}
        </span>
      </p>
    </li>
  );
}
