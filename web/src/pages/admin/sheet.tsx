/** What is made or changed in one go: a form over the page, with its error on top and its verb as the button. */
import "@mantine/core/styles/Input.css";
import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useProblemWords } from "../../parts/problem-words.ts";
import styles from "./admin.module.css";

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ title, onClose, children }: SheetProps) {
  const parts = useTranslations("parts");
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{title}</strong>}
      closeButtonProps={{ "aria-label": parts("close") }}
    >
      {children}
    </Modal>
  );
}

interface FormProps extends SheetProps {
  readonly verb: string;
  readonly act: { readonly isPending: boolean; readonly error: Error | null; readonly mutate: () => void };
  /** Not yet: something is missing that the button waits for. */
  readonly isDisabled?: boolean;
  readonly isGrave?: boolean;
}

export function FormSheet({
  title,
  verb,
  act: { isPending, error, mutate },
  isDisabled = false,
  isGrave = false,
  onClose,
  children,
}: FormProps) {
  const parts = useTranslations("parts");
  const wordsOf = useProblemWords();
  return (
    <Sheet title={title} onClose={onClose}>
      <form
        className={styles["stack"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isDisabled) mutate();
        }}
      >
        {error !== null && (
          <p className={styles["bad"]} role="alert">
            {wordsOf(error)}
          </p>
        )}
        {children}
        <div className={styles["acts"]}>
          <Button variant="default" onClick={onClose}>
            {parts("cancel")}
          </Button>
          <Button
            type="submit"
            disabled={isDisabled}
            loading={isPending}
            {...(isGrave ? { className: styles["grave"] ?? "" } : {})}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
