/** Merges of organisations: which became part of which, and what brings them apart again. */
import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";
import type { Merge } from "./merges.ts";
import type { Organisation } from "./organisations.ts";

/** What can be said of an organisation, as it stands in its rows. */
export interface Standing extends Pick<
  Organisation,
  "name" | "shortName" | "otherNames" | "kind" | "level" | "country"
> {
  readonly parents: readonly string[];
  /** Codes by the programme that filed them. */
  readonly sectors: Readonly<Record<string, readonly string[]>>;
}

interface Moved {
  readonly before: Standing;
  readonly wrote: Standing;
  /** Organisations that were part of the absorbed; of `both`, part of the survivor too. */
  readonly parts: readonly string[];
  readonly both: readonly string[];
  /** Those that were part of the survivor then: whatever else is has become so since. */
  readonly ownParts: readonly string[];
  /** Those merged into the absorbed before. */
  readonly followers: readonly string[];
}

export interface OrganisationMerge extends Omit<
  Merge,
  "moved" | "beforeSurvivorId" | "beforeAbsorbedId" | "sorted"
> {
  readonly institutionId: string;
  readonly moved: Moved;
}

const columns = `m.id, m.programme_id as "programmeId", s.institution_id as "institutionId", m.survivor_id as "survivorId",
  m.absorbed_id as "absorbedId", m.merged_by as "mergedBy", m.merged_at as "mergedAt", m.undo_until as "undoUntil",
  m.fields, m.moved, m.undone_by as "undoneBy", m.undone_at as "undoneAt"`;
const merges = "merge m join organisation s on s.id = m.survivor_id";

/** Whoever has a part in a programme of the institution may look; null for all. */
const known = (parameter: string): string => `(${parameter}::uuid[] is null or exists (
  select 1 from programme p where p.institution_id = s.institution_id and p.id = any(${parameter})))`;

export async function readOrganisationMerge(
  db: Queryable,
  id: string,
  scope: Actor,
): Promise<OrganisationMerge | undefined> {
  const { rows } = await db.query<OrganisationMerge>(
    `select ${columns} from ${merges} where m.id = $1 and m.kind = 'organisation' and ${known("$2")}`,
    [id, programmesRunBy(scope)],
  );
  return rows[0];
}

/** The one that stands of this absorbed organisation. */
export async function standingOrganisationMerge(
  db: Queryable,
  absorbedId: string,
): Promise<OrganisationMerge | undefined> {
  const { rows } = await db.query<OrganisationMerge>(
    `select ${columns} from ${merges} where m.absorbed_id = $1 and m.undone_at is null and m.kind = 'organisation'`,
    [absorbedId],
  );
  return rows[0];
}

