/** Two people side by side and what they would become together. What the preview shows is what the merge does. */
import { Button } from "@mantine/core";
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
import { Dismiss } from "./dismiss.tsx";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";
import { MergeTable } from "./merge-table.tsx";

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
  const { slug } = useProgramme();
  const navigate = route.useNavigate();
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
      <Dismiss
        because={BECAUSE}
        send={(because) =>
          api.POST("/api/v1/duplicates/{id}/dismissal", {
            params: { path: { id: pair.id } },
            body: { because },
          })
        }
        of="people"
        onDone={() => void navigate({ to: "/p/$programme/intake/duplicates", params: { programme: slug } })}
      />
    </>
  );
}

function Plan({
  plan,
  choices,
  onPick,
}: {
  readonly plan: MergePlan;
  readonly choices: Choices;
  readonly onPick: (field: string, side: "survivor" | "absorbed") => void;
}) {
  const t = useTranslations("intake.duplicates");
  return (
    <>
      <MergeTable
        fields={plan.fields}
        nameOf={(field) => t(`field.${field as "name"}`)}
        choices={choices}
        onPick={(field, side) => side !== "both" && onPick(field, side)}
      />
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
