/** A token, shown this once. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import styles from "../admin.module.css";
import { Sheet } from "../sheet.tsx";

interface Props {
  readonly label: string;
  readonly token: string;
  readonly onClose: () => void;
}

export function MadeToken({ label, token, onClose }: Props) {
  const t = useTranslations("admin.tokens");
  const [isCopied, setCopied] = useState(false);
  return (
    <Sheet title={t("made", { label })} onClose={onClose}>
      <div className={styles["stack"]}>
        <p className={styles["notice"]}>{t("once")}</p>
        <code className={styles["secret"]}>{token}</code>
        <p className={styles["quiet"]}>
          {t("use")} <code>Authorization: Bearer …</code>
        </p>
        <div className={styles["acts"]}>
          <Button
            variant="default"
            onClick={() => void navigator.clipboard.writeText(token).then(() => setCopied(true))}
          >
            {t(isCopied ? "copied" : "copy")}
          </Button>
          <Button onClick={onClose}>{t("done")}</Button>
        </div>
      </div>
    </Sheet>
  );
}
