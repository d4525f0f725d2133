/** Two people who may be one. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { useProgramme } from "../../parts/programme.ts";
import { Comparison, PairPlace } from "./comparison.tsx";
import { Dismiss } from "./dismiss.tsx";
import type { Choices, MergePlan, Pair } from "./duplicate-queries.ts";
import { duplicatesQuery, mergePeople, planQuery } from "./duplicate-queries.ts";
import { MergeTable } from "./merge-table.tsx";
import { useBackTo, useMerge, useSides } from "./use-merge.ts";

const LIST = "/p/$programme/intake/duplicates";
const route = getRouteApi(`${LIST}/$id`);
const BECAUSE = ["different-people", "relatives", "shared-address", "other"] as const;

export function PairPage() {
  const { slug } = useProgramme();
  const { id } = route.useParams();
  return (
    <PairPlace list={LIST} id={id} pairs={useQuery(duplicatesQuery(slug))}>
      {(pair) => <Compare pair={pair} key={id} />}
    </PairPlace>
  );
}

function Compare({ pair }: { readonly pair: Pair }) {
  const t = useTranslations("intake.duplicates");
  const { survivor, absorbed, choices, pick, swap } = useSides<Pair["people"][number], Choices[string]>(
    pair.people,
  );
  const plan = useQuery({
    ...planQuery(survivor?.id ?? "", absorbed?.id ?? "", choices),
    placeholderData: keepPreviousData,
  });
  const merge = useMerge({
    list: LIST,
    send: (planned: MergePlan) => mergePeople(planned, choices),
    onChanged: () => void plan.refetch(),
    refresh: ["duplicates", "merges", "engagements"],
  });
  const back = useBackTo(LIST);
  return (
    <>
      <Comparison
        reasons={pair.reasons}
        survives={t("survives", { name: survivor?.name ?? survivor?.email ?? "?" })}
        plan={plan}
        merge={merge}
        onSwap={swap}
        table={({ fields }) => (
          <MergeTable
            fields={fields}
            nameOf={(field) => t(`field.${field as "name"}`)}
            choices={choices}
            onPick={(field, side) => side !== "both" && pick(field, side)}
          />
        )}
        countsOf={({ counts, cases }) =>
          t("counts", { ...counts, cases: cases.filter(({ becomes }) => becomes === "joined").length })
        }
      />
      <Dismiss
        because={BECAUSE}
        send={(because) =>
          api.POST("/api/v1/duplicates/{id}/dismissal", {
            params: { path: { id: pair.id } },
            body: { because },
          })
        }
        of="people"
        onDone={() => void back()}
      />
    </>
  );
}
