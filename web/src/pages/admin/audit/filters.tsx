/** Who, what and when. What is chosen stands in the address, so that a look can be sent on as a link. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import { useMe } from "../../../parts/programme.ts";
import styles from "../admin.module.css";
import { isAdministrator } from "../may.ts";
import { accountsQuery } from "../people/queries.ts";
import type { AuditRow } from "./queries.ts";
import type { AuditSearch } from "./search.ts";
import { ACTS, KINDS, readAuditSearch } from "./search.ts";
import { useActorWords, useKindWords } from "./words.ts";

interface Props {
  readonly search: AuditSearch;
  /** Whoever acts in them can be chosen. */
  readonly rows: readonly AuditRow[];
  /** There is nobody to choose. */
  readonly ownOnly: boolean;
  readonly onLook: (search: AuditSearch) => void;
}

export function Filters({ search, rows, ownOnly, onLook }: Props) {
  const t = useTranslations("admin.audit");
  const kindWords = useKindWords();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const actors = useActors(rows, search.actor);
  const change = (part: AuditSearch): void => onLook(readAuditSearch({ ...search, ...part }));
  return (
    <div className={styles["filters"]}>
      {!ownOnly && (
        <NativeSelect
          size="xs"
          label={t("who")}
          value={search.actor ?? ""}
          data={[{ value: "", label: t("anybody") }, ...actors]}
          onChange={({ currentTarget: { value } }) => change({ actor: value })}
        />
      )}
      <NativeSelect
        size="xs"
        label={t("did")}
        value={search.act ?? ""}
        data={[
          { value: "", label: t("anything") },
          ...ACTS.map((value) => ({ value, label: t(`acts.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) => change({ act: ACTS.find((one) => one === value) })}
      />
      <NativeSelect
        size="xs"
        label={t("what")}
        value={search.kind ?? ""}
        data={[
          { value: "", label: t("anything") },
          ...KINDS.map((value) => ({ value, label: kindWords(value) })),
        ]}
        onChange={({ currentTarget: { value } }) => change({ kind: value, subject: "" })}
      />
      {programmes.length > 1 && (
        <NativeSelect
          size="xs"
          label={t("where")}
          value={search.programme ?? ""}
          data={[
            { value: "", label: t("anywhere") },
            ...programmes.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ programme: value })}
        />
      )}
      <TextInput
        size="xs"
        type="date"
        label={t("from")}
        value={search.from ?? ""}
        onChange={({ currentTarget: { value } }) => change({ from: value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t("to")}
        value={search.to ?? ""}
        onChange={({ currentTarget: { value } }) => change({ to: value })}
      />
      {Object.keys(search).length > 0 && (
        <Button size="xs" variant="default" onClick={() => onLook({})}>
          {t("clear")}
        </Button>
      )}
    </div>
  );
}

/** Whoever administers everything may choose among all; others among those on the page, and whom they have chosen. */
function useActors(rows: readonly AuditRow[], chosen: string | undefined) {
  const me = useMe();
  const actorWords = useActorWords();
  const accounts = useQuery({ ...accountsQuery, enabled: isAdministrator(me) });
  const names = new Map<string, string>();
  for (const { id, name } of accounts.data ?? []) names.set(id, name);
  for (const row of rows) names.set(row.actor, actorWords(row));
  names.set(me.id, me.name);
  if (chosen !== undefined && !names.has(chosen)) names.set(chosen, chosen.slice(-8));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}
