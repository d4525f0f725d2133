/** What the reader themselves is asked for: a form about their interests, before they may decide about others. */
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../api/session.ts";
import { useMe } from "../../parts/programme.ts";
import { useDue } from "../../parts/when.ts";
import styles from "./asked.module.css";

/** `programme`: a slug, or `all`. */
export function Asked({ programme: shown }: { readonly programme: string }) {
  const t = useTranslations("today");
  const due = useDue();
  const { interestsAsked } = useMe();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  return interestsAsked
    .filter(({ programme }) => shown === "all" || programme === shown)
    .map(({ id, programme, dueAt }) => {
      const name = programmes.find(({ slug }) => slug === programme)?.name ?? programme;
      return (
        <div key={id} className={styles["asked"]}>
          <p>
            {t("interestsAsked", { programme: name })}{" "}
            {dueAt !== null && t("interestsDue", { when: due(dueAt, programme) })}
          </p>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link {...props} to="/interests/$id" params={{ id }} />}
          >
            {t("declare")}
            <span className="visually-hidden">: {name}</span>
          </Button>
        </div>
      );
    });
}
