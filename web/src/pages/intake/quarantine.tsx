/** What looks like spam, and why: a person says whether it is. Nobody's word leads to nothing: after 30 days it is spam. */
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, bodyOf, newKey, onlyIf } from "../../api/client.ts";
import type { EngagementCard as Card } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useProgramme } from "../../parts/programme.ts";
import { tell, tellProblem } from "../../parts/told.ts";
import { useRows } from "../../parts/use-rows.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { useWhen } from "../../parts/when.ts";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";
import { quarantineQuery, suspiciousQuery } from "./queries.ts";

type Verdict = "spam.cleared" | "spam.confirmed";

export function QuarantinePage() {
  const t = useTranslations("intake.quarantine");
  const { slug } = useProgramme();
  const { data, error, refetch } = useQuery(quarantineQuery(slug));
  const judge = useJudge();
  const items = data?.items ?? [];
  const rows = useRows(
    items.map(({ id }) => id),
    {},
  );
  const say = (type: Verdict) => () => {
    const row = items.find(({ id }) => id === rows.current);
    if (row !== undefined && !judge.isPending) judge.mutate({ row, type });
  };
  useShortcuts({ accept: say("spam.cleared"), reject: say("spam.confirmed") });
  return (
    <Frame tab="quarantine">
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && (
        <Empty title={t("empty")}>
          <p>{t("emptyWhy")}</p>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={styles["rows"]}>
          {items.map((row) => (
            <li key={row.id} {...rows.row(row.id)} className={styles["row"]}>
              <Suspect row={row} programme={slug} />
              <span className={styles["acts"]}>
                <Button
                  size="xs"
                  disabled={judge.isPending}
                  onClick={() => judge.mutate({ row, type: "spam.cleared" })}
                >
                  {t("notSpam")}
                  <span className="visually-hidden"> {row.who}</span>
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={judge.isPending}
                  onClick={() => judge.mutate({ row, type: "spam.confirmed" })}
                >
                  {t("spam")}
                  <span className="visually-hidden"> {row.who}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {data?.next != null && <p className={styles["quiet"]}>{t("more", { count: items.length })}</p>}
    </Frame>
  );
}

function Suspect({ row, programme }: { readonly row: Card; readonly programme: string }) {
  const t = useTranslations("intake");
  const when = useWhen();
  const { data: suspicious = [] } = useQuery(suspiciousQuery(programme));
  const found = suspicious.find(({ engagement }) => engagement === row.id);
  return (
    <>
      <span className={styles["main"]}>
        <strong>{row.who ?? t("nameless")}</strong>
        <span className={styles["quiet"]}>{row.organisation}</span>
        <span className={styles["small"]}>{row.since !== null && when(row.since)}</span>
      </span>
      <span className={styles["quiet"]}>
        {found !== undefined &&
          found.score !== null &&
          `${t("quarantine.points", { score: found.score })}: ${found.signals.join(", ")}`}
      </span>
    </>
  );
}

function useJudge() {
  const t = useTranslations("intake.quarantine");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ row: { id, revision }, type }: { row: Card; type: Verdict }) =>
      bodyOf(
        api.POST("/api/v1/engagements/{id}/events", {
          params: { path: { id }, header: onlyIf(revision, newKey()) },
          body: { type, data: {} },
        }),
      ),
    onSuccess: (_data, { type }) => tell(t(type === "spam.cleared" ? "cleared" : "confirmed")),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["engagements"] }),
  });
}
