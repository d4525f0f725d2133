/** Saved views above a list: those built in, one's own, and those shared with the programme. A view is its filters, so a link is a view. */
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/Popover.css";
import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { IconClose } from "./icons.ts";
import { useProblemWords } from "./problem-words.ts";
import { useProgramme } from "./programme.ts";
import { isSame } from "./same-filters.ts";
import type { ViewFilters } from "./same-filters.ts";
import styles from "./views.module.css";
import { useDropView, useSaveView, viewsQuery } from "./views-queries.ts";

/** What everybody has. */
const BUILT_IN = [
  { name: "mine", filters: { owner: "me" } },
  { name: "unclaimed", filters: { owner: "none" } },
  { name: "dueThisWeek", filters: { due: "week" } },
] as const satisfies readonly { readonly name: string; readonly filters: ViewFilters }[];

interface Props {
  /** Where there are no buttons for what everybody has. */
  readonly hasBuiltIn?: boolean;
  readonly filters: ViewFilters;
  readonly onChoose: (filters: ViewFilters) => void;
}

export function Views({ hasBuiltIn = false, filters, onChoose }: Props) {
  const t = useTranslations("views");
  const { slug, filter: programme } = useProgramme();
  const asked = useQuery(viewsQuery(slug));
  const drop = useDropView();
  const chip = (key: string, name: string, of: ViewFilters, beside?: ReactNode) => {
    const isOn = isSame(of, filters);
    return (
      <li key={key} className={styles["view"]} data-on={isOn || undefined}>
        <button type="button" aria-pressed={isOn} onClick={() => onChoose(isOn ? {} : of)}>
          {name}
        </button>
        {beside}
      </li>
    );
  };
  return (
    <ul className={styles["views"]} aria-label={t("title")}>
      {(hasBuiltIn ? BUILT_IN : []).map((one) => chip(one.name, t(one.name), one.filters))}
      {(asked.data ?? []).map(({ id, name, filters: own, shared, mine }) =>
        chip(
          id,
          shared === null ? name : t("shared", { name }),
          own,
          mine && (
            <button
              type="button"
              className={styles["drop"]}
              aria-label={t("drop", { name })}
              onClick={() => drop.mutate(id)}
            >
              <IconClose size={14} aria-hidden />
            </button>
          ),
        ),
      )}
      {Object.keys(filters).length > 0 && (
        <li>
          <Keep filters={filters} programme={programme} />
        </li>
      )}
    </ul>
  );
}

function Keep({
  filters,
  programme,
}: {
  readonly filters: ViewFilters;
  readonly programme: string | undefined;
}) {
  const t = useTranslations("views");
  const wordsOf = useProblemWords();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useSaveView();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} radius={12} trapFocus>
      <Popover.Target>
        <button type="button" className={styles["keep"]} onClick={() => setOpen(!isOpen)}>
          {t("save")}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles["form"]}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === "" || save.isPending) return;
            save.mutate(
              { name, filters, shared: isShared && programme !== undefined ? programme : null },
              {
                onSuccess() {
                  setOpen(false);
                  setName("");
                },
              },
            );
          }}
        >
          <TextInput
            label={t("name")}
            maxLength={80}
            autoComplete="off"
            data-autofocus
            value={name}
            error={save.error === null ? undefined : wordsOf(save.error)}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {programme !== undefined && (
            <Checkbox
              label={t("share")}
              checked={isShared}
              onChange={({ currentTarget }) => setShared(currentTarget.checked)}
            />
          )}
          <Button type="submit" loading={save.isPending}>
            {t("saveIt")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
