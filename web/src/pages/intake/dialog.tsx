/** A window over intake. Its heading stands in the content: the page has one banner already. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import styles from "./intake.module.css";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, children }: Props) {
  const parts = useTranslations("parts");
  return (
    <Modal.Root opened onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content radius={12}>
        <Modal.Body>
          <div className={styles["acts"]} style={{ justifyContent: "space-between", marginBottom: 12 }}>
            <Modal.Title fw={600}>{title}</Modal.Title>
            <Modal.CloseButton aria-label={parts("close")} ml={0} />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
