/** Filters in words: what is typed and the usual ones at hand, the rest beneath More filters; and the order. */
import type { Ref } from "react";
import { useImperativeHandle, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./chips.module.css";
import type { Filter, FilterName } from "./filter.ts";
import { setIn, SORTS, STAGES, withFilter } from "./filter.ts";
import { OrganisationChip } from "./organisation-chip.tsx";
import { useStateWords } from "./state-words.ts";
import { TextFilter } from "./text-filter.tsx";
import type { Choice } from "./use-choices.ts";
import { useChoices } from "./use-choices.ts";

interface Props {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export interface FiltersHand {
  /** Open what lies beneath More filters, with the focus where one types. */
  show(): void;
}

interface FiltersProps extends Props {
  /** The board has its stages as columns, and its order is by deadline. */
  readonly on: "list" | "board";
  readonly ref?: Ref<FiltersHand>;
}

/** Those that have no chip of their own. */
const BENEATH = ["state", "origin", "marking", "country", "group", "today"] as const;

export function Filters({ filter, onChange, on, ref }: FiltersProps) {
  const t = useTranslations("engagements");
  const stageWords = useTranslations("stage");
  const choices = useChoices(filter);
  const beneath = setIn(filter).filter((name) => BENEATH.some((one) => one === name));
  const [isOpen, setOpen] = useState(beneath.length > 0);
  const field = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    show() {
      setOpen(true);
      field.current?.focus();
    },
  }));
  const chip = <Name extends keyof Filter>(name: Name, value: NonNullable<Filter[Name]>, label: string) => (
    <button
      key={`${name} ${String(value)}`}
      type="button"
      className={styles["chip"]}
      aria-pressed={filter[name] === value}
      onClick={() => onChange(withFilter(filter, name, filter[name] === value ? undefined : value))}
    >
      {label}
    </button>
  );
  return (
    <>
      <div className={styles["filters"]}>
        <TextFilter
          ref={field}
          text={filter.text}
          onChange={(text) => onChange(withFilter(filter, "text", text))}
        />
        <div className={styles["chips"]}>
          {chip("owner", "me", t("mine"))}
          {chip("owner", "none", t("unclaimed"))}
          {filter.owner !== undefined &&
            filter.owner.length > 4 &&
            chip("owner", filter.owner, t("owners.other"))}
          {chip("due", "overdue", t("dues.overdue"))}
          {chip("due", "week", t("dues.week"))}
          {filter.organisation !== undefined && (
            <OrganisationChip
              id={filter.organisation}
              onDrop={() => onChange(withFilter(filter, "organisation", undefined))}
            />
          )}
          {on === "board" && filter.state !== undefined && (
            <StateChip state={filter.state} onDrop={() => onChange(withFilter(filter, "state", undefined))} />
          )}
          {on === "list" && (
            <>
              <span className={styles["between"]} />
              {STAGES.map((stage) =>
                chip("stage", stage, stageWords(stage === "off_board" ? "closed" : stage)),
              )}
            </>
          )}
        </div>
        <button
          type="button"
          className={styles["chip"]}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t("more", { count: beneath.length })}
        </button>
        {on === "list" && (
          <label className={styles["sort"]}>
            {t("sort")}
            <select
              value={filter.sort ?? "newest"}
              onChange={({ target }) =>
                onChange(
                  withFilter(
                    filter,
                    "sort",
                    SORTS.find((one) => one === target.value && one !== "newest"),
                  ),
                )
              }
            >
              {SORTS.map((one) => (
                <option key={one} value={one}>
                  {t(`sorts.${one}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {isOpen && (
        <div className={styles["picks"]}>
          {BENEATH.map((name) => (
            <Pick key={name} name={name} choices={choices(name)} filter={filter} onChange={onChange} />
          ))}
          {setIn(filter).length > 0 && (
            <button
              type="button"
              className={styles["chip"]}
              onClick={() => onChange(filter.sort === undefined ? {} : { sort: filter.sort })}
            >
              {t("dropAll")}
            </button>
          )}
        </div>
      )}
    </>
  );
}

/** Chosen in a column's head, it is dropped beside the others. */
function StateChip({ state, onDrop }: { readonly state: string; readonly onDrop: () => void }) {
  const t = useTranslations("engagements");
  const stateWords = useStateWords();
  return (
    <button type="button" className={styles["chip"]} aria-pressed onClick={onDrop}>
      {stateWords("engagement", state)} <span aria-hidden>×</span>
      <span className="visually-hidden">{t("drop")}</span>
    </button>
  );
}

interface PickProps extends Props {
  readonly name: FilterName;
  /** None where they cannot be known: then there is no such filter here. */
  readonly choices: readonly Choice[];
}

function Pick({ name, choices, filter, onChange }: PickProps) {
  const t = useTranslations("engagements");
  if (choices.length === 0) return null;
  const value = filter[name];
  return (
    <label className={styles["pick"]} data-set={value !== undefined || undefined}>
      {t(`filter.${name}`)}
      <select
        value={value ?? ""}
        onChange={({ target }) =>
          onChange(withFilter(filter, name, choices.find((one) => one.value === target.value)?.value))
        }
      >
        <option value="">{t("any")}</option>
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is set, to be dropped one by one. */
export function ActiveFilters({ filter, onChange }: Props) {
  const t = useTranslations("engagements");
  const pair = useTranslations("parts");
  const choices = useChoices(filter);
  const set = setIn(filter);
  if (set.length === 0) return null;
  return (
    <div className={styles["active"]}>
      {set.map((name) =>
        name === "organisation" ? null : (
          <button
            key={name}
            type="button"
            className={styles["chip"]}
            onClick={() => onChange(withFilter(filter, name, undefined))}
          >
            {pair("pair", {
              name: t(`filter.${name}`),
              value: choices(name).find(({ value }) => value === filter[name])?.label ?? filter[name] ?? "",
            })}{" "}
            <span aria-hidden>×</span>
            <span className="visually-hidden"> {t("drop")}</span>
          </button>
        ),
      )}
    </div>
  );
}
