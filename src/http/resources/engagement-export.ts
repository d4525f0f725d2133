/** The list of engagements to take away: the very lines that its filters show, as CSV, each under its marking. */
import { z } from "zod";
import { engagementExportQuery } from "../../contract/engagements.ts";
import type { Marking } from "../../contract/markings.ts";
import { strictest } from "../../contract/markings.ts";
import { referenceOf } from "../../lib/ids.ts";
import { HOUSE } from "../../store/audit.ts";
import type { EngagementLine, LineFilter, Seer } from "../../store/engagement-lines.ts";
import type { Extent, LineSort } from "../../store/engagement-pages.ts";
import { extentOf, listLines } from "../../store/engagement-pages.ts";
import type { Actor } from "../../contract/actor.ts";
import type { Api } from "../api.ts";
import { csvOf } from "../csv.ts";
import type { Card } from "../instances/present-cards.ts";
import { presentCards } from "../instances/present-cards.ts";
import { READ_CASES, seerOf } from "../instances/seer.ts";
import { operation } from "../operation.ts";
import type { AnyCall, Operation, Reply } from "../operation.ts";
import { filterOf, placed, tellsMore } from "./engagement-lists.ts";

const LINES_AT_ONCE = 500;

const COLUMNS = [
  "programme",
  "reference",
  "who",
  "organisation",
  "stage",
  "state",
  "since",
  "deadline",
  "due",
  "overdue",
  "owner",
  "country",
  "capacity",
  "origin",
  "marking",
] as const;

export const engagementExport: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/engagements/export",
    id: "exportEngagements",
    tag: "engagements",
    summary: "The list of engagements as CSV (RFC 4180), which the trail keeps as exported",
    description:
      "Exactly those that the list shows you under the same filters, in the same order. Each line names its marking; the file's name bears the strictest.",
    needs: READ_CASES,
    query: engagementExportQuery,
    success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string(), type: "text/csv" },
    handle: async (call) => await takenAway(call, call.query),
  }),
];

/** The file, and that it is kept as exported before its first line is read. */
export async function takenAway(
  { api, actor, scope }: Pick<AnyCall, "api" | "actor" | "scope">,
  { sort, ...asked }: z.output<typeof engagementExportQuery>,
): Promise<Reply> {
  const filter = await filterOf(api, scope, actor, asked);
  const seer = await seerOf(api, scope, tellsMore(filter, sort) ? "whole" : "metadata");
  const extents = await extentOf(api.db, seer, filter);
  await keepExport(api, actor, extents, filter);
  const marking = strictest(extents.map((extent) => extent.marking));
  return {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName(marking)}"`,
    },
    lines: csvLines(api, allLines(api, seer, filter, sort), { actor: scope, now: seer.now, marking }),
  };
}

interface Taken {
  /** With the roles that the list is read by. */
  readonly actor: Actor;
  readonly now: Date;
  /** What the file is named after. */
  readonly marking: Marking;
}

/** Page by page. What has become stricter than the file's name says since it was named is left out. */
async function* csvLines(
  api: Api,
  pages: AsyncIterable<readonly EngagementLine[]>,
  { actor, now, marking }: Taken,
): AsyncGenerator<string> {
  yield csvOf([COLUMNS]);
  for await (const page of pages) {
    const cards = await presentCards(api, page, { actor, now, isPlain: true });
    yield csvOf(cards.filter((card) => strictest([card.marking, marking]) === marking).map(lineOf));
  }
}

async function* allLines(
  { db }: Api,
  seer: Seer,
  filter: LineFilter,
  sort: LineSort,
): AsyncGenerator<readonly EngagementLine[]> {
  for (let after: Parameters<typeof listLines>[3]["after"]; ;) {
    const lines = await listLines(db, seer, filter, { sort, limit: LINES_AT_ONCE, after });
    yield lines.slice(0, LINES_AT_ONCE);
    const last = lines[LINES_AT_ONCE - 1];
    if (lines.length <= LINES_AT_ONCE || last === undefined) return;
    after = { id: last.id, at: placed(last, sort) };
  }
}

const lineOf = (card: Card): (string | null)[] => [
  card.programme,
  referenceOf(card.id),
  card.who,
  card.organisation,
  card.stage,
  card.state,
  card.since,
  card.deadline?.name ?? null,
  card.deadline?.at ?? null,
  card.deadline?.overdue === true ? "yes" : null,
  card.owner === null ? null : (card.owner.name ?? card.owner.id),
  card.country,
  card.capacity,
  card.origin,
  card.marking,
];

/** A file's name takes no colon. */
const fileName = (marking: Marking): string => `engagements ${marking.replace(":", "-")}.csv`;

/** In each programme how many are taken away, as they are when it begins, with the names of the filters. */
async function keepExport(
  { trail }: Api,
  actor: Actor,
  extents: readonly Extent[],
  filter: LineFilter,
): Promise<void> {
  const none = { programmeId: filter.programmeId ?? HOUSE, count: 0 };
  const filters = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  await trail.record(
    (extents.length === 0 ? [none] : extents).map(({ programmeId, count }) => ({
      programmeId,
      actorId: actor.id,
      onBehalfOf: null,
      act: "exported" as const,
      subjectKind: "engagement",
      subjectId: null,
      detail: { filters, count },
    })),
  );
}
