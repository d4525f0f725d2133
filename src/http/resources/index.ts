import type { Operation } from "../operation.ts";
import { accounts } from "./accounts.ts";
import { affiliations } from "./affiliations.ts";
import { audit } from "./audit.ts";
import { auditVerify } from "./audit-verify.ts";
import { deliveries } from "./deliveries.ts";
import { devClock } from "./dev-clock.ts";
import { engagements } from "./engagements.ts";
import { erasures } from "./erasures.ts";
import { groups } from "./groups.ts";
import { healthOperations } from "./health.ts";
import { imports } from "./imports.ts";
import { incidents } from "./incidents.ts";
import { invitations } from "./invitations.ts";
import { insights } from "./insights.ts";
import { insightsOfBodies } from "./insights-bodies.ts";
import { insightsOfHealth } from "./insights-health.ts";
import { interests } from "./interests.ts";
import { inquiries } from "./inquiries.ts";
import { institutions } from "./institutions.ts";
import { ledger } from "./ledger.ts";
import { links } from "./links.ts";
import { markingDefaults } from "./marking-defaults.ts";
import { mails } from "./mails.ts";
import { meetings } from "./meetings.ts";
import { messages } from "./messages.ts";
import { nominations } from "./nominations.ts";
import { duplicates } from "./duplicates.ts";
import { merges } from "./merges.ts";
import { notes } from "./notes.ts";
import { operatingCharts } from "./operating-charts.ts";
import { organisationMerges } from "./organisation-merges.ts";
import { organisations } from "./organisations.ts";
import { ownInterestsOperations } from "./own-interests.ts";
import { people } from "./people.ts";
import { programmeIntake } from "./programme-intake.ts";
import { programmes } from "./programmes.ts";
import { programmeTimerOperations } from "./programme-timers.ts";
import { projects } from "./projects.ts";
import { publicPages } from "./public-pages.ts";
import { recommendations } from "./recommendations.ts";
import { staff } from "./staff.ts";
import { search } from "./search.ts";
import { stream } from "./stream.ts";
import { sources } from "./sources.ts";
import { sourceMapping } from "./source-mapping.ts";
import { troublesOperations } from "./troubles.ts";
import { tokens } from "./tokens.ts";
import { taxonomies } from "./taxonomies.ts";
import { views } from "./views.ts";
import { waivers } from "./waivers.ts";
import { workflows } from "./workflows.ts";
import { workloadOperations } from "./workload.ts";

/** Every operation of the API. A new resource is added here and nowhere else. */
export function allOperations({ isVirtual }: { isVirtual: boolean }): readonly Operation[] {
  return [
    ...engagements,
    ...notes,
    ...inquiries,
    ...nominations,
    ...imports,
    ...groups,
    ...meetings,
    ...ledger,
    ...recommendations,
    ...interests,
    ...ownInterestsOperations,
    ...institutions,
    ...programmes,
    ...staff,
    ...publicPages,
    ...markingDefaults,
    ...programmeIntake,
    ...programmeTimerOperations,
    ...waivers,
    ...projects,
    ...search,
    ...views,
    ...people,
    ...duplicates,
    ...merges,
    ...erasures,
    ...affiliations,
    ...organisations,
    ...organisationMerges,
    ...taxonomies,
    ...sources,
    ...sourceMapping,
    ...deliveries,
    ...accounts,
    ...invitations,
    ...tokens,
    ...mails,
    ...messages,
    ...links,
    ...audit,
    ...auditVerify,
    ...workflows,
    ...stream,
    ...insights,
    ...insightsOfBodies,
    ...insightsOfHealth,
    ...incidents,
    ...operatingCharts,
    ...troublesOperations,
    ...workloadOperations,
    ...healthOperations,
    ...(isVirtual ? devClock : []),
  ];
}
