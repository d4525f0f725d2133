/** The audience's table as a condition over `engagement_line`: what `mayKnow` says of each, of all of them at once. */
import type { Held, InProgramme, KnownAudience } from "../contract/known-audience.ts";
import type { Marking } from "../contract/markings.ts";
import { MARKINGS } from "../contract/markings.ts";
import { AWAITING_BODY } from "../contract/bodies.ts";
import type { Scope } from "../contract/scope.ts";
import type { Queryable } from "./database.ts";
import { withinScope } from "./within-scope.ts";

type Parameter = (value: unknown) => string;

/** Adds a value and gives its place in the statement. */
export const parametersOf =
  (values: unknown[]): Parameter =>
  (value) =>
    `$${values.push(value)}`;

const rankOf = (marking: Marking): number => MARKINGS.indexOf(marking);
const ranks = `array[${MARKINGS.map((label) => `'${label}'`).join(", ")}]`;

/** Columns of `engagement_line l` that the policy's table asks about. */
export const lineColumns = {
  programme: "l.programme_id",
  bodies: "l.bodies",
  stage: "l.stage",
  businessKey: "'party:' || l.party_id::text",
  // One index finds both; what the second condition says, the first does, but not to the planner.
  isAssigned: (account: string) => `(l.assigned && array[${account}, 'anybody'] and l.assigned <> '{}')`,
};

/** For whom: what the policy's table lets them see, and what the audience's. */
export interface Sees {
  readonly scope: Scope;
  readonly audience: KnownAudience;
}

/** The lines that the caller may know: what to read from, what both tables ask, and the rank of a line's marking. */
export function knownLines({ scope, audience }: Sees, values: unknown[]) {
  const parameter = parametersOf(values);
  const from = `engagement_line l ${markingJoins(audience, parameter)}`;
  const rank = markingRank(audience, parameter);
  return {
    from,
    rank,
    within: withinScope(scope, lineColumns, values),
    known: isKnown(audience, rank, parameter),
  };
}

/** What `l` is joined to, so that its marking is known: what somebody marked it with, and what it inherits. */
function markingJoins({ derived }: KnownAudience, parameter: Parameter): string {
  const own = "left join record_marking m on m.kind = 'engagement' and m.record_id = l.id";
  if (derived.length === 0) return own;
  const ids = parameter(derived.map(({ id }) => id));
  const bears = parameter(derived.map(({ marking }) => rankOf(marking)));
  return `${own} left join unnest(${ids}::uuid[], ${bears}::int[]) as d(id, rank) on d.id = l.id`;
}

/** The rank of the line's marking among `MARKINGS`. */
function markingRank({ defaults, byDefault, derived }: KnownAudience, parameter: Parameter): string {
  const steps = defaults.map(
    ({ programmeId, from, marking }) =>
      `when l.programme_id = ${parameter(programmeId)}::uuid and l.created_at >= ${parameter(from)}::timestamptz then ${rankOf(marking)}`,
  );
  const unmarked =
    steps.length === 0 ? `${rankOf(byDefault)}` : `case ${steps.join(" ")} else ${rankOf(byDefault)} end`;
  const inherited = derived.length === 0 ? "" : "when d.rank is not null then d.rank ";
  // Most bear what nobody set, so that is asked first.
  return `(case ${inherited}when m.marking is null then ${unmarked} else array_position(${ranks}, m.marking) - 1 end)`;
}

/** May the caller know the line? `rank` is its marking's. */
function isKnown(audience: KnownAudience, rank: string, parameter: Parameter): string {
  const takesPart = participation(audience, parameter);
  const isStaff = isHeld(audience.staff, parameter);
  const hasSeat = seat(audience, parameter);
  const inCommunity = isHeld(audience.community, parameter);
  const at = (marking: Marking): number => rankOf(marking);
  return `(case ${rank}
      when ${at("TLP:CLEAR")} then true
      when ${at("TLP:GREEN")} then ${inCommunity} or ${hasSeat} or ${takesPart}
      when ${at("TLP:AMBER")} then ${isStaff} or ${hasSeat} or ${takesPart}
      when ${at("TLP:AMBER+STRICT")} then ${isStaff} or ${takesPart}
      else ${takesPart} end${notRecused(audience, parameter)})`;
}

