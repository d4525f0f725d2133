/** What is typed narrows the list as one types. It stands in no address: the entry of the history holds it. */
import type { Ref } from "react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./chips.module.css";
import { isEnough, TYPING_MS } from "./typed.ts";

interface Props {
  /** What the list is narrowed by. */
  readonly text: string | undefined;
  readonly onChange: (text: string | undefined) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

const TEXT_MAX = 200;

export function TextFilter({ text, onChange, ref }: Props) {
  const t = useTranslations("engagements");
  const [typed, setTyped] = useState(text ?? "");
  /** What was asked for from here; anything else came by a view, a chip or a way back, and is shown. */
  const asked = useRef(new Set([text]));
  const last = useRef(text);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (!asked.current.has(text)) {
      last.current = text;
      setTyped(text ?? "");
    }
    if (text === last.current) asked.current = new Set([text]);
  }, [text]);
  useEffect(() => {
    const words = typed.trim();
    const wanted = isEnough(words) ? words : undefined;
    if (wanted === last.current) return undefined;
    const timer = setTimeout(() => {
      last.current = wanted;
      asked.current.add(wanted);
      change.current(wanted);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      ref={ref}
      type="search"
      className={styles["text"]}
      aria-label={t("narrow")}
      placeholder={t("narrow")}
      autoComplete="off"
      spellCheck={false}
      maxLength={TEXT_MAX}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
