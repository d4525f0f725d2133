/** Before an act that cannot be taken back: what follows from it, and for a grave one the name typed out. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./admin.module.css";
import { FormSheet } from "./sheet.tsx";

interface Props {
  readonly title: string;
  /** What will be so afterwards, sentence by sentence. */
  readonly follows: readonly string[];
  /** To be typed, so that it is meant; without it the button is enough. */
  readonly word?: string | undefined;
  readonly verb: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function Confirm({ follows, word, isPending, error, onConfirm, ...sheet }: Props) {
  const t = useTranslations("admin.confirm");
  const [typed, setTyped] = useState("");
  const isMeant = word === undefined || typed.trim() === word.trim();
  return (
    <FormSheet
      {...sheet}
      act={{ isPending, error, mutate: onConfirm }}
      isGrave={word !== undefined}
      isDisabled={!isMeant}
    >
      <div>
        <p className={styles["strong"]}>{t("follows")}</p>
        <ul className={styles["follows"]}>
          {follows.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </div>
      {word !== undefined && (
        <TextInput
          data-autofocus
          label={t("type", { word })}
          value={typed}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      )}
    </FormSheet>
  );
}