function participation({ id, engagementIds }: KnownAudience, parameter: Parameter): string {
  const me = parameter(id);
  const ids = [id, ...engagementIds];
  return `(l.owner_id is not distinct from ${me}::text or m.set_by is not distinct from ${me}::text
    or coalesce(m.named && ${parameter(ids)}::text[], false) or l.id::text = any(${parameter(ids)}::text[])
    or coalesce(l.party_id::text = ${me}::text, false))`;
}

function seat({ seated, seatGroups }: KnownAudience, parameter: Parameter): string {
  const named =
    seatGroups.length === 0 ? "false" : `coalesce(l.group_id = any(${parameter(seatGroups)}::text[]), false)`;
  const hasBody = `(l.stage is not distinct from '${AWAITING_BODY}' or l.bodies <> '{}')`;
  return `(${named} or (${hasBody} and ${isHeld(seated, parameter)}))`;
}

/** Does the caller hold one of the roles over the line? */
export function isHeld({ programmes, bodies }: Held, parameter: Parameter): string {
  if (programmes === null) return "true";
  const ways = [
    ...(programmes.length === 0 ? [] : [`l.programme_id = any(${parameter(programmes)}::uuid[])`]),
    ...(bodies.length === 0 ? [] : [`l.bodies && ${parameter(bodies)}::text[]`]),
  ];
  return ways.length === 0 ? "false" : `(${ways.join(" or ")})`;
}

function notRecused({ recused, persons }: KnownAudience, parameter: Parameter): string {
  const { programmes, groups, organisations, papers, said } = recused;
  const managed = [
    ...(programmes.length === 0 ? [] : [`l.programme_id = any(${parameter(programmes)}::uuid[])`]),
    ...(groups.length === 0
      ? []
      : [`coalesce((l.programme_id, l.group_id) in (select * from ${pairs(groups, parameter)}), false)`]),
    ...(organisations.length === 0
      ? []
      : [`coalesce((l.programme_id, l.party_id) in (${standingWith(organisations, parameter)}), false)`]),
    ...(papers.length === 0 ? [] : [`l.id = any(${parameter(papers)}::uuid[])`]),
  ];
  // Nobody stays out of their own case because of what was assessed of them.
  const own = (): string =>
    `coalesce('party:' || l.party_id::text = any(${parameter(persons)}::text[]), false)`;
  const byForm = managed.length === 0 ? "" : ` and (${own()} or not (${managed.join(" or ")}))`;
  return said.length === 0 ? byForm : `${byForm} and l.id <> all(${parameter(said)}::uuid[])`;
}

const pairs = (all: readonly InProgramme[], parameter: Parameter): string =>
  `unnest(${parameter(all.map(({ programmeId }) => programmeId))}::uuid[], ${parameter(all.map(({ id }) => id))}::text[])`;

/** The programme it is asked for in, and the ids of parties who stand with one of the organisations now, under any of its ids. */
export const standingWith = (organisations: readonly InProgramme[], parameter: Parameter): string => `
  select asked.programme_id, p.id
  from ${pairs(organisations, parameter)} as asked(programme_id, id)
  join organisation o on o.id = asked.id::uuid
  join organisation own on own.id = coalesce(o.merged_into, o.id) or own.merged_into = coalesce(o.merged_into, o.id)
  join affiliation a on a.organisation_id = own.id and a.until is null
  join party p on (p.id = a.party_id and p.merged_into is null) or p.merged_into = a.party_id`;

/** Engagements of these programmes that were derived from something, and so inherit its marking. */
export async function derivedEngagements(db: Queryable, programmeIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct s.record_id as id
     from record_source s
     join engagement_line l on l.id = s.record_id and l.programme_id = any($1::uuid[])
     where s.kind = 'engagement'`,
    [programmeIds],
  );
  return rows.map(({ id }) => id);
}

/** Groups of these programmes that name one of the ids as a lead or a member. */
export async function seatGroupsOf(
  db: Queryable,
  programmeIds: readonly string[],
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from instance
     where programme_id = any($1::uuid[]) and workflow = 'working_group'
       and (snapshot->'context'->'leads' ?| $2::text[] or snapshot->'context'->'held' ?| $2::text[])`,
    [programmeIds, ids],
  );
  return rows.map(({ id }) => id);
}
