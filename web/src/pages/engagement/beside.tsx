/** The right column: deadlines, what is known, and the mails. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Engagement } from "../../api/shapes.ts";
import { useChoiceWords, useFieldWords } from "../../form/field-words.ts";
import { Failed } from "../../parts/failed.tsx";
import { useWhen } from "../../parts/when.ts";
import styles from "./beside.module.css";
import { mailsQuery } from "./queries.ts";

export function Deadlines({ deadlines }: { readonly deadlines: Engagement["deadlines"] }) {
  const t = useTranslations("engagement");
  const timers = useTranslations("timer");
  const when = useWhen();
  const sorted = deadlines.toSorted((a, b) => (a.dueAt ?? "~").localeCompare(b.dueAt ?? "~"));
  return (
    <section aria-labelledby="deadlines" className={styles["part"]}>
      <h2 id="deadlines">{t("deadlines")}</h2>
      {sorted.length === 0 && <p>{t("noDeadline")}</p>}
      <dl className={styles["pairs"]}>
        {sorted.map(({ timer, dueAt, rule, state }) => {
          const key = timer.replaceAll(".", "_") as "decision";
          return (
            <div key={timer}>
              <dt>{timers.has(key) ? timers(key) : timer}</dt>
              <dd>
                {state === "gave-up" ? t("gaveUp") : dueAt === null ? t("paused") : when(dueAt)}
                {rule !== null && (
                  <span className={styles["aside"]}> {t(`rule.${rule.unit}`, { count: rule.count })}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

export function Facts({ card }: { readonly card: Engagement["card"] }) {
  const t = useTranslations("engagement");
  const fieldWords = useFieldWords();
  const choiceWords = useChoiceWords();
  const said = (value: unknown): string | undefined => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return String(value);
    if (typeof value === "string") return value === "" ? undefined : choiceWords(value);
    if (Array.isArray(value) && value.length > 0) return value.map((one) => said(one) ?? "").join(", ");
    return undefined;
  };
  const known = Object.entries(card).flatMap(([name, value]) => {
    const words = said(value);
    return words === undefined ? [] : [{ name, words }];
  });
  return (
    <section aria-labelledby="facts" className={styles["part"]}>
      <h2 id="facts">{t("facts")}</h2>
      {known.length === 0 && <p>{t("noFacts")}</p>}
      <dl className={styles["pairs"]}>
        {known.map(({ name, words }) => (
          <div key={name}>
            <dt>{fieldWords(name)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Mails({ id }: { readonly id: string }) {
  const t = useTranslations("engagement");
  const when = useWhen();
  const { data, error, refetch } = useQuery(mailsQuery(id));
  return (
    <section aria-labelledby="mails" className={styles["part"]}>
      <h2 id="mails">{t("mails")}</h2>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p>{t("noMails")}</p>}
      {data?.map((mail) => (
        <details key={mail.id} className={styles["mail"]}>
          <summary>
            {mail.subject}
            <span className={styles["aside"]}>
              {" "}
              {t(`mailStatus.${mail.status}`)}, {when(mail.sentAt ?? mail.createdAt)}
            </span>
          </summary>
          <p className={styles["aside"]}>
            {t("to", { who: mail.to.map(({ name, email }) => name ?? email ?? "").join(", ") })}
          </p>
          <p className={styles["text"]}>{mail.text}</p>
        </details>
      ))}
    </section>
  );
}
