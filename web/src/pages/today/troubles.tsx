/** Today for whoever operates: what has stopped, what failed, and which sources do not deliver, the gravest first. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import type { Rows } from "../../parts/use-rows.ts";
import { useRows } from "../../parts/use-rows.ts";
import { Skeleton } from "./skeleton.tsx";
import { troublesQuery } from "./trouble-queries.ts";
import { FailedRow, SourceRow, StoppedRow } from "./trouble-rows.tsx";
import type { TroubleKeys } from "./use-trouble-keys.ts";
import { troubleName, useIsOfHouse, useTroubleKeys } from "./use-trouble-keys.ts";
import framed from "../../parts/rows.module.css";
import styles from "./page.module.css";

/** Nothing else is on the page: the keys are theirs. `programme`: a slug, or `all`. */
export function TroublesAlone({ programme }: Pick<Props, "programme">) {
  const keys = useTroubleKeys(programme, true);
  const rows = useRows(keys.names, { onOpen: keys.open, onAct: keys.act });
  return <Troubles programme={programme} isAlone rows={rows} again={keys.again} />;
}

interface Props extends Pick<TroubleKeys, "again"> {
  /** A slug, or `all`. */
  readonly programme: string;
  /** Nothing else is on the page: then it says so when all is well. */
  readonly isAlone: boolean;
  /** Of the whole page, these among them. */
  readonly rows: Rows;
}

export function Troubles({ programme, isAlone, rows, again }: Props) {
  const { data, error, refetch } = useQuery(troublesQuery(programme));
  const isOfHouse = useIsOfHouse();
  if (error !== null && data === undefined) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return isAlone ? <Skeleton /> : null;
  const { parked, failed, sources } = data;
  if (parked.total + failed.total + sources.total === 0)
    return isAlone ? <Calm isOfHouse={isOfHouse} /> : null;
  const params = { programme };
  return (
    <>
      <Part
        name="parked"
        {...parked}
        row={(item) => <StoppedRow key={item.id} item={item} row={rows.row(troubleName("parked", item))} />}
        all={(words) => (
          <Link to="/p/$programme/workflows/parked" params={params} className={styles["all"] ?? ""}>
            {words}
          </Link>
        )}
      />
      <Part
        name="failed"
        {...failed}
        row={(item) => (
          <FailedRow key={item.id} item={item} row={rows.row(troubleName("failed", item))} again={again} />
        )}
        all={(words) =>
          isOfHouse && (
            <Link to="/admin/queues" className={styles["all"] ?? ""}>
              {words}
            </Link>
          )
        }
      />
      <Part
        name="sources"
        {...sources}
        row={(item) => <SourceRow key={item.id} item={item} row={rows.row(troubleName("sources", item))} />}
        all={(words) => (
          <Link to="/p/$programme/intake/sources" params={params} className={styles["all"] ?? ""}>
            {words}
          </Link>
        )}
      />
    </>
  );
}

interface PartProps<Item> {
  readonly name: "parked" | "failed" | "sources";
  readonly total: number;
  readonly items: readonly Item[];
  readonly row: (item: Item) => ReactNode;
  /** The way to all of them, where there are more than stand here. */
  readonly all: (words: ReactNode) => ReactNode;
}

function Part<Item>({ name, total, items, row, all }: PartProps<Item>) {
  const t = useTranslations("troubles");
  if (total === 0) return null;
  return (
    <section
      aria-labelledby={name}
      className={styles["part"]}
      data-grave={name === "sources" ? undefined : true}
    >
      <h2 id={name}>
        {t(`part.${name}`)} <span className={styles["count"]}>{total}</span>
      </h2>
      <ul className={`${framed["rows"]} ${styles["rows"]}`}>{items.map(row)}</ul>
      {total > items.length &&
        all(
          <>
            {t("all", { count: total })}
            <span className="visually-hidden"> {t(`part.${name}`)}</span>
          </>,
        )}
    </section>
  );
}

/** All is well: then there is time to set something up. */
function Calm({ isOfHouse }: { readonly isOfHouse: boolean }) {
  const t = useTranslations("troubles");
  return (
    <Empty title={t("calm")}>
      <p>{t("calmWhy")}</p>
      <p>
        {isOfHouse && (
          <>
            <Link to="/admin/people">{t("people")}</Link> ·{" "}
          </>
        )}
        <Link to="/admin/programmes">{t("programmes")}</Link>
        {isOfHouse && (
          <>
            {" "}
            · <Link to="/admin/queues">{t("queues")}</Link>
          </>
        )}
      </p>
    </Empty>
  );
}
