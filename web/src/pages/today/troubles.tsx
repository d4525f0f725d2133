/** Today for whoever operates: what has stopped, what failed, and which sources do not deliver, the gravest first. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useMe } from "../../parts/programme.ts";
import { Skeleton } from "./skeleton.tsx";
import { troublesQuery } from "./trouble-queries.ts";
import { FailedRow, SourceRow, StoppedRow } from "./trouble-rows.tsx";
import styles from "./page.module.css";

interface Props {
  /** A slug, or `all`. */
  readonly programme: string;
  /** Nothing else is on the page: then it says so when all is well. */
  readonly isAlone: boolean;
}

export function Troubles({ programme, isAlone }: Props) {
  const { data, error, refetch } = useQuery(troublesQuery(programme));
  const isOfHouse = useMe().roles.some((one) => one.role === "admin" && one.programme === null);
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
        row={(item) => <StoppedRow key={item.id} item={item} />}
        all={(words) => (
          <Link to="/p/$programme/workflows/parked" params={params} className={styles["all"] ?? ""}>
            {words}
          </Link>
        )}
      />
      <Part
        name="failed"
        {...failed}
        row={(item) => <FailedRow key={item.id} item={item} />}
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
        row={(item) => <SourceRow key={item.id} item={item} />}
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
      <ul className={styles["rows"]}>{items.map(row)}</ul>
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
