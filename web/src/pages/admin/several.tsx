/** Several of many, chosen by name: those chosen, each of which can be left out, and a list to add one from. */
import { Button, NativeSelect } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconClose } from "../../parts/icons.ts";
import styles from "./admin.module.css";

interface Props {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

export function Several({ label, options, chosen, error, onChange }: Props) {
  const t = useTranslations("admin.several");
  const [next, setNext] = useState("");
  const list = useRef<HTMLSelectElement>(null);
  const nameOf = (value: string): string => options.find((one) => one.value === value)?.label ?? value;
  return (
    <fieldset className={styles["group"]}>
      <legend>{label}</legend>
      {chosen.length > 0 && (
        <ul className={styles["chips"]} style={{ marginBottom: 8 }}>
          {chosen.map((one) => (
            <li key={one} className={styles["chip"]}>
              {nameOf(one)}
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("drop", { what: nameOf(one) })}
                onClick={() => {
                  onChange(chosen.filter((other) => other !== one));
                  list.current?.focus();
                }}
              >
                <IconClose size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles["inline"]}>
        <NativeSelect
          ref={list}
          aria-label={label}
          value={next}
          error={error}
          data={[
            { value: "", label: t("choose") },
            ...options.filter(({ value }) => !chosen.includes(value)),
          ]}
          onChange={({ currentTarget: { value } }) => setNext(value)}
        />
        <Button
          variant="default"
          disabled={next === ""}
          aria-label={t("addTo", { list: label })}
          onClick={() => {
            onChange([...chosen, next]);
            setNext("");
            list.current?.focus();
          }}
        >
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}
