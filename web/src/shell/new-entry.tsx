/** The form of an entry over the page that one is on. */
import { Modal } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { AskedEntry } from "./entry-door.ts";
import { EntryForm } from "./entry-form.tsx";

interface Props extends AskedEntry {
  readonly programme: string;
  readonly onClose: () => void;
}

export function NewEntry({ onClose, ...entry }: Props) {
  const t = useTranslations("entry");
  const parts = useTranslations("parts");
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{t(entry.kind)}</strong>}
      closeButtonProps={{ "aria-label": parts("close") }}
    >
      <EntryForm {...entry} onEntered={onClose} onCancel={onClose} />
    </Modal>
  );
}
