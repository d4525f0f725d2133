/** One remedy for one parked chart or several alike: what it will do, why it is done, and then it is done one by one. */
import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Act, Because } from "../../parts/because.ts";
import { ChooseBecause } from "../../parts/choose-because.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { Status } from "../../parts/status.tsx";
import { useStateWords } from "../../parts/state-words.ts";
import { tell } from "../../parts/told.ts";
import { effectOf, movesOf } from "./causes.ts";
import type { Parked } from "./queries.ts";
import { previewsQuery, remedy } from "./queries.ts";
import { useTimerWords } from "./words.ts";
import styles from "./workflows.module.css";

interface Props {
  readonly act: Act;
  readonly items: readonly Parked[];
  readonly onClose: () => void;
}

interface Outcome {
  readonly done: number;
  readonly failed: readonly { readonly id: string; readonly error: unknown }[];
}

export function RemedyDialog({ act, items, onClose }: Props) {
  const t = useTranslations("workflows");
  const parts = useTranslations("parts");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const [because, setBecause] = useState<Because>();
  const [isMissing, setMissing] = useState(false);
  const apply = useMutation({
    async mutationFn(reason: Because): Promise<Outcome> {
      const failed: { id: string; error: unknown }[] = [];
      for (const item of items) {
        try {
          await remedy(item, act, reason);
        } catch (error) {
          failed.push({ id: item.id, error });
        }
      }
      return { done: items.length - failed.length, failed };
    },
    onSuccess({ done, failed }) {
      if (done > 0) tell(t(`done.${act}`, { count: done }));
      if (failed.length === 0) onClose();
    },
    onSettled: () =>
      Promise.all(["parked", "standings"].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  const failed = apply.data?.failed ?? [];
  return (
    <Modal.Root opened onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content radius={12}>
        <Modal.Body>
          <Modal.Title className={styles["dialogTitle"] ?? ""}>
            {t(`all.${act}`, { count: items.length })}
          </Modal.Title>
          <form
            className={styles["stack"]}
            onSubmit={(event) => {
              event.preventDefault();
              setMissing(because === undefined);
              if (because !== undefined) apply.mutate(because);
            }}
          >
            {act === "migrate" ? <Moves items={items} /> : <p>{t(`will.${act}`, willOf(items))}</p>}
            {act === "skip" && <Effects items={items} />}
            <ChooseBecause
              act={act}
              value={because}
              isMissing={isMissing}
              onChoose={(one) => {
                setBecause(one);
                setMissing(false);
              }}
            />
            {failed.length > 0 && (
              <div role="alert" className={styles["fault"]}>
                <p>{t("someFailed", { count: failed.length })}</p>
                <ul>
                  {failed.map(({ id, error }) => (
                    <li key={id}>
                      <code>…{id.slice(-8)}</code> {wordsOf(error)}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <div className={styles["acts"]}>
              <Button variant="default" onClick={onClose}>
                {parts("cancel")}
              </Button>
              <Button type="submit" loading={apply.isPending}>
                {t(`act.${act}`)}
              </Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const willOf = (items: readonly Parked[]) => ({
  count: items.length,
  waiting: items.reduce((sum, { waiting }) => sum + waiting, 0),
});

/** What will never happen. */
function Effects({ items }: { readonly items: readonly Parked[] }) {
  const t = useTranslations("workflows");
  const names = [...new Set(items.flatMap((item) => effectOf(item) ?? []))];
  return (
    <ul className={styles["changes"]}>
      {names.map((name) => (
        <li key={name}>
          <Status tone="bad">{t("never")}</Status>
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}

/** The dry run: per state how many, where to, and what becomes of which timer. */
function Moves({ items }: { readonly items: readonly Parked[] }) {
  const t = useTranslations("workflows");
  const stateWords = useStateWords();
  const timerWords = useTimerWords();
  const [first] = items;
  const found = first?.remedies.find((one) => one.act === "migrate");
  const to = found?.act === "migrate" ? found.to : 0;
  const workflow = first?.workflow ?? "";
  const { data, error, refetch } = useQuery(
    previewsQuery(
      items.map(({ id }) => id),
      to,
    ),
  );
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  return (
    <div aria-live="polite">
      <p>{t("will.migrate", { count: items.length, to })}</p>
      {data !== undefined && (
        <div className={styles["scroll"]}>
          <table className={styles["table"]}>
            <caption className="visually-hidden">{t("dryRun")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("move.from")}</th>
                <th scope="col">{t("move.count")}</th>
                <th scope="col">{t("move.to")}</th>
                <th scope="col">{t("move.timers")}</th>
              </tr>
            </thead>
            <tbody>
              {movesOf(items, data).map((move) => (
                <tr key={`${move.from} ${move.to} ${move.problem}`}>
                  <th scope="row">{stateWords(workflow, move.from)}</th>
                  <td>{move.count}</td>
                  <td>
                    {move.problem === null
                      ? stateWords(workflow, move.to)
                      : t("move.problem", { why: move.problem })}
                  </td>
                  <td>
                    {move.timers.length === 0
                      ? t("move.noTimers")
                      : move.timers
                          .map(({ timer, becomes, count }) =>
                            t(`becomes.${becomes as "keep"}`, { timer: timerWords(timer), count }),
                          )
                          .join("; ")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
