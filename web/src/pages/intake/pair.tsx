/** Two people side by side and what they would become together. What the preview shows is what the merge does. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useProgramme } from "../../parts/programme.ts";
import { tell, tellProblem } from "../../parts/told.ts";
import type { Choices, MergePlan, Pair } from "./duplicate-queries.ts";
import { duplicatesQuery, planQuery } from "./duplicate-queries.ts";
import { wordsOfValue } from "./field-words.ts";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";

const route = getRouteApi("/p/$programme/intake/duplicates/$id");
const BECAUSE = ["different-people", "relatives", "shared-address", "other"] as const;

export function PairPage() {
  const t = useTranslations("intake.duplicates");
  const all = useTranslations("intake");
  const { slug } = useProgramme();
  const { id } = route.useParams();
  const { data, error } = useQuery(duplicatesQuery(slug));
  const pair = data?.find((one) => one.id === id);
  return (
    <Frame tab="duplicates">
      <p style={{ marginBottom: 16 }}>
        <Link to="/p/$programme/intake/duplicates" params={{ programme: slug }}>
          {all("back", { what: all("tab.duplicates").toLowerCase() })}
        </Link>
      </p>
      {error !== null && <Failed error={error} />}
      {data !== undefined && pair === undefined && <Empty title={t("gone")} />}
      {pair !== undefined && <Compare pair={pair} key={id} />}
    </Frame>
  );
}

function Compare({ pair }: { readonly pair: Pair }) {
  const t = useTranslations("intake.duplicates");
  const [one, other] = pair.people;
  const [isSwapped, setSwapped] = useState(false);
  const [choices, setChoices] = useState<Choices>({});
  const survivor = isSwapped ? other : one;
  const absorbed = isSwapped ? one : other;
  const plan = useQuery({
    ...planQuery(survivor?.id ?? "", absorbed?.id ?? "", choices),
    placeholderData: keepPreviousData,
  });
  const merge = useMerge(choices, () => void plan.refetch());
  return (
    <>
      <p>{pair.reasons.map((reason) => t(`reason.${reason}`)).join(", ")}</p>
      <p style={{ margin: "8px 0 16px" }}>
        {t("survives", { name: survivor?.name ?? survivor?.email ?? "?" })}{" "}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            setSwapped(!isSwapped);
            setChoices({});
          }}
        >
          {t("swap")}
        </Button>
      </p>
      {plan.error !== null && <Failed error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data !== undefined && (
        <Plan
          plan={plan.data}
          choices={choices}
          onPick={(field, side) => setChoices({ ...choices, [field]: side })}
        />
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
      <Dismiss id={pair.id} />
    </>
  );
}

function Plan({
  plan,
  choices,
  onPick,
}: {
  readonly plan: MergePlan;
  /** What was picked shows at once; the result follows from the server. */
  readonly choices: Choices;
  readonly onPick: (field: string, side: "survivor" | "absorbed") => void;
}) {
  const t = useTranslations("intake.duplicates");
  const shown = plan.fields.filter(
    ({ survivor, absorbed }) => wordsOfValue(survivor) !== null || wordsOfValue(absorbed) !== null,
  );
  return (
    <>
      <div className={styles["scroll"]}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("fieldHead")}</th>
              <th scope="col">{t("keeps")}</th>
              <th scope="col">{t("joins")}</th>
              <th scope="col">{t("result")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ field, from, survivor, absorbed, becomes }) => (
              <tr key={field}>
                <th scope="row">{t(`field.${field}`)}</th>
                {(["survivor", "absorbed"] as const).map((side) => {
                  const text = wordsOfValue(side === "survivor" ? survivor : absorbed);
                  return (
                    <td key={side}>
                      {text === null ? (
                        <span className={styles["quiet"]}>{t("none")}</span>
                      ) : (
                        <label className={styles["pick"]}>
                          <input
                            type="radio"
                            name={field}
                            checked={(choices[field] ?? from) === side}
                            onChange={() => onPick(field, side)}
                          />{" "}
                          {text}
                        </label>
                      )}
                    </td>
                  );
                })}
                <td>
                  <strong>{wordsOfValue(becomes) ?? t("none")}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        {plan.dropped.length === 0 ? t("droppedNothing") : t("dropped", { what: plan.dropped.join(", ") })}
      </p>
      <p className={styles["quiet"]}>
        {t("counts", {
          ...plan.counts,
          cases: plan.cases.filter(({ becomes }) => becomes === "joined").length,
        })}
      </p>
      {plan.obstacles.map((obstacle) => (
        <p key={obstacle} className={styles["notice"]}>
          {obstacle}
        </p>
      ))}
    </>
  );
}

function useMerge(fields: Choices, onChanged: () => void) {
  const t = useTranslations("intake.duplicates");
  const { slug } = useProgramme();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  return useMutation({
    mutationFn: ({ survivor, absorbed, planHash }: MergePlan) =>
      bodyOf(
        api.POST("/api/v1/people/{id}/merges", {
          params: { path: { id: survivor } },
          body: { absorbed, fields, planHash },
        }),
      ),
    async onSuccess() {
      tell(t("mergedNow"));
      await navigate({ to: "/p/$programme/intake/duplicates", params: { programme: slug } });
      await client.invalidateQueries({ queryKey: ["duplicates"] });
      await client.invalidateQueries({ queryKey: ["merges"] });
      await client.invalidateQueries({ queryKey: ["engagements"] });
    },
    onError(error) {
      const isChanged = error instanceof Problem && error.code === "conflict";
      tellProblem(isChanged ? t("changed") : wordsOf(error));
      if (isChanged) onChanged();
    },
  });
}

function Dismiss({ id }: { readonly id: string }) {
  const t = useTranslations("intake.duplicates");
  const { slug } = useProgramme();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const [because, setBecause] = useState<(typeof BECAUSE)[number]>("different-people");
  const dismiss = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/duplicates/{id}/dismissal", { params: { path: { id } }, body: { because } }),
    async onSuccess() {
      tell(t("dismissedNow"));
      await navigate({ to: "/p/$programme/intake/duplicates", params: { programme: slug } });
      await client.invalidateQueries({ queryKey: ["duplicates"] });
    },
    onError: (error) => tellProblem(wordsOf(error)),
  });
  return (
    <div className={styles["filters"]} style={{ alignItems: "flex-end" }}>
      <NativeSelect
        label={t("notSame")}
        size="xs"
        value={because}
        data={BECAUSE.map((value) => ({ value, label: t(`because.${value}`) }))}
        onChange={({ currentTarget: { value } }) => setBecause(value as (typeof BECAUSE)[number])}
      />
      <Button size="xs" variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
        {t("dismiss")}
      </Button>
    </div>
  );
}
