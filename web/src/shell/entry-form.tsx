/** What staff enter for others: who it was, how and when it reached them, and what was said; or whom they propose, and why. */
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Input.css";
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { api, bodyOf, newKey } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { useFaults } from "../form/use-faults.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { countriesIn } from "../parts/countries.ts";
import { useProblemWords } from "../parts/problem-words.ts";
import { tell } from "../parts/told.ts";
import type { AskedEntry } from "./entry-door.ts";
import styles from "./new-entry.module.css";

const CHANNELS = ["phone", "letter", "visit", "email", "event", "note_verbale"] as const;
const LINES = ["name", "organisation", "email", "phone"] as const;

interface Props extends AskedEntry {
  /** Slug. */
  readonly programme: string;
  readonly onEntered: () => void;
  /** Without it there is no way back but another page. */
  readonly onCancel?: () => void;
}

export function EntryForm({ kind, person: known, programme, onEntered, onCancel }: Props) {
  const t = useTranslations("entry");
  const parts = useTranslations("parts");
  const locale = useLocale();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  // One key a form, so that sending again after a lost answer enters nothing twice.
  const [key, setKey] = useState(newKey);
  const [person, setPerson] = useState<Readonly<Record<(typeof LINES)[number], string>>>({
    name: known?.name ?? "",
    organisation: known?.organisation ?? "",
    email: "",
    phone: "",
  });
  const [country, setCountry] = useState("");
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>("phone");
  const [happenedOn, setHappenedOn] = useState("");
  const [message, setMessage] = useState("");
  const [isTicked, setTicked] = useState(false);
  const enter = useMutation({
    async mutationFn() {
      const header = { "Idempotency-Key": key };
      const who = {
        name: orNull(person.name),
        organisation: orNull(person.organisation),
        email: orNull(person.email),
        phone: orNull(person.phone),
        country: orNull(country),
        capacity: null,
      };
      const shared = {
        programme,
        person: who,
        message,
        interests: [],
        ...(happenedOn === "" ? {} : { happenedOn }),
      };
      return kind === "inquiry"
        ? await bodyOf(
            api.POST("/api/v1/inquiries", {
              params: { header },
              body: { ...shared, channel, kind: "other", thirdParty: false, acknowledge: isTicked },
            }),
          )
        : await bodyOf(
            api.POST("/api/v1/nominations", {
              params: { header },
              body: { ...shared, nomineeTold: isTicked },
            }),
          );
    },
    async onSuccess({ outcome }) {
      tell(t(outcome === "attached" || outcome === "received" ? outcome : "opened"));
      onEntered();
      await client.invalidateQueries({ queryKey: ["engagements"] });
    },
    // What was refused is mended and is then another content.
    onError: (error) => error instanceof Problem && error.status === 422 && setKey(newKey()),
  });
  const send = (): void => {
    if (!enter.isPending) enter.mutate();
  };
  useShortcuts({ send });
  const faults = useFaults(enter.error);
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p>{t(kind === "inquiry" ? "inquiryWhy" : "nominationWhy")}</p>
      {enter.error !== null && (
        <p className={styles["fault"]} role="alert">
          {faults["person"] ?? wordsOf(enter.error)}
        </p>
      )}
      {LINES.map((line) => (
        <TextInput
          key={line}
          label={t(line)}
          {...(line === "name" && onCancel !== undefined ? { "data-autofocus": true } : {})}
          autoComplete="off"
          value={person[line]}
          error={faults[`person.${line}`]}
          onChange={({ currentTarget: { value } }) => setPerson({ ...person, [line]: value })}
        />
      ))}
      <NativeSelect
        label={t("country")}
        value={country}
        error={faults["person.country"]}
        data={[
          { value: "", label: t("noCountry") },
          ...countriesIn(locale).map(({ code, name: label }) => ({ value: code, label })),
        ]}
        onChange={({ currentTarget: { value } }) => setCountry(value)}
      />
      {kind === "inquiry" && (
        <NativeSelect
          label={t("channel")}
          value={channel}
          data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          onChange={({ currentTarget: { value } }) => setChannel(value as (typeof CHANNELS)[number])}
        />
      )}
      <TextInput
        label={t("happenedOn")}
        description={t("happenedOnHint")}
        value={happenedOn}
        error={faults["happenedOn"]}
        onChange={({ currentTarget: { value } }) => setHappenedOn(value)}
      />
      <Textarea
        label={t(kind === "inquiry" ? "said" : "why")}
        rows={4}
        className={styles["wide"] ?? ""}
        value={message}
        error={faults["message"]}
        onChange={({ currentTarget: { value } }) => setMessage(value)}
      />
      <Checkbox
        className={styles["wide"] ?? ""}
        label={t(kind === "inquiry" ? "acknowledge" : "nomineeTold")}
        checked={isTicked}
        onChange={({ currentTarget: { checked } }) => setTicked(checked)}
      />
      <div className={styles["acts"]}>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {parts("cancel")}
          </Button>
        )}
        <Button type="submit" loading={enter.isPending}>
          {t(kind)}
        </Button>
      </div>
    </form>
  );
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
