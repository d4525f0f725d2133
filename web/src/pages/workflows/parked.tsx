/** What stopped, why, since when, what it holds up; put back into service by retrying, skipping or moving to a newer version. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useRows } from "../../parts/use-rows.ts";
import { useWhen } from "../../parts/when.ts";
import type { Cause } from "./causes.ts";
import { causesOf } from "./causes.ts";
import { Frame, useOperates } from "./frame.tsx";
import { ParkedRow } from "./parked-row.tsx";
import type { Act } from "../../parts/because.ts";
import type { Parked } from "./queries.ts";
import { parkedQuery } from "./queries.ts";
import { RemedyDialog } from "./remedy-dialog.tsx";
import framed from "../../parts/rows.module.css";
import styles from "./workflows.module.css";

interface Chosen {
  readonly act: Act;
  readonly items: readonly Parked[];
}

export function ParkedPage() {
  const t = useTranslations("workflows");
  const { slug } = useProgramme();
  const operates = useOperates();
  const { id: pointedAt } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({ ...parkedQuery(slug), enabled: operates });
  const [chosen, setChosen] = useState<Chosen>();
  const causes = causesOf(data?.items ?? []);
  const items = causes.flatMap((cause) => cause.items);
  const rows = useRows(
    items.map(({ id }) => id),
    {},
  );
  useShortcuts({
    retry: () => {
      const found = items.find(({ id }) => id === rows.current);
      if (found !== undefined) setChosen({ act: "retry", items: [found] });
    },
  });
  return (
    <Frame tab="parked" shown={t("parkedTitle")}>
      {!operates && <Empty title={t("notYours")} />}
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && (
        <Empty title={t("nothingParked")}>
          <p>{t("nothingParkedWhy")}</p>
        </Empty>
      )}
      {causes.map((cause) => (
        <section key={cause.key} aria-label={cause.reason} className={styles["cause"]}>
          <CauseHead cause={cause} onAct={(act) => setChosen({ act, items: cause.items })} />
          <ul className={framed["rows"]}>
            {cause.items.map((item) => (
              <li
                key={item.id}
                {...rows.row(item.id)}
                className={styles["row"]}
                data-parked={item.id}
                data-pointed={item.id === pointedAt || undefined}
              >
                <ParkedRow item={item} onAct={(act) => setChosen({ act, items: [item] })} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {data?.next != null && <p className={styles["quiet"]}>{t("more", { count: items.length })}</p>}
      {chosen !== undefined && <RemedyDialog {...chosen} onClose={() => setChosen(undefined)} />}
    </Frame>
  );
}

interface HeadProps {
  readonly cause: Cause;
  readonly onAct: (act: Act) => void;
}

/** Several that stopped alike are mended alike. */
function CauseHead({ cause: { reason, effect, items, since }, onAct }: HeadProps) {
  const t = useTranslations("workflows");
  const when = useWhen();
  const acts = (["retry", "migrate", "skip"] as const).filter((act) =>
    items.every(({ remedies }) => remedies.some((one) => one.act === act)),
  );
  return (
    <div className={styles["causeHead"]}>
      <div>
        <h2 className={styles["reason"]} lang="en">
          {reason}
        </h2>
        <p className={styles["quiet"]}>
          {t("stopped", { count: items.length })}
          {effect !== null && (
            <>
              {" "}
              {t("at")} <code>{effect}</code>
            </>
          )}
          {since !== null && items.length > 1 && `, ${t("since", { when: when(since) })}`}
        </p>
      </div>
      {items.length > 1 && (
        <div className={styles["acts"]}>
          {acts.map((act) => (
            <Button key={act} size="xs" variant="default" onClick={() => onAct(act)}>
              {t(`all.${act}`, { count: items.length })}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