export async function listOrganisationMerges(
  db: Queryable,
  filter: {
    readonly institutionId?: string | undefined;
    readonly organisationId?: string | undefined;
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<OrganisationMerge[]> {
  const { rows } = await db.query<OrganisationMerge>(
    `select ${columns} from ${merges}
     where m.kind = 'organisation' and ${known("$1")}
       and ($2::uuid is null or s.institution_id = $2)
       and ($3::uuid is null or m.survivor_id = $3 or m.absorbed_id = $3)
       and ($4::timestamptz is null or (m.merged_at, m.id) < ($4, $5::uuid))
     order by m.merged_at desc, m.id desc limit $6`,
    [
      programmesRunBy(scope),
      filter.institutionId ?? null,
      filter.organisationId ?? null,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}

/** Those merged into the absorbed before follow it. Returns them. */
export async function absorb(tx: Tx, absorbedId: string, survivorId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    "update organisation set merged_into = $2 where merged_into = $1 returning id",
    [absorbedId, survivorId],
  );
  await tx.query("update organisation set merged_into = $2 where id = $1", [absorbedId, survivorId]);
  return rows.map(({ id }) => id).toSorted();
}

export async function release(tx: Tx, absorbedId: string, followers: readonly string[]): Promise<void> {
  await tx.query("update organisation set merged_into = null where id = $1", [absorbedId]);
  await tx.query("update organisation set merged_into = $1 where id = any($2::uuid[])", [
    absorbedId,
    followers,
  ]);
}

/** Those directly below, whether or not they were merged themselves. */
export async function partsOf(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select organisation_id as id from organisation_parent where parent_id = $1 order by organisation_id",
    [id],
  );
  return rows.map((row) => row.id);
}

/** What was part of the one becomes part of the other. */
export async function moveParts(
  tx: Tx,
  ids: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx.query(
    "delete from organisation_parent where parent_id = $2 and organisation_id = any($1::uuid[])",
    [ids, from],
  );
  await addParts(tx, ids, to);
}

export async function addParts(tx: Tx, ids: readonly string[], to: string): Promise<void> {
  await tx.query(
    `insert into organisation_parent (organisation_id, parent_id)
     select id, $2 from unnest($1::uuid[]) as t(id) where id <> $2 on conflict do nothing`,
    [ids, to],
  );
}

/** What every programme filed it under. */
export async function allSectorsOf(db: Queryable, id: string): Promise<Record<string, string[]>> {
  const { rows } = await db.query<{ programmeId: string; codes: string[] }>(
    `select programme_id as "programmeId", array_agg(code order by code) as codes
     from organisation_sector where organisation_id = $1 group by programme_id order by programme_id`,
    [id],
  );
  return Object.fromEntries(rows.map(({ programmeId, codes }) => [programmeId, codes]));
}

/** The ids of those that go on, in the order given. */
export async function standingIds(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select coalesce(o.merged_into, o.id) as id
     from unnest($1::uuid[]) with ordinality as t(id, place) join organisation o on o.id = t.id order by t.place`,
    [ids],
  );
  return rows.map((row) => row.id);
}

/** Affiliations that are entered under the absorbed, and how many of their people are with the survivor too, for now. */
export async function countAffiliations(
  db: Queryable,
  absorbedId: string,
  survivorId: string,
): Promise<{ affiliations: number; toldOnce: number }> {
  const { rows } = await db.query<{ affiliations: number; toldOnce: number }>(
    `select count(*)::int as affiliations, count(*) filter (where a.until is null and exists (
         select 1 from affiliation b join organisation p on p.id = b.organisation_id
         where b.party_id = a.party_id and b.until is null and coalesce(p.merged_into, p.id) = $2))::int as "toldOnce"
     from affiliation a join organisation o on o.id = a.organisation_id
     where o.id = $1 or o.merged_into = $1`,
    [absorbedId, survivorId],
  );
  return rows[0] ?? { affiliations: 0, toldOnce: 0 };
}

export interface Begun {
  readonly id: string;
  readonly partyId: string;
  readonly programmeId: string;
  readonly organisationId: string;
}

/** Affiliations that were entered after the merge, under either. */
export async function begunSince(db: Queryable, merge: OrganisationMerge): Promise<Begun[]> {
  const { rows } = await db.query<Begun>(
    `select id, party_id as "partyId", programme_id as "programmeId", organisation_id as "organisationId"
     from affiliation where organisation_id = any($1::uuid[]) and id > $2 order by id`,
    [[merge.survivorId, merge.absorbedId, ...merge.moved.followers], merge.id],
  );
  return rows;
}

/** Somebody is with an organisation once at a time: what would be a second stays where it is. */
export async function enterUnder(tx: Tx, ids: readonly string[], organisationId: string): Promise<void> {
  await tx.query(
    `update affiliation a set organisation_id = $2 where id = any($1::uuid[]) and not exists (
       select 1 from affiliation b
       where b.party_id = a.party_id and b.organisation_id = $2 and b.until is null and a.until is null)`,
    [ids, organisationId],
  );
}

/** Another organisation of that name in that country, beside these. */
export async function namesakeBeside(
  db: Queryable,
  { institutionId, name, country }: Pick<Organisation, "institutionId" | "name" | "country">,
  beside: readonly string[],
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select id from organisation
     where institution_id = $1 and sort = search_line($2) and coalesce(country, '') = coalesce($3, '')
       and id <> all($4::uuid[]) and (merged_into is null or merged_into <> all($4::uuid[]))`,
    [institutionId, name, country, beside],
  );
  return rows[0]?.id;
}
