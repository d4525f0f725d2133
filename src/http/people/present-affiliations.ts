import type { z } from "zod";
import type { affiliation, jobChange } from "../../contract/people.ts";
import { openRecords } from "../../directory/people.ts";
import type { Affiliation } from "../../store/affiliations.ts";
import type { JobChange } from "../../store/job-changes.ts";
import { questionsOf } from "../../store/job-changes.ts";
import { organisationNames } from "../../store/organisations.ts";
import type { Api } from "../api.ts";
import { programmeSlugs } from "../programme-of.ts";

/** Job titles are sealed, and shown to those who may read details. */
export async function presentAffiliations(
  { db, directory }: Api,
  rows: readonly Affiliation[],
  withTitles: boolean,
): Promise<z.output<typeof affiliation>[]> {
  const ids = withTitles ? rows.flatMap(({ titleId }) => titleId ?? []) : [];
  const [names, titles] = await Promise.all([
    organisationNames(
      db,
      rows.map(({ organisationId }) => organisationId),
    ),
    openRecords(directory, ids),
  ]);
  return rows.map((one) => ({
    id: one.id,
    person: one.partyId,
    organisation: { id: one.organisationId, name: names.get(one.organisationId) ?? "" },
    capacity: one.capacity,
    title: titles.get(one.titleId ?? "")?.text ?? null,
    since: one.since,
    until: one.until,
  }));
}

export async function presentJobChanges(
  api: Api,
  changes: readonly JobChange[],
): Promise<z.output<typeof jobChange>[]> {
  const questions = await questionsOf(
    api.db,
    changes.map(({ id }) => id),
  );
  const slugs = await programmeSlugs(api);
  return changes.map((one) => ({
    id: one.id,
    programme: slugs.get(one.programmeId) ?? one.programmeId,
    person: one.partyId,
    left: one.leftId,
    begun: one.begunId,
    on: one.happenedOn,
    questions: questions
      .filter(({ jobChangeId }) => jobChangeId === one.id)
      .map(({ place, engagementId, groupId, answer, answeredAt, answeredBy }) => ({
        place,
        engagement: engagementId,
        group: groupId,
        answer,
        answeredAt: answeredAt?.toISOString() ?? null,
        answeredBy,
      })),
    createdAt: one.createdAt.toISOString(),
    createdBy: one.createdBy,
  }));
}
