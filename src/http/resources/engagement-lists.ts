/** Engagements many at a time: lists, counts, and what one has to do today. */
import { z } from "zod";
import { heldBy } from "../../auth/known-audience.ts";
import { scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import { programmeFilter } from "../../contract/common.ts";
import type { TodayPart } from "../../contract/engagements.ts";
import {
  engagementCounts,
  engagementFilter,
  engagementPage,
  engagementQuery,
  today,
  TODAY_PARTS,
} from "../../contract/engagements.ts";
import { countLines } from "../../store/engagement-counts.ts";
import type { EngagementLine, LineFilter, TodayLine } from "../../store/engagement-lines.ts";
import { todayLines } from "../../store/engagement-lines.ts";
import type { LineSort } from "../../store/engagement-pages.ts";
import { listLines } from "../../store/engagement-pages.ts";
import type { Reads } from "../../store/sought.ts";
import { seek } from "../../store/sought.ts";
import type { TodayFor } from "../../store/today-parts.ts";
import { referenceIn } from "../../lib/ids.ts";
import { ROLES } from "../../../workflows/workflow.ts";
import type { Api } from "../api.ts";
import { readLineCursor, writeLineCursor } from "../cursor.ts";
import type { Card } from "../instances/present-cards.ts";
import { presentCards } from "../instances/present-cards.ts";
import { READ_CASES, seerOf } from "../instances/seer.ts";
import { operation } from "../operation.ts";
import type { AnyCall, Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

/** Items of each part of Today. */
const TODAY_ITEMS = 8;

export const engagementLists: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/engagements",
    id: "listEngagements",
    tag: "engagements",
    summary: "List engagements by filter, a page at a time",
    description:
      "Where you see a roster card only, what the card does not tell is no filter and no order for you: such engagements are left out then.",
    needs: READ_CASES,
    query: engagementQuery,
    success: { status: 200, description: "A page.", schema: engagementPage },
    handle: async (call) => ({ body: await pageOfLines(call, call.query) }),
  }),
  operation({
    method: "get",
    path: "/api/v1/engagements/counts",
    id: "countEngagements",
    tag: "engagements",
    summary: "Count engagements by state, under the filters of the list",
    description: "Exactly those that the list would show you, and no others.",
    needs: READ_CASES,
    query: engagementFilter,
    success: { status: 200, description: "How many.", schema: engagementCounts },
    handle: async (call) => ({ body: await counted(call, call.query) }),
  }),
  operation({
    method: "get",
    path: "/api/v1/today",
    id: "getToday",
    tag: "engagements",
    summary: "What is overdue, waits for you, is due, is new, what you wait for, and what you snoozed",
    description:
      "Whose turn it is and what is promised, the workflow declares. Eight of each part, the most pressing first.",
    needs: READ_CASES,
    query: z.strictObject({ programme: programmeFilter }),
    success: { status: 200, description: "The six parts.", schema: today },
    async handle({ api, actor, scope, query }) {
      const { programmeId } = await filterOf(api, scope, actor, query);
      const seer = await seerOf(api, scope, "whole");
      const lines = await todayLines(api.db, seer, { programmeId }, todayFor(scope, actor), TODAY_ITEMS);
      const cards = await presentCards(api, lines, { actor: scope, now: seer.now });
      const byId = new Map(cards.map((card) => [card.id, card]));
      return { body: inParts(lines, byId) };
    },
  }),
];

/** Who asks. */
type Asking = Pick<AnyCall, "api" | "actor" | "scope">;

export async function pageOfLines(
  { api, actor, scope }: Asking,
  { sort, limit, cursor, ...asked }: z.output<typeof engagementQuery>,
): Promise<z.output<typeof engagementPage>> {
  const filter = await filterOf(api, scope, actor, asked, sort === "who" ? "by name" : "first");
  const seer = await seerOf(api, scope, tellsMore(filter, sort) ? "whole" : "metadata");
  const lines = await listLines(api.db, seer, filter, { sort, limit, after: readLineCursor(cursor) });
  const items = await presentCards(api, lines.slice(0, limit), { actor: scope, now: seer.now });
  const last = lines.length > limit ? lines[limit - 1] : undefined;
  return {
    items,
    next: last === undefined ? null : writeLineCursor({ id: last.id, at: placed(last, sort) }),
  };
}

