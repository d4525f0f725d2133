/** Every form about one's own interests, those that wait for an answer first. */
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../api/session.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useStateWords } from "../../parts/state-words.ts";
import { useDue } from "../../parts/when.ts";
import framed from "../../parts/rows.module.css";
import styles from "./interests.module.css";
import { ownFormsQuery } from "./queries.ts";

const ASKED = "requested";

export function OwnFormsPage() {
  const t = useTranslations("interests");
  const stateWords = useStateWords();
  const due = useDue();
  const { data, error, refetch } = useQuery(ownFormsQuery);
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const inOrder = (data ?? []).toSorted((a, b) => Number(b.state === ASKED) - Number(a.state === ASKED));
  return (
    <Page title={t("own")}>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Empty title={t("none")}>
          <p>{t("noneWhy")}</p>
        </Empty>
      )}
      {inOrder.length > 0 && (
        <ul className={framed["rows"]}>
          {inOrder.map(({ id, programme, state, dueAt }) => (
            <li key={id} className={styles["row"]}>
              <Link to="/interests/$id" params={{ id }} className={styles["name"] ?? ""}>
                {programmes.find(({ slug }) => slug === programme)?.name ?? programme}
              </Link>
              <span>{stateWords("interests", state)}</span>
              <span className={styles["quiet"]}>
                {dueAt !== null && t("answerBy", { when: due(dueAt, programme) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
