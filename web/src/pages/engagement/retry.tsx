/** All that failed of a case is tried again, with the reason why that helps. For administrators. */
import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Because } from "../../parts/because.ts";
import { ChooseBecause } from "../../parts/choose-because.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { tellProblem } from "../../parts/told.ts";
import { useRetry } from "./queries.ts";
import styles from "./retry.module.css";

export function Retry({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useTranslations("engagement.effect");
  const parts = useTranslations("parts");
  const wordsOf = useProblemWords();
  const [because, setBecause] = useState<Because>();
  const [wasTried, setTried] = useState(false);
  const retry = useRetry(id);
  return (
    <Modal.Root opened onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content radius={12}>
        <Modal.Body>
          <Modal.Title fw={600}>{t("retryTitle")}</Modal.Title>
          <form
            className={styles["form"]}
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (because === undefined) return;
              retry.mutate(because, {
                onSuccess: onClose,
                onError: (error) => tellProblem(wordsOf(error)),
              });
            }}
          >
            <p>{t("retryWill")}</p>
            <ChooseBecause
              act="retry"
              value={because}
              isMissing={wasTried && because === undefined}
              onChoose={setBecause}
            />
            <div className={styles["acts"]}>
              <Button variant="default" onClick={onClose}>
                {parts("cancel")}
              </Button>
              <Button type="submit" loading={retry.isPending}>
                {t("retry")}
              </Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
