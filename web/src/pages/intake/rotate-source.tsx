import "@mantine/core/styles/Input.css";
import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { useFaults } from "../../form/use-faults.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import styles from "./intake.module.css";
import { MadeSource } from "./made-source.tsx";
import type { Source } from "./queries.ts";

interface Props {
  readonly source: Source;
  readonly onClose: () => void;
}

/** A new token, or a new secret that the vendor was given; the old one goes on for a day. */
export function RotateSource({ source: { id, name, auth }, onClose }: Props) {
  const t = useTranslations("intake.sources");
  const parts = useTranslations("parts");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const [secret, setSecret] = useState("");
  const rotate = useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST("/api/v1/sources/{id}/rotate", {
          params: { path: { id } },
          body: auth === "signature" ? { secret } : {},
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });
  const faults = useFaults(rotate.error);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{t(rotate.data === undefined ? "rotateTitle" : "rotated", { name })}</strong>}
      closeButtonProps={{ "aria-label": parts("close") }}
    >
      {rotate.data === undefined ? (
        <form
          className={styles["stack"]}
          onSubmit={(event) => {
            event.preventDefault();
            rotate.mutate();
          }}
        >
          <p>{t("rotateWhy")}</p>
          {rotate.error !== null && (
            <p className={styles["notice"]} role="alert">
              {wordsOf(rotate.error)}
            </p>
          )}
          {auth === "signature" && (
            <TextInput
              data-autofocus
              required
              label={t("newSecret")}
              value={secret}
              error={faults["secret"]}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setSecret(value)}
            />
          )}
          <div className={styles["acts"]}>
            <Button variant="default" onClick={onClose}>
              {parts("cancel")}
            </Button>
            <Button type="submit" loading={rotate.isPending}>
              {t("rotateDo")}
            </Button>
          </div>
        </form>
      ) : (
        <MadeSource made={rotate.data} onClose={onClose} />
      )}
    </Modal>
  );
}
