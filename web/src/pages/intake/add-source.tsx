/** A new source: name and vendor, then its address, and waiting for the first delivery. */
import "@mantine/core/styles/Input.css";
import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { useFaults } from "../../form/use-faults.ts";
import { useOnce } from "../../parts/once.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import styles from "./intake.module.css";
import { MadeSource } from "./made-source.tsx";
import { VENDORS } from "./vendors.ts";

interface Props {
  readonly programme: string;
  readonly onClose: () => void;
}

export function AddSource({ programme, onClose }: Props) {
  const t = useTranslations("intake.sources");
  const parts = useTranslations("parts");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [slug, setSlug] = useState<string>();
  const [vendor, setVendor] = useState("form");
  const [secret, setSecret] = useState("");
  const proposed = slug ?? slugOf(name);
  const { mutationKey, isUnderWay } = useOnce();
  const make = useMutation({
    mutationKey,
    mutationFn: () =>
      bodyOf(
        api.POST("/api/v1/sources", {
          body: {
            programme,
            slug: proposed,
            vendor,
            ...(name.trim() === "" ? {} : { name }),
            ...(secret === "" ? {} : { secret }),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });
  const faults = useFaults(make.error);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{make.data === undefined ? t("add") : t("made", { name: name || proposed })}</strong>}
      closeButtonProps={{ "aria-label": parts("close") }}
    >
      {make.data === undefined ? (
        <form
          className={styles["stack"]}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isUnderWay()) make.mutate();
          }}
        >
          {make.error !== null && (
            <p className={styles["notice"]} role="alert">
              {wordsOf(make.error)}
            </p>
          )}
          <TextInput
            data-autofocus
            label={t("name")}
            required
            value={name}
            error={faults["name"]}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <TextInput
            label={t("slug")}
            description={t("slugHint")}
            required
            value={proposed}
            error={faults["slug"]}
            onChange={({ currentTarget: { value } }) => setSlug(value)}
          />
          <NativeSelect
            label={t("vendor")}
            value={vendor}
            error={faults["vendor"]}
            data={[...VENDORS]}
            onChange={({ currentTarget: { value } }) => setVendor(value)}
          />
          <TextInput
            label={t("secret")}
            description={t("secretHint")}
            value={secret}
            error={faults["secret"]}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setSecret(value)}
          />
          <div className={styles["acts"]}>
            <Button variant="default" onClick={onClose}>
              {parts("cancel")}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t("add")}
            </Button>
          </div>
        </form>
      ) : (
        <MadeSource made={make.data} onClose={onClose} isNew />
      )}
    </Modal>
  );
}

/** As people name forms: "Contact form 2026" is contact-form-2026. */
const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{Diacritic}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60);
