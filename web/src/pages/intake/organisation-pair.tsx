/** Two organisations that may be one. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { useProgramme } from "../../parts/programme.ts";
import { Comparison, PairPlace } from "./comparison.tsx";
import { Dismiss } from "./dismiss.tsx";
import { MergeTable } from "./merge-table.tsx";
import type { OrganisationChoices, OrganisationPair, OrganisationPlan } from "./organisation-queries.ts";
import { mergeOrganisations, organisationPairsQuery, organisationPlanQuery } from "./organisation-queries.ts";
import { useBackTo, useMerge, useSides } from "./use-merge.ts";

const LIST = "/p/$programme/intake/organisations";
const route = getRouteApi(`${LIST}/$id`);

export function OrganisationPairPage() {
  const { slug } = useProgramme();
  const { id } = route.useParams();
  return (
    <PairPlace list={LIST} id={id} pairs={useQuery(organisationPairsQuery(slug))}>
      {(pair) => <Compare pair={pair} key={id} />}
    </PairPlace>
  );
}

function Compare({ pair }: { readonly pair: OrganisationPair }) {
  const t = useTranslations("intake.duplicates");
  const { slug } = useProgramme();
  const { survivor, absorbed, choices, pick, swap } = useSides<
    OrganisationPair["organisations"][number],
    OrganisationChoices[string]
  >(pair.organisations);
  const wanted = {
    programme: slug,
    survivor: survivor?.id ?? "",
    absorbed: absorbed?.id ?? "",
    fields: choices,
  };
  const plan = useQuery({ ...organisationPlanQuery(wanted), placeholderData: keepPreviousData });
  const merge = useMerge({
    list: LIST,
    send: ({ planHash }: OrganisationPlan) => mergeOrganisations(wanted, planHash),
    onChanged: () => void plan.refetch(),
    refresh: ["organisation-duplicates", "organisation-merges"],
  });
  const back = useBackTo(LIST);
  return (
    <>
      <Comparison
        reasons={pair.reasons}
        survives={t("organisationSurvives", { name: survivor?.name ?? "?" })}
        plan={plan}
        merge={merge}
        onSwap={swap}
        table={({ fields }) => (
          <MergeTable
            fields={fields}
            nameOf={(field) => t(`organisationField.${field as "name"}`)}
            choices={choices}
            onPick={pick}
            joined={["parents", "sectors"]}
            derived={["otherNames"]}
          />
        )}
        countsOf={({ counts }) => t("organisationCounts", counts)}
      />
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