export async function counted(
  { api, actor, scope }: Asking,
  asked: Asked,
): Promise<z.output<typeof engagementCounts>> {
  const filter = await filterOf(api, scope, actor, asked, "all");
  const seer = await seerOf(api, scope, saysWhere(filter) ? "whole" : "metadata");
  const byState = await countLines(api.db, seer, filter, scopeOf(scope, READ_CASES, "whole"));
  const sum = (of: "total" | "overdue"): number => byState.reduce((all, one) => all + one[of], 0);
  return { total: sum("total"), overdue: sum("overdue"), byState };
}

/** Whose Today it is, with the roles that they read cases by. */
const todayFor = (scope: Actor, { id }: Actor): TodayFor => ({
  accountId: id,
  turns: ROLES.map((role) => ({ role, held: heldBy(scope, [role]) })).filter(
    ({ held }) => held.programmes === null || held.programmes.length + held.bodies.length > 0,
  ),
});

type Asked = Partial<z.output<typeof engagementFilter>>;

export async function filterOf(
  api: Api,
  scope: Actor,
  actor: Actor,
  { programme, owner, today: part, text: typed, ...rest }: Asked,
  reads?: Reads,
): Promise<LineFilter> {
  const programmeId =
    programme === undefined ? undefined : (await programmeOf(api, programme, scope, "query")).id;
  const ownerId = owner === "me" ? actor.id : owner === "none" ? null : owner;
  const today = part === undefined ? undefined : { ...todayFor(scope, actor), part };
  const sees = {
    whole: scopeOf(scope, READ_CASES, "whole"),
    named: scopeOf(scope, READ_CASES, "roster card"),
  };
  const text =
    typed === undefined
      ? undefined
      : await seek(api.db, typed, { programmeId, sees, reference: referenceIn(typed) }, reads);
  return { ...rest, programmeId, ownerId, today, text };
}

/** Whom a filter finds, it says something of: of a roster card only what is on it. Words look there and nowhere else. */
function saysWhere({ programmeId: _, text: _seen, ...said }: LineFilter): boolean {
  return Object.values(said).some((one) => one !== undefined);
}

/** Do filter and order tell more of somebody than a roster card does? */
export const tellsMore = (filter: LineFilter, sort: LineSort): boolean =>
  saysWhere(filter) || sort === "due" || sort === "since";

/** What the line was sorted by. */
export function placed(line: EngagementLine, sort: LineSort): Date | null {
  switch (sort) {
    case "newest":
      return line.createdAt;
    case "since":
      return line.since;
    case "due":
      return line.dueAt;
    case "who":
      return null;
  }
}

function inParts(
  lines: readonly TodayLine[],
  cards: ReadonlyMap<string, Card>,
): Record<TodayPart, { total: number; items: unknown[] }> {
  const part = (name: TodayPart) => {
    const own = lines.filter((line) => line.part === name);
    return {
      total: own[0]?.total ?? 0,
      items: own.flatMap((line) => {
        const card = cards.get(line.id);
        return card === undefined ? [] : [{ ...card, reason: reasonOf(line) }];
      }),
    };
  };
  return Object.fromEntries(TODAY_PARTS.map((name) => [name, part(name)])) as Record<
    TodayPart,
    ReturnType<typeof part>
  >;
}

function reasonOf({ part, dueAt, dueTimer, dueOf, turn, since, snoozedUntil }: TodayLine) {
  if (part === "snoozed") return { key: "snoozed", at: snoozedUntil?.toISOString() ?? null };
  if (part === "overdue") return { key: `overdue.${dueTimer}`, at: dueAt?.toISOString() ?? null };
  if (part === "iWaitFor") return { key: `waits.${turn}`, at: since.toISOString() };
  if (dueAt !== null && dueOf !== null) return { key: `due.${dueTimer}`, at: dueAt.toISOString() };
  if (part === "unclaimed") return { key: "unclaimed", at: since.toISOString() };
  return { key: `turn.${turn}`, at: since.toISOString() };
}
