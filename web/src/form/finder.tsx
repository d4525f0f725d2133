/** Finding somebody or something by a few letters of the name (combobox of WAI-ARIA 1.2): arrows choose, Enter takes. */
import type { KeyboardEvent } from "react";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { ControlProps } from "./marks.tsx";
import { useMarks } from "./marks.tsx";
import type { Named } from "./picks.ts";
import type { IdOf } from "./shape.ts";
import styles from "./form.module.css";

interface Props extends ControlProps {
  readonly of: IdOf;
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly Named[]>;
}

/** So much of a name says too little. */
const LETTERS_MIN = 3;
/** While somebody is still typing nobody is asked. */
const PAUSE_MS = 150;

export function Finder({ of, find, ...props }: Props) {
  const { draft, onChange, isRequired } = props;
  const t = useTranslations("form");
  const list = useId();
  const { label, anchor, error, aria } = useMarks(props);
  const [chosen, setChosen] = useState<Named>();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { found, isFailed } = useFound(chosen === undefined ? text : "", find);
  const isOpen = chosen === undefined && text.trim().length >= LETTERS_MIN && found !== undefined;
  const current = found?.[at];

  function take(one: Named): void {
    setChosen(one);
    setText(one.label);
    onChange(one.value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!isOpen || found === undefined) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((before) => (before + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter" && current !== undefined) {
      event.preventDefault();
      take(current);
    } else if (event.key === "Escape") {
      // The list closes, the form stays.
      event.stopPropagation();
      setText("");
    }
  }
  return (
    <div className={styles["field"]}>
      <label htmlFor={anchor}>{label}</label>
      <p className={styles["hint"]}>{t(`find.${of}`)}</p>
      {error}
      <input
        id={anchor}
        type="text"
        role="combobox"
        className={styles["input"]}
        autoComplete="off"
        aria-required={isRequired}
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        {...(isOpen && current !== undefined ? { "aria-activedescendant": `${list}-${at}` } : {})}
        {...aria}
        value={chosen === undefined && text === "" && typeof draft === "string" ? draft : text}
        onChange={({ target }) => {
          setChosen(undefined);
          setText(target.value);
          setAt(0);
          if (typeof draft === "string") onChange(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist shows ids, and a select cannot be searched */}
      <div id={list} role="listbox" aria-label={label} className={styles["found"]} hidden={!isOpen}>
        {found?.map((one, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's, which keeps the focus
          <div
            key={one.value}
            id={`${list}-${place}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it belongs to the listbox
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            onPointerDown={(event) => {
              // The field keeps the focus.
              event.preventDefault();
              take(one);
            }}
          >
            {one.label}
            {one.hint !== undefined && <span>{one.hint}</span>}
          </div>
        ))}
      </div>
      <output className={styles["hint"]}>
        {isFailed
          ? t("findFailed")
          : isOpen
            ? t("foundCount", { count: found?.length ?? 0 })
            : chosen === undefined
              ? ""
              : chosen.hint}
      </output>
    </div>
  );
}

/** What fits, a moment after the last letter; undefined as long as nobody has answered. */
function useFound(text: string, find: Props["find"]) {
  const [answer, setAnswer] = useState<{ of: string; found: readonly Named[] | undefined }>();
  const asked = text.trim();
  useEffect(() => {
    if (asked.length < LETTERS_MIN) return undefined;
    const giveUp = new AbortController();
    const pause = setTimeout(() => {
      find(asked, giveUp.signal).then(
        (found) => setAnswer({ of: asked, found }),
        () => giveUp.signal.aborted || setAnswer({ of: asked, found: undefined }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
      giveUp.abort();
    };
  }, [asked, find]);
  return {
    found: answer?.of === asked || asked.length >= LETTERS_MIN ? answer?.found : undefined,
    isFailed: answer?.of === asked && asked !== "" && answer.found === undefined,
  };
}
