/** Two organisations side by side and what they would become together. What the preview shows is what the merge does. */
import { Button } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useProgramme } from "../../parts/programme.ts";
import { tell, tellProblem } from "../../parts/told.ts";
import { Dismiss } from "./dismiss.tsx";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";
import { MergeTable } from "./merge-table.tsx";
import type { OrganisationChoices, OrganisationPair, OrganisationPlan } from "./organisation-queries.ts";
import { mergeOrganisations, organisationPairsQuery, organisationPlanQuery } from "./organisation-queries.ts";

const route = getRouteApi("/p/$programme/intake/organisations/$id");

export function OrganisationPairPage() {
  const t = useTranslations("intake.duplicates");
  const all = useTranslations("intake");
  const { slug } = useProgramme();
  const { id } = route.useParams();
  const { data, error } = useQuery(organisationPairsQuery(slug));
  const pair = data?.find((one) => one.id === id);
  return (
    <Frame tab="duplicates">
      <p style={{ marginBottom: 16 }}>
        <Link to="/p/$programme/intake/organisations" params={{ programme: slug }}>
          {all("back", { what: all("tab.duplicates").toLowerCase() })}
        </Link>
      </p>
      {error !== null && <Failed error={error} />}
      {data !== undefined && pair === undefined && <Empty title={t("gone")} />}
      {pair !== undefined && <Compare pair={pair} key={id} />}
    </Frame>
  );
}

function Compare({ pair }: { readonly pair: OrganisationPair }) {
  const t = useTranslations("intake.duplicates");
  const { slug } = useProgramme();
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const [one, other] = pair.organisations;
  const [isSwapped, setSwapped] = useState(false);
  const [fields, setFields] = useState<OrganisationChoices>({});
  const survivor = isSwapped ? other : one;
  const absorbed = isSwapped ? one : other;
  const wanted = { programme: slug, survivor: survivor?.id ?? "", absorbed: absorbed?.id ?? "", fields };
  const plan = useQuery({ ...organisationPlanQuery(wanted), placeholderData: keepPreviousData });
  const back = async (): Promise<void> => {
    await navigate({ to: "/p/$programme/intake/organisations", params: { programme: slug } });
  };
  const merge = useMutation({
    mutationFn: (planHash: string) => mergeOrganisations(wanted, planHash),
    async onSuccess() {
      tell(t("mergedNow"));
      await back();
      for (const resource of ["organisation-duplicates", "organisation-merges"])
        await client.invalidateQueries({ queryKey: [resource] });
    },
    onError(error) {
      const isChanged = error instanceof Problem && error.code === "conflict";
      tellProblem(isChanged ? t("changed") : wordsOf(error));
      if (isChanged) void plan.refetch();
    },
  });
  return (
    <>
      <p>{pair.reasons.map((reason) => t(`reason.${reason}`)).join(", ")}</p>
      <p style={{ margin: "8px 0 16px" }}>
        {t("organisationSurvives", { name: survivor?.name ?? "?" })}{" "}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            setSwapped(!isSwapped);
            setFields({});
          }}
        >
          {t("swap")}
        </Button>
      </p>
      {plan.error !== null && <Failed error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data !== undefined && (
        <Plan
          plan={plan.data}
          choices={fields}
          onPick={(field, side) => setFields({ ...fields, [field]: side })}
        />
      )}
      <div className={styles["acts"]} style={{ justifyContent: "flex-start", margin: "16px 0 32px" }}>
        <Button
          disabled={plan.data === undefined || plan.isPlaceholderData || plan.data.obstacles.length > 0}
          loading={merge.isPending}
          onClick={() => plan.data !== undefined && merge.mutate(plan.data.planHash)}
        >
          {t("merge")}
        </Button>
        <span className={styles["small"]}>{t("mergeWhy")}</span>
      </div>
      <Dismiss
        because={["different-organisations", "other"]}
        send={(because) =>
          api.POST("/api/v1/organisation-duplicates/{id}/dismissal", {
            params: { path: { id: pair.id } },
            body: { because },
          })
        }
        of="organisations"
        onDone={() => void back()}
      />
    </>
  );
}

interface PlanProps {
  readonly plan: OrganisationPlan;
  readonly choices: OrganisationChoices;
  readonly onPick: (field: string, side: OrganisationChoices[string]) => void;
}

function Plan({ plan, choices, onPick }: PlanProps) {
  const t = useTranslations("intake.duplicates");
  return (
    <>
      <MergeTable
        fields={plan.fields}
        nameOf={(field) => t(`organisationField.${field as "name"}`)}
        choices={choices}
        onPick={onPick}
        joined={["parents", "sectors"]}
        derived={["otherNames"]}
      />
      <p>
        {plan.dropped.length === 0 ? t("droppedNothing") : t("dropped", { what: plan.dropped.join(", ") })}
      </p>
      <p className={styles["quiet"]}>{t("organisationCounts", plan.counts)}</p>
      {plan.obstacles.map((obstacle) => (
        <p key={obstacle} className={styles["notice"]}>
          {obstacle}
        </p>
      ))}
    </>
  );
}
