import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Tlp } from "../../parts/tlp.tsx";
import styles from "./page.module.css";
import { newestQuery } from "./queries.ts";

export function TodayPage() {
  const t = useTranslations("today");
  const state = useTranslations("state.engagement");
  const format = useFormatter();
  const { slug } = useProgramme();
  const { data } = useSuspenseQuery(newestQuery(slug));
  const items = data.items.filter(({ owner, status }) => owner === null && status === "active");
  return (
    <Page title={t("title")}>
      {items.length === 0 ? (
        <>
          <p>{t("empty")}</p>
          <p>{t("emptyWhy")}</p>
        </>
      ) : (
        <section aria-labelledby="unclaimed">
          <h2 id="unclaimed">{t("unclaimed")}</h2>
          <ul className={styles["rows"]}>
            {items.map((one) => (
              <li key={one.id} className={styles["row"]}>
                <strong>{one.party?.name ?? t("nameless")}</strong>
                <span>{one.party?.organisation}</span>
                <span>
                  {t("since", {
                    state: state.has(one.state as "triage") ? state(one.state as "triage") : one.state,
                    date: format.dateTime(new Date(one.createdAt), { day: "numeric", month: "long" }),
                  })}
                </span>
                <Tlp marking={one.marking} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
