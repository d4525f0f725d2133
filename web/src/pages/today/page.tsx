/** What now, on one screen: mine, and whom nobody has taken on yet. */
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useChanged } from "../../live/apply.ts";
import { Empty } from "../../parts/empty.tsx";
import { Page } from "../../parts/page.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useStateWords } from "../../parts/state-words.ts";
import { Tlp } from "../../parts/tlp.tsx";
import { tell, tellProblem } from "../../parts/told.ts";
import type { Rows } from "../../parts/use-rows.ts";
import { useRows } from "../../parts/use-rows.ts";
import { useWhen } from "../../parts/when.ts";
import styles from "./page.module.css";
import type { Row } from "./queries.ts";
import { newestQuery, useClaim } from "./queries.ts";

const ROWS_MAX = 8;

export function TodayPage() {
  const t = useTranslations("today");
  const wordsOf = useProblemWords();
  const me = useMe();
  const { slug } = useProgramme();
  const { data } = useSuspenseQuery(newestQuery(slug));
  const claim = useClaim();
  const mine = data.filter(({ ownerId }) => ownerId === me.id).slice(0, ROWS_MAX);
  const unclaimed = data.filter(isUnclaimed).slice(0, ROWS_MAX);
  const mayClaim = me.roles.some(({ role }) => role === "officer");

  function take(row: Row | undefined): void {
    if (row === undefined || !isUnclaimed(row) || !mayClaim) return;
    claim.mutate(row, {
      onSuccess: () => tell(t("claimed", { who: row.who ?? t("nameless") })),
      onError: (error) => tellProblem(wordsOf(error)),
    });
  }
  const takeById = (id: string): void => take(data.find((row) => row.id === id));
  const ids = [...mine, ...unclaimed].map(({ id }) => id);
  const rows = useRows(ids, mayClaim ? { onAct: takeById, onClaim: takeById } : {});

  const part = (name: "mine" | "unclaimed", items: readonly Row[]) =>
    items.length > 0 && (
      <section aria-labelledby={name} className={styles["part"]}>
        <h2 id={name}>
          {t(name)} <span className={styles["count"]}>{items.length}</span>
        </h2>
        <ul className={styles["rows"]}>
          {items.map((row) => (
            <Item
              key={row.id}
              row={row}
              rows={rows}
              onClaim={mayClaim && isUnclaimed(row) ? take : undefined}
            />
          ))}
        </ul>
      </section>
    );

  return (
    <Page title={t("title")}>
      {part("mine", mine)}
      {part("unclaimed", unclaimed)}
      {ids.length === 0 && (
        <Empty title={t("empty")}>
          <p>{t("emptyWhy")}</p>
        </Empty>
      )}
    </Page>
  );
}

/** What has arrived and nobody has taken on: claiming it is where sorting begins. */
const isUnclaimed = ({ ownerId, state }: Row): boolean => ownerId === null && state === "received";

interface ItemProps {
  readonly row: Row;
  readonly rows: Rows;
  readonly onClaim: ((row: Row) => void) | undefined;
}

function Item({ row, rows, onClaim }: ItemProps) {
  const t = useTranslations("today");
  const stateWords = useStateWords();
  const when = useWhen();
  const hasChanged = useChanged(row.id);
  const { id, who, organisation, stage, state, since, marking } = row;
  return (
    <li {...rows.row(id)} className={styles["row"]} data-changed={hasChanged || undefined}>
      <span className={styles["who"]}>
        <strong>{who ?? t("nameless")}</strong>
        {organisation !== null && <span className={styles["organisation"]}>{organisation}</span>}
      </span>
      <span className={styles["why"]}>
        <StageMark stage={stage}>{stateWords("engagement", state)}</StageMark>
        {since !== null && <span>{t("sinceWhen", { when: when(since) })}</span>}
      </span>
      <Tlp marking={marking} />
      <span className={styles["act"]}>
        {onClaim !== undefined && (
          <Button size="xs" onClick={() => onClaim(row)}>
            {t("claim")}
            <span className="visually-hidden"> {who}</span>
          </Button>
        )}
      </span>
    </li>
  );
}
