/** Two records side by side and what they would become together. What the preview shows is what the merge does. */
import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import type { Pair } from "./duplicate-queries.ts";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";
import type { PairList } from "./use-merge.ts";

interface PlaceProps<One> {
  readonly list: PairList;
  readonly id: string;
  readonly pairs: UseQueryResult<readonly One[]>;
  readonly children: (pair: One) => ReactNode;
}

/** The pair that the address names, or that there is none any more. */
export function PairPlace<One extends { readonly id: string }>({
  list,
  id,
  pairs,
  children,
}: PlaceProps<One>) {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  const { data, error } = pairs;
  const pair = data?.find((one) => one.id === id);
  return (
    <Frame tab="duplicates">
      <p style={{ marginBottom: 16 }}>
        <Link to={list} params={{ programme: slug }}>
          {t("back", { what: t("tab.duplicates").toLowerCase() })}
        </Link>
      </p>
      {error !== null && <Failed error={error} />}
      {data !== undefined && pair === undefined && <Empty title={t("duplicates.gone")} />}
      {pair !== undefined && children(pair)}
    </Frame>
  );
}

interface Planned {
  readonly obstacles: readonly string[];
  readonly dropped: readonly string[];
}

interface Props<Plan> {
  readonly reasons: Pair["reasons"];
  /** Who stays, in a sentence. */
  readonly survives: string;
  readonly plan: UseQueryResult<Plan>;
  readonly merge: { readonly isPending: boolean; readonly mutate: (plan: Plan) => void };
  readonly onSwap: () => void;
  readonly table: (plan: Plan) => ReactNode;
  readonly countsOf: (plan: Plan) => string;
}

export function Comparison<Plan extends Planned>(props: Props<Plan>) {
  const { reasons, survives, plan, merge, onSwap, table, countsOf } = props;
  const t = useTranslations("intake.duplicates");
  return (
    <>
      <p>{reasons.map((reason) => t(`reason.${reason}`)).join(", ")}</p>
      <p style={{ margin: "8px 0 16px" }}>
        {survives}{" "}
        <Button size="compact-xs" variant="default" onClick={onSwap}>
          {t("swap")}
        </Button>
      </p>
      {plan.error !== null && <Failed error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data !== undefined && (
        <>
          {table(plan.data)}
          <p>
            {plan.data.dropped.length === 0
              ? t("droppedNothing")
              : t("dropped", { what: plan.data.dropped.join(", ") })}
          </p>
          <p className={styles["quiet"]}>{countsOf(plan.data)}</p>
          {plan.data.obstacles.map((obstacle) => (
            <p key={obstacle} className={styles["notice"]}>
              {obstacle}
            </p>
          ))}
        </>
      )}
      <div className={styles["acts"]} style={{ justifyContent: "flex-start", margin: "16px 0 32px" }}>
        <Button
          disabled={plan.data === undefined || plan.isPlaceholderData || plan.data.obstacles.length > 0}
          loading={merge.isPending}
          onClick={() => plan.data !== undefined && merge.mutate(plan.data)}
        >
          {t("merge")}
        </Button>
        <span className={styles["small"]}>{t("mergeWhy")}</span>
      </div>
    </>
  );
}
