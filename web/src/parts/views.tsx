/** Saved views of a list: those everybody has, one's own, and those shared with the programme. A view is its filters, so a link is a view. */
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/Popover.css";
import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { IconClose, IconDown } from "./icons.ts";
import { useProblemWords } from "./problem-words.ts";
import { useProgramme } from "./programme.ts";
import type { ViewFilters } from "./same-filters.ts";
import { isSame } from "./same-filters.ts";
import styles from "./views.module.css";
import { useDropView, useSaveView, viewsQuery } from "./views-queries.ts";

const BUILT_IN = [
  { name: "mine", filters: { owner: "me" } },
  { name: "unclaimed", filters: { owner: "none" } },
  { name: "dueThisWeek", filters: { due: "week" } },
] as const satisfies readonly { readonly name: string; readonly filters: ViewFilters }[];

interface Props {
  readonly filters: ViewFilters;
  readonly onChoose: (filters: ViewFilters) => void;
}

export function Views({ filters, onChoose }: Props) {
  const t = useTranslations("views");
  const { slug } = useProgramme();
  const [isOpen, setOpen] = useState(false);
  const asked = useQuery({ ...viewsQuery(slug), enabled: isOpen });
  const drop = useDropView();
  const choose = (next: ViewFilters): void => {
    setOpen(false);
    onChoose(next);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={300}
      radius={12}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={styles["open"]}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t("title")}
          <IconDown size={16} stroke={1.75} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("title")}>
        <ul className={styles["views"]}>
          {BUILT_IN.map((one) => (
            <li key={one.name} className={styles["view"]}>
              <button
                type="button"
                aria-pressed={isSame(one.filters, filters)}
                onClick={() => choose(one.filters)}
              >
                {t(one.name)}
              </button>
            </li>
          ))}
          {(asked.data ?? []).map(({ id, name, filters: own, shared, mine }) => (
            <li key={id} className={styles["view"]}>
              <button type="button" aria-pressed={isSame(own, filters)} onClick={() => choose(own)}>
                {shared === null ? name : t("shared", { name })}
              </button>
              {mine && (
                <button
                  type="button"
                  className={styles["drop"]}
                  aria-label={t("drop", { name })}
                  onClick={() => drop.mutate(id)}
                >
                  <IconClose size={16} aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
        {Object.keys(filters).length > 0 && <Keep filters={filters} onKept={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface KeepProps {
  readonly filters: ViewFilters;
  readonly onKept: () => void;
}

/** The list as it is filtered now, under a name. */
function Keep({ filters, onKept }: KeepProps) {
  const t = useTranslations("views");
  const wordsOf = useProblemWords();
  const { filter: programme } = useProgramme();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useSaveView();
  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (name.trim() === "" || save.isUnderWay()) return;
    const shared = isShared && programme !== undefined ? programme : null;
    save.mutate({ name, filters, shared }, { onSuccess: onKept });
  }
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <TextInput
        label={t("name")}
        maxLength={80}
        autoComplete="off"
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
      <Button type="submit" variant="default" loading={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
