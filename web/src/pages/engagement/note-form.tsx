/** Write a note: its text, how far it may travel, and who will then read it. */
import { Button } from "@mantine/core";
import type { SyntheticEvent } from "react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import type { Note } from "../../api/shapes.ts";
import form from "../../form/form.module.css";
import { useFaults } from "../../form/use-faults.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useWriteNote } from "./note-queries.ts";
import styles from "./notes.module.css";
import { useReaders } from "./use-readers.ts";

interface Props {
  readonly id: string;
  readonly choices: readonly {
    readonly marking: Note["marking"];
    readonly roles: readonly string[];
    readonly mayLower: readonly string[];
  }[];
  readonly byDefault: Note["marking"];
  readonly onClose: () => void;
}

export function NoteForm({ id, choices, byDefault, onClose }: Props) {
  const t = useTranslations("notes");
  const tf = useTranslations("form");
  const parts = useTranslations("parts");
  const readers = useReaders();
  const wordsOf = useProblemWords();
  const field = useId();
  // One key a form, so that sending again after a lost answer writes nothing twice.
  const [key, setKey] = useState(newKey);
  const [text, setText] = useState("");
  const [marking, setMarking] = useState(byDefault);
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  const write = useWriteNote(id);
  const ranks = choices.map((one) => one.marking);
  const chosen = choices.find((one) => one.marking === marking);
  // The choices stand from the narrowest to the widest.
  const isWider = ranks.indexOf(marking) > ranks.indexOf(byDefault);
  const faults = useFaults(write.error);

  function submit(event?: SyntheticEvent): void {
    event?.preventDefault();
    setTried(true);
    if (text.trim() === "" || (isWider && reason.trim() === "") || write.isPending) return;
    write.mutate(
      { key, text, marking, ...(isWider ? { reason } : {}) },
      {
        onSuccess: onClose,
        // What was refused is mended and is then another note.
        onError: (error) =>
          error instanceof Problem && error.status >= 400 && error.status < 500 && setKey(newKey()),
      },
    );
  }
  function leave(): void {
    // oxlint-disable-next-line no-alert -- the browser's own question cannot be missed, and blocks the way out
    if (text.trim() === "" || globalThis.confirm(tf("leave"))) onClose();
  }
  useShortcuts({ send: submit });

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves, from wherever in it
    <form
      noValidate
      className={styles["form"]}
      aria-label={t("write")}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && leave()}
    >
      {write.error !== null && Object.keys(faults).length === 0 && (
        <p className={styles["problem"]} role="alert">
          {wordsOf(write.error)}
        </p>
      )}
      <div className={form["field"]}>
        <label htmlFor={`${field}-text`}>{t("text")}</label>
        {((wasTried && text.trim() === "") || faults["text"] !== undefined) && (
          <p className={form["error"]}>{faults["text"] ?? tf("missing")}</p>
        )}
        <textarea
          id={`${field}-text`}
          className={form["input"]}
          rows={4}
          maxLength={10_000}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened by key or button just now, to write in it
          autoFocus
          value={text}
          aria-invalid={(wasTried && text.trim() === "") || undefined}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div className={form["field"]}>
        <label htmlFor={`${field}-marking`}>{t("marking")}</label>
        <select
          id={`${field}-marking`}
          className={form["input"]}
          value={marking}
          aria-describedby={`${field}-readers`}
          onChange={({ target }) => setMarking(target.value as Note["marking"])}
        >
          {choices.map((one) => (
            <option key={one.marking} value={one.marking} disabled={one.mayLower.length > 0}>
              {one.marking === byDefault ? t("asEngagement", { marking: one.marking }) : one.marking}
            </option>
          ))}
        </select>
        <p id={`${field}-readers`} className={form["hint"]} aria-live="polite">
          {t("readBy", { who: readers(chosen?.roles ?? [], [t("youAlone")]) })}
        </p>
      </div>
      {choices.some(({ mayLower }) => mayLower.length > 0) && (
        <p className={form["hint"]}>{t("notWider", { marking: byDefault })}</p>
      )}
      {isWider && (
        <div className={form["field"]}>
          <label htmlFor={`${field}-reason`}>{t("reason")}</label>
          {((wasTried && reason.trim() === "") || faults["reason"] !== undefined) && (
            <p className={form["error"]}>{faults["reason"] ?? tf("missing")}</p>
          )}
          <input
            id={`${field}-reason`}
            className={form["input"]}
            maxLength={2_000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
      )}
      <div className={styles["acts"]}>
        <Button type="submit" loading={write.isPending}>
          {t("save")}
        </Button>
        <Button variant="default" onClick={leave}>
          {parts("cancel")}
        </Button>
      </div>
    </form>
  );
}
