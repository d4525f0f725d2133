/** What looks like spam, and why: a person says whether it is. Nobody's word leads to nothing: after 30 days it is spam. */
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import type { EngagementCard as Card } from "../../api/shapes.ts";
import { sendOne } from "../../parts/bulk-queries.ts";
import { Bulk } from "../../parts/bulk.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { NONE, toggled } from "../../parts/selection.tsx";
import { tell, tellProblem } from "../../parts/told.ts";
import { useRows } from "../../parts/use-rows.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { useWhen } from "../../parts/when.ts";
import { Frame } from "./frame.tsx";
import framed from "../../parts/rows.module.css";
import styles from "./intake.module.css";
import { quarantineQuery, suspiciousQuery } from "./queries.ts";
import { useSignalWords } from "./reason-words.tsx";
import { isOfficerIn } from "./seen.ts";

type Verdict = "spam.cleared" | "spam.confirmed";

export function QuarantinePage() {
  const t = useTranslations("intake.quarantine");
  const { slug } = useProgramme();
  const isOfficer = isOfficerIn(useMe(), slug);
  const { data, error, refetch } = useQuery(quarantineQuery(slug));
  const judge = useJudge();
  const [chosen, setChosen] = useState(NONE);
  const [sure, setSure] = useState<Verdict>();
  const items = data?.items ?? [];
  const selected = items.filter(({ id }) => chosen.has(id));
  const toggle = (id: string, isOn?: boolean): void => setChosen((before) => toggled(before, id, isOn));
  const rows = useRows(
    items.map(({ id }) => id),
    isOfficer ? { onSelect: toggle } : {},
  );
  const say = (type: Verdict) => () => {
    const row = items.find(({ id }) => id === rows.current);
    if (row !== undefined && !judge.isPending) judge.mutate({ row, type });
  };
  useShortcuts(isOfficer ? { accept: say("spam.cleared"), reject: say("spam.confirmed") } : {});
  return (
    <Frame tab="quarantine">
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && (
        <Empty title={t("empty")}>
          <p>{t("emptyWhy")}</p>
        </Empty>
      )}
      {isOfficer && items.length > 0 && (
        <div className={styles["filters"]} style={{ alignItems: "center" }}>
          <label className={styles["pick"]}>
            <input
              type="checkbox"
              className={styles["tick"]}
              checked={selected.length === items.length}
              ref={(box) => {
                if (box !== null) box.indeterminate = selected.length > 0 && selected.length < items.length;
              }}
              onChange={({ target }) => setChosen(new Set(target.checked ? items.map(({ id }) => id) : []))}
            />{" "}
            {t("selected", { count: selected.length })}
          </label>
          {(["spam.cleared", "spam.confirmed"] as const).map((type) => (
            <Button
              key={type}
              size="xs"
              variant="default"
              disabled={selected.length === 0}
              onClick={() => setSure(type)}
            >
              {t(type === "spam.cleared" ? "notSpamMany" : "spamMany")}
            </Button>
          ))}
        </div>
      )}
      {items.length > 0 && (
        <ul className={framed["rows"]}>
          {items.map((row) => (
            <li key={row.id} {...rows.row(row.id)} className={styles["row"]} data-marking={row.marking}>
              <Suspect
                row={row}
                programme={slug}
                tick={
                  isOfficer ? (
                    <input
                      type="checkbox"
                      className={styles["tick"]}
                      aria-label={t("select", { who: row.who ?? "" })}
                      checked={chosen.has(row.id)}
                      onChange={() => toggle(row.id)}
                    />
                  ) : undefined
                }
              />
              {isOfficer && (
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
              )}
            </li>
          ))}
        </ul>
      )}
      {data?.next != null && <p className={styles["quiet"]}>{t("more", { count: items.length })}</p>}
      {sure !== undefined && (
        <Bulk
          lines={selected}
          first={sure}
          onClose={() => setSure(undefined)}
          onDone={(ids) => setChosen((before) => new Set([...before].filter((one) => !ids.has(one))))}
        />
      )}
    </Frame>
  );
}

interface SuspectProps {
  readonly row: Card;
  readonly programme: string;
  readonly tick: ReactNode;
}

function Suspect({ row, programme, tick }: SuspectProps) {
  const t = useTranslations("intake");
  const when = useWhen();
  const signalWords = useSignalWords();
  const isOfficer = isOfficerIn(useMe(), programme);
  const { data: suspicious = [] } = useQuery({ ...suspiciousQuery(programme), enabled: isOfficer });
  const found = suspicious.find(({ engagement }) => engagement === row.id);
  return (
    <>
      <span className={styles["main"]}>
        {tick}
        <strong>{row.who ?? t("nameless")}</strong>
        <span className={styles["quiet"]}>{row.organisation}</span>
        <span className={styles["small"]}>{row.since !== null && when(row.since)}</span>
      </span>
      <span className={styles["quiet"]}>
        {found !== undefined &&
          found.score !== null &&
          t("deliveries.score", { score: found.score, signals: signalWords(found.signals) })}
      </span>
    </>
  );
}

function useJudge() {
  const t = useTranslations("intake.quarantine");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ row, type }: { row: Card; type: Verdict }) => sendOne(row, type, newKey()),
    onSuccess: (_data, { type }) => tell(t(type === "spam.cleared" ? "cleared" : "confirmed")),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["engagements"] }),
  });
}
