/** What working days are counted by: zone, week, days off. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { IconClose } from "../../../parts/icons.ts";
import styles from "../admin.module.css";
import { useAct } from "../use-act.ts";
import { zones } from "./slug-of.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday, to name the days after. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function Calendar({ programme }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const format = useFormatter();
  const [zone, setZone] = useState(programme.zone);
  const [week, setWeek] = useState<readonly number[]>(programme.week);
  const [holidays, setHolidays] = useState<readonly string[]>(programme.holidays.toSorted());
  const [day, setDay] = useState("");
  const save = useAct(
    () =>
      bodyOf(
        api.PUT("/api/v1/programmes/{id}/calendar", {
          params: { path: { id: programme.id } },
          body: { zone, week: [...week], holidays: [...holidays] },
        }),
      ),
    { refresh: [["programmes"]], said: t("calendarSaved") },
  );
  const nameOf = (weekday: number): string =>
    format.dateTime(new Date(MONDAY_MS + (weekday - 1) * DAY_MS), { weekday: "long", timeZone: "UTC" });
  const inWords = (date: string): string =>
    format.dateTime(new Date(`${date}T00:00:00Z`), { dateStyle: "full", timeZone: "UTC" });
  const hasChanged =
    zone !== programme.zone ||
    week.join() !== programme.week.toSorted((a, b) => a - b).join() ||
    holidays.join() !== programme.holidays.toSorted().join();
  return (
    <section className={styles["part"]} aria-labelledby="calendar">
      <header className={styles["partHead"]}>
        <div>
          <h2 id="calendar">{t("calendar")}</h2>
          <p className={styles["quiet"]}>{t("calendarWhy")}</p>
        </div>
      </header>
      <form
        className={`${styles["stack"]} ${styles["panel"]}`}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <NativeSelect
          label={t("zone")}
          value={zone}
          data={zones().includes(zone) ? zones() : [zone, ...zones()]}
          onChange={({ currentTarget: { value } }) => setZone(value)}
        />
        <fieldset className={styles["group"]}>
          <legend>{t("week")}</legend>
          <div className={styles["ticks"]}>
            {WEEK.map((one) => (
              <label key={one} className={styles["tick"]}>
                <input
                  type="checkbox"
                  checked={week.includes(one)}
                  onChange={({ currentTarget: { checked } }) =>
                    setWeek(
                      (checked ? [...week, one] : week.filter((other) => other !== one)).toSorted(
                        (a, b) => a - b,
                      ),
                    )
                  }
                />
                {nameOf(one)}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className={styles["group"]}>
          <legend>{t("holidays")}</legend>
          <div className={styles["stack"]}>
            {holidays.length === 0 ? (
              <p className={styles["quiet"]}>{t("noHoliday")}</p>
            ) : (
              <ul className={styles["chips"]}>
                {holidays.map((one) => (
                  <li key={one} className={styles["chip"]}>
                    {inWords(one)}
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t("dropHoliday", { day: inWords(one) })}
                      onClick={() => setHolidays(holidays.filter((other) => other !== one))}
                    >
                      <IconClose size={14} aria-hidden />
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            <div className={styles["inline"]}>
              <TextInput
                type="date"
                label={t("holiday")}
                value={day}
                onChange={({ currentTarget: { value } }) => setDay(value)}
              />
              <Button
                variant="default"
                disabled={day === "" || holidays.includes(day)}
                onClick={() => {
                  setHolidays([...holidays, day].toSorted());
                  setDay("");
                }}
              >
                {t("addHoliday")}
              </Button>
            </div>
          </div>
        </fieldset>
        <div className={styles["inline"]}>
          <Button type="submit" disabled={!hasChanged || week.length === 0} loading={save.isPending}>
            {t("saveCalendar")}
          </Button>
          {hasChanged && <p className={styles["small"]}>{t("calendarFollows")}</p>}
        </div>
      </form>
    </section>
  );
}
