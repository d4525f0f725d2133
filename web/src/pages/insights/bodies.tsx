import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { Around } from "./around.tsx";
import { paperSums, seatSums } from "./figures.ts";
import type { BodyRow } from "./queries.ts";
import { bodiesQuery } from "./queries.ts";
import { Table } from "./table.tsx";
import styles from "./insights.module.css";

const SEATS = ["held", "reserved", "free"] as const;
const OTHERS = ["waiting", "contributors", "meetings", "planned", "attended", "drafts", "published"] as const;

/** Groups as they stand: how full they are, and what came of them. */
export function BodiesPage() {
  const t = useTranslations("insights");
  const stateWords = useStateWords();
  const { slug } = useProgramme();
  const { data, error, refetch } = useQuery(bodiesQuery(slug));
  const rows = data?.items ?? [];
  const papers = paperSums(rows);
  return (
    <Around figure="bodies" asked={{}}>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={t("bodies.none")}>
          <p>{t("bodies.noneWhy")}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <figure className={styles["figure"]}>
          <figcaption className={styles["sentence"]}>
            <h2>{t("tab.bodies")}</h2>
            <p>
              {[
                t("bodies.sentence", { count: rows.length, ...seatSums(rows) }),
                ...(papers === undefined ? [] : [t("bodies.papers", papers)]),
              ].join(" ")}
            </p>
          </figcaption>
          {/* What the sentence and the table say already. */}
          <div className={styles["picture"]} aria-hidden="true">
            <Seats rows={rows} />
          </div>
          <Table
            caption={t("tab.bodies")}
            columns={[
              t("bodies.group"),
              t("time.state"),
              t("bodies.capacity"),
              ...SEATS.map((name) => t(`bodies.${name}`)),
              ...OTHERS.map((name) => t(`bodies.${name}`)),
            ]}
            rows={rows.map((row) => [
              row.name,
              stateWords("working_group", row.state),
              row.capacity,
              ...SEATS.map((name) => row[name]),
              ...OTHERS.map((name) => row[name]),
            ])}
          />
        </figure>
      )}
    </Around>
  );
}

/** Each group as a row of seats, on one scale. */
function Seats({ rows }: { readonly rows: readonly BodyRow[] }) {
  const t = useTranslations("insights.bodies");
  const stateWords = useStateWords();
  const most = Math.max(...rows.map((row) => row.held + row.reserved + row.free), 1);
  return (
    <div className={styles["stays"]}>
      {rows.map((row) => {
        const seats = row.held + row.reserved + row.free;
        return (
          <div key={row.id} className={styles["line"]} data-whole>
            <span>
              {row.name}
              <span className={styles["small"]}>{stateWords("working_group", row.state)}</span>
            </span>
            <span className={styles["parts"]} style={{ width: `${(seats / most) * 100}%` }}>
              {SEATS.filter((name) => row[name] > 0).map((name) => (
                <span key={name} data-seat={name} style={{ flexGrow: row[name] }} />
              ))}
            </span>
            <span className={styles["label"]}>
              {t("label", { held: row.held, capacity: row.capacity, waiting: row.waiting })}
            </span>
          </div>
        );
      })}
    </div>
  );
}
