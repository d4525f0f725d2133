/** Pairs of organisations that may be one, and what was merged lately. They belong to the institution, not to one programme. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { useCountryWords } from "../../parts/countries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Frame } from "./frame.tsx";
import framed from "../../parts/rows.module.css";
import styles from "./intake.module.css";
import { Merged } from "./merged.tsx";
import { organisationMergesQuery, organisationPairsQuery } from "./organisation-queries.ts";
import type { Undoing } from "./undo-merge.tsx";
import { WhichDuplicates } from "./which-duplicates.tsx";

export function OrganisationsPage() {
  const t = useTranslations("intake.duplicates");
  const countryWords = useCountryWords();
  const { slug } = useProgramme();
  const { data, error, refetch } = useQuery(organisationPairsQuery(slug));
  const { data: merges = [] } = useQuery(organisationMergesQuery(slug));
  return (
    <Frame tab="duplicates">
      <WhichDuplicates of="organisations" />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Empty title={t("emptyOrganisations")}>
          <p>{t("emptyOrganisationsWhy")}</p>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className={framed["rows"]}>
          {data.map(({ id, organisations: [one, other], reasons }) => (
            <li key={id} className={styles["row"]}>
              <span className={styles["main"]}>
                <strong>{one?.name}</strong>
                <span className={styles["quiet"]}>{one?.country != null && countryWords(one.country)}</span>
                <span className={styles["quiet"]}>{t("and")}</span>
                <strong>{other?.name}</strong>
                <span className={styles["quiet"]}>
                  {other?.country != null && countryWords(other.country)}
                </span>
              </span>
              <span className={styles["quiet"]}>
                {reasons.map((reason) => t(`reason.${reason}`)).join(", ")}
              </span>
              <span className={styles["acts"]}>
                <Link to="/p/$programme/intake/organisations/$id" params={{ programme: slug, id }}>
                  {t("compare")}
                  <span className="visually-hidden"> {one?.name}</span>
                </Link>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Merged merges={merges} kind="organisations" undoing={undoing} />
    </Frame>
  );
}

const undoing: Undoing = {
  name: "organisations",
  plan: (id, signal) =>
    bodyOf(api.GET("/api/v1/organisation-merges/{id}/undo", { signal, params: { path: { id } } })),
  undo: (id, planHash, sort) =>
    bodyOf(
      api.POST("/api/v1/organisation-merges/{id}/undo", {
        params: { path: { id } },
        body: { planHash, sort },
      }),
    ),
  touches: ["organisation-merges", "organisation-duplicates"],
};
