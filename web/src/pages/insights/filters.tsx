/** One period and one filter for every figure; they stand in the address. */
import "@mantine/core/styles/Input.css";
import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { useProgramme } from "../../parts/programme.ts";
import type { Asked } from "./queries.ts";
import { funnelQuery } from "./queries.ts";
import { useOriginWords } from "./words.ts";
import chips from "../../parts/chips.module.css";
import styles from "./insights.module.css";

interface Props {
  readonly asked: Asked;
  /** As the server took it: the end is the instant before which. */
  readonly period: { readonly from: string; readonly to: string } | undefined;
  /** What the figure counts came by some way. */
  readonly hasOrigin?: boolean;
}

const DAY_MS = 86_400_000;
const WEEKS = [13, 26] as const;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
/** Years are typed digit by digit. */
const isWhole = (day: string): boolean => day > "1900";

export function Filters({ asked, period, hasOrigin = true }: Props) {
  const t = useTranslations("insights");
  const originWords = useOriginWords();
  const { slug } = useProgramme();
  const navigate = useNavigate();
  const { origin: _, ...when } = asked;
  const funnel = useQuery({ ...funnelQuery(slug, when), enabled: hasOrigin });
  const origins = funnel.data?.items.map((row) => row.origin) ?? [];
  const { from: _from, to: _to, ...always } = asked;
  const shown = period && { from: period.from.slice(0, 10), to: dayOf(Date.parse(period.to) - 1) };
  const change = (search: Asked): void =>
    void navigate({ to: ".", search, replace: true, resetScroll: false });
  return (
    <fieldset className={styles["filters"]}>
      <legend className="visually-hidden">{t("period")}</legend>
      <TextInput
        type="date"
        label={t(hasOrigin ? "from" : "since")}
        value={asked.from ?? shown?.from ?? ""}
        max={asked.to ?? shown?.to}
        onChange={({ currentTarget: { value } }) => isWhole(value) && change({ ...asked, from: value })}
      />
      <TextInput
        type="date"
        label={t("to")}
        value={asked.to ?? shown?.to ?? ""}
        min={asked.from ?? shown?.from}
        onChange={({ currentTarget: { value } }) => isWhole(value) && change({ ...asked, to: value })}
      />
      {hasOrigin && (
        <NativeSelect
          label={t("origin")}
          value={asked.origin ?? ""}
          onChange={({ currentTarget: { value } }) =>
            change(value === "" ? when : { ...when, origin: value })
          }
          data={[
            { value: "", label: t("everyOrigin") },
            ...[...new Set([...origins, ...(asked.origin === undefined ? [] : [asked.origin])])].map(
              (one) => ({
                value: one,
                label: originWords(one),
              }),
            ),
          ]}
        />
      )}
      <div className={styles["presets"]}>
        {WEEKS.map((weeks) => (
          <button
            key={weeks}
            type="button"
            className={chips["chip"]}
            disabled={shown === undefined}
            onClick={() =>
              shown !== undefined &&
              change({ ...asked, from: dayOf(Date.parse(shown.to) - (weeks * 7 - 1) * DAY_MS) })
            }
          >
            {t("lastWeeks", { weeks })}
          </button>
        ))}
        <button
          type="button"
          className={chips["chip"]}
          aria-pressed={asked.from === undefined && asked.to === undefined}
          onClick={() => change(always)}
        >
          {t("lastYear")}
        </button>
      </div>
    </fieldset>
  );
}
