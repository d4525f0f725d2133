/** Until when: days before the deadline, or why there is none. */
import { Button, Modal } from "@mantine/core";
import type { SyntheticEvent } from "react";
import { useState } from "react";
import { useFormatter, useNow, useTranslations } from "use-intl";
import type { TodayItem } from "../../api/shapes.ts";
import { useDue } from "../../parts/when.ts";
import styles from "./page.module.css";
import { chosenDay, fieldDate, lastDay, snoozeDays } from "./snooze-days.ts";

interface Props {
  readonly item: TodayItem;
  readonly onChoose: (until: Date) => void;
  readonly onClose: () => void;
}

export function Snooze({ item, onChoose, onClose }: Props) {
  const t = useTranslations("today.snoozing");
  const parts = useTranslations("parts");
  const today = useTranslations("today");
  const format = useFormatter();
  const due = useDue();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const deadline = item.deadline === null ? null : new Date(item.deadline.at);
  const days = snoozeDays(now, deadline);
  const date = (day: Date): string =>
    format.dateTime(day, { weekday: "long", day: "numeric", month: "long" });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const until = chosenDay(typed, now, deadline);
    if (until === undefined) return setWrong(true);
    onChoose(until);
  }

  return (
    <Modal.Root opened onClose={onClose} size="sm" returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content radius={12}>
        <Modal.Body>
          <Modal.Title className={styles["snoozeTitle"] ?? ""}>
            {t("title", { who: item.who ?? today("nameless") })}
          </Modal.Title>
          <p className={styles["hint"]}>
            {days.length === 0 && item.deadline !== null
              ? t(item.deadline.overdue ? "overdue" : "tooNear", {
                  when: due(item.deadline.at, item.programme),
                })
              : item.deadline === null
                ? t("onlyYou")
                : t("onlyYouUntil", { when: due(item.deadline.at, item.programme) })}
          </p>
          {days.length > 0 && (
            <>
              <ul className={styles["days"]}>
                {days.map(({ name, until }, at) => (
                  <li key={name}>
                    <button
                      type="button"
                      className={styles["day"]}
                      data-autofocus={at === 0 || undefined}
                      onClick={() => onChoose(until)}
                    >
                      <span>{t(name)}</span>
                      <span className={styles["date"]}>{date(until)}</span>
                    </button>
                  </li>
                ))}
              </ul>
              <form noValidate className={styles["other"]} onSubmit={submit}>
                <label htmlFor="snooze-until">{t("other")}</label>
                <input
                  id="snooze-until"
                  type="date"
                  value={typed}
                  min={fieldDate(days[0]?.until ?? now)}
                  max={fieldDate(lastDay(now, deadline))}
                  aria-invalid={isWrong || undefined}
                  aria-describedby={isWrong ? "snooze-wrong" : undefined}
                  onChange={({ target }) => {
                    setTyped(target.value);
                    setWrong(false);
                  }}
                />
                <Button type="submit" size="xs" variant="default">
                  {t("send")}
                </Button>
                {isWrong && (
                  <p id="snooze-wrong" className={styles["wrong"]} role="alert">
                    {t("wrong", { last: date(lastDay(now, deadline)) })}
                  </p>
                )}
              </form>
            </>
          )}
          <Button size="xs" variant="default" onClick={onClose}>
            {parts(days.length === 0 ? "close" : "cancel")}
          </Button>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
