/** Bodies as they stand: their seats, meetings and recommendations, for whoever works in them. */
import { z } from "zod";
import { knownIds } from "../../auth/known-records.ts";
import { viewFor } from "../../auth/may-know.ts";
import { grantMeets, scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import { bodiesOf } from "../../contract/bodies.ts";
import { bodiesFigure, bodiesQuery } from "../../contract/insights.ts";
import type { Instance } from "../../store/instances.ts";
import { listInstances } from "../../store/instances.ts";
import type { Api } from "../api.ts";
import { exportFigure } from "../export-figure.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

/** Of a body that somebody sees less of than the whole, no number is told. */
const GROUPS = { data: "groups", act: "read", view: "whole" } as const;
const PAPERS = { data: "group papers", act: "read", view: "whole" } as const;

const COLUMNS = [
  "programme",
  "name",
  "state",
  "capacity",
  "held",
  "reserved",
  "free",
  "waiting",
  "contributors",
  "meetings",
  "planned",
  "attended",
  "drafts",
  "published",
] as const;

const AT_ONCE = 200;

type Row = z.output<typeof bodiesFigure>["items"][number];

export const insightsOfBodies: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/insights/bodies",
    id: "getBodiesFigure",
    tag: "insights",
    summary: "Working groups as they stand: seats, meetings, recommendations",
    description:
      "Those that you may know, in the order they were planned. What stands in their papers is counted for who reads them.",
    needs: GROUPS,
    query: bodiesQuery,
    success: { status: 200, description: "The figures.", schema: bodiesFigure },
    async handle({ api, actor, scope, query }) {
      const programmeId = await idOf(api, scope, query.programme);
      return { body: { items: await bodyRows(api, actor, programmeId) } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/insights/bodies/export",
    id: "exportBodiesFigure",
    tag: "insights",
    summary: "The same figures of working groups as CSV (RFC 4180), which the trail keeps as exported",
    needs: GROUPS,
    query: bodiesQuery,
    success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string(), type: "text/csv" },
    async handle({ api, actor, scope, query }) {
      const programmeId = await idOf(api, scope, query.programme);
      const items = await bodyRows(api, actor, programmeId);
      return await exportFigure(api, actor, { name: "bodies", columns: COLUMNS, items, programmeId });
    },
  }),
];

const idOf = async (api: Api, scope: Actor, named: string | undefined): Promise<string | undefined> =>
  named === undefined ? undefined : (await programmeOf(api, named, scope, "query")).id;

async function bodyRows(api: Api, actor: Actor, programmeId: string | undefined): Promise<Row[]> {
  const groups = await allKnown(api, actor, { workflow: "working_group", programmeId, need: GROUPS });
  const meetings = await allKnown(api, actor, { workflow: "meeting", programmeId, need: PAPERS });
  const papersOf = { workflow: "recommendation", programmeId, need: PAPERS };
  const recommendations = await allKnown(api, actor, papersOf);
  const slugs = await programmeSlugs(api);
  const of = (all: readonly Instance[], id: string, ...states: readonly string[]): readonly Instance[] =>
    all.filter((one) => states.includes(one.state) && bodiesOf(one).includes(id));
  return groups.toReversed().map(({ id, programmeId: where, state, card }) => {
    const sees = viewFor(actor, { data: PAPERS.data, programmeId: where, bodies: [id] }, PAPERS);
    const papers = (found: readonly Instance[]): number | null => (sees === undefined ? null : found.length);
    const held = of(meetings, id, "held");
    return {
      id,
      name: typeof card["name"] === "string" ? card["name"] : "",
      programme: slugs.get(where) ?? where,
      state,
      capacity: numberIn(card, "capacity"),
      held: numberIn(card, "held"),
      reserved: numberIn(card, "reserved"),
      free: numberIn(card, "free"),
      waiting: numberIn(card, "waiting"),
      contributors: numberIn(card, "contributors"),
      meetings: papers(held),
      planned: papers(of(meetings, id, "proposed", "scheduled")),
      attended:
        sees === undefined ? null : held.reduce((sum, one) => sum + numberIn(one.card, "attended"), 0),
      drafts: papers(of(recommendations, id, "draft", "consensus", "endorsed")),
      published: papers(of(recommendations, id, "published")),
    };
  });
}

interface Asked {
  readonly workflow: string;
  readonly programmeId: string | undefined;
  readonly need: typeof GROUPS | typeof PAPERS;
}

/** All that the actor may know by those of their roles that meet the need, the newest first. */
async function allKnown({ db }: Api, actor: Actor, { need, ...asked }: Asked): Promise<Instance[]> {
  const knower = { ...actor, grants: actor.grants.filter(grantMeets(need)) };
  const scope = scopeOf(knower, need, "whole");
  const known: Instance[] = [];
  for (let after: Instance | undefined; ;) {
    const rows = await listInstances(db, { ...asked, limit: AT_ONCE, after }, scope);
    const { hidden } = await knownIds(
      db,
      knower,
      rows.map(({ id }) => id),
    );
    known.push(...rows.filter(({ id }) => !hidden.has(id)));
    after = rows.at(-1);
    if (rows.length < AT_ONCE) return known;
  }
}

const numberIn = (card: Instance["card"], name: string): number =>
  typeof card[name] === "number" ? card[name] : 0;
