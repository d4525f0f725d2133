import type { Actor } from "../contract/actor.ts";
import type { Level } from "../contract/organisations.ts";
import { programmesRunBy } from "../contract/actor.ts";
import { NotFound } from "../lib/errors.ts";
import type { Queryable, Tx } from "./database.ts";
import type { Searchable } from "./type-ahead.ts";
import { typeAhead } from "./type-ahead.ts";

/** An organisation in the directory of one institution, which the institution's programmes share. */
export interface Organisation {
  readonly id: string;
  readonly institutionId: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly otherNames: readonly string[];
  /** A code of the list `organisation_kinds`. */
  readonly kind: string;
  readonly level: Level;
  /** ISO 3166-1 alpha-2; null for an international one. */
  readonly country: string | null;
  /** How often it was written. */
  readonly revision: number;
  readonly createdAt: Date;
}

const named = {
  id: "t.id",
  institutionId: "t.institution_id",
  name: "t.name",
  shortName: "t.short_name",
  otherNames: "t.other_names",
  kind: "t.kind",
  level: "t.level",
  country: "t.country",
  revision: "t.revision",
  createdAt: "t.created_at",
};
const columns = Object.entries(named)
  .map(([name, column]) => `${column} as "${name}"`)
  .join(", ");

/** Whoever has a part in a programme of the institution. */
const known = (parameter: string): string => `(${parameter}::uuid[] is null or exists (
  select 1 from programme p where p.institution_id = t.institution_id and p.id = any(${parameter})))`;

/** Returns false when the institution has one of that name in that country. */
export async function insertOrganisation(db: Queryable, one: Organisation): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into organisation (id, institution_id, name, short_name, other_names, kind, level, country, revision, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9) on conflict do nothing`,
    [
      one.id,
      one.institutionId,
      one.name,
      one.shortName,
      one.otherNames,
      one.kind,
      one.level,
      one.country,
      one.createdAt,
    ],
  );
  return rowCount === 1;
}

/** The caller holds the row's lock and has seen that the name is free. */
export async function changeOrganisation(db: Queryable, one: Organisation): Promise<void> {
  await db.query(
    `update organisation
     set name = $2, short_name = $3, other_names = $4, kind = $5, level = $6, country = $7, revision = $8
     where id = $1`,
    [one.id, one.name, one.shortName, one.otherNames, one.kind, one.level, one.country, one.revision],
  );
}

/** The one of the same name, however it is spelt, in the same country; who was merged has given its name to the survivor. */
export async function organisationNamed(
  db: Queryable,
  { institutionId, name, country }: Pick<Organisation, "institutionId" | "name" | "country">,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select coalesce(merged_into, id) as id from organisation
     where institution_id = $1 and sort = search_line($2) and coalesce(country, '') = coalesce($3, '')
     order by merged_into nulls first limit 1`,
    [institutionId, name, country],
  );
  return rows[0]?.id;
}

/** Who was merged is answered with the one that goes on. */
export async function readOrganisation(
  db: Queryable,
  id: string,
  scope: Actor,
): Promise<Organisation | undefined> {
  const { rows } = await db.query<Organisation>(
    `select ${columns} from organisation t
     where t.id = (select coalesce(merged_into, id) from organisation where id = $1) and ${known("$2")}`,
    [id, programmesRunBy(scope)],
  );
  return rows[0];
}

/** Keep apart two who change organisations of one institution: together they could close a ring of parents. */
export async function lockOrganisations(tx: Tx, institutionId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`organisations/${institutionId}`]);
}

/** The row itself, though it was merged; without a scope, for who has checked that. */
export async function readOrganisationRow(db: Queryable, id: string): Promise<Organisation> {
  const { rows } = await db.query<Organisation>(`select ${columns} from organisation t where t.id = $1`, [
    id,
  ]);
  const [row] = rows;
  if (row === undefined) throw new NotFound("organisation", id);
  return row;
}

/** The organisation's ids: its own, and of those that were merged into it. Whichever is asked for. */
export async function idsOfOrganisation(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select o.id from organisation s
     join organisation o on o.id = coalesce(s.merged_into, s.id) or o.merged_into = coalesce(s.merged_into, s.id)
     where s.id = $1`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** Names by id, for presenting. */
export async function organisationNames(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    "select id, name from organisation where id = any($1::uuid[])",
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Names and countries by id, for telling two apart. */
export async function namesOfOrganisations(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Organisation, "name" | "country">>> {
  const { rows } = await db.query<Pick<Organisation, "id" | "name" | "country">>(
    "select id, name, country from organisation where id = any($1::uuid[])",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const searchable: Searchable = {
  table: "organisation",
  columns: named,
  id: "id",
  owner: "institution_id",
  only: "t.merged_into is null",
};

export interface OrganisationFilter {
  /** Beginnings or parts of its names; empty finds all. */
  readonly q: string;
  readonly institutionIds: readonly string[];
  readonly kind?: string | undefined;
  readonly level?: Level | undefined;
  readonly country?: string | undefined;
  /** A code of the list `sectors`, as filed by one of these programmes. */
  readonly sector?: { readonly code: string; readonly programmeIds: readonly string[] } | undefined;
  readonly limit: number;
  readonly afterId?: string | undefined;
}

/** By name, those that begin with the words first. The caller has scoped the institutions. */
export async function searchOrganisations(
  db: Queryable,
  filter: OrganisationFilter,
): Promise<Organisation[]> {
  const { q, institutionIds: owners, kind, level, country, sector, limit, afterId } = filter;
  const equal = Object.entries({ kind, level, country })
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => ({ sql: (parameter: string) => `t.${column} = ${parameter}`, value }));
  const filed =
    sector === undefined
      ? []
      : [
          {
            sql: (parameter: string) => `exists (
              select 1 from organisation_sector s
              where s.organisation_id = t.id and s.code = ${parameter}::jsonb ->> 'code'
                and ${parameter}::jsonb -> 'programmeIds' ? s.programme_id::text)`,
            value: JSON.stringify(sector),
          },
        ];
  return await typeAhead<Organisation>(db, searchable, {
    q,
    owners,
    where: [...equal, ...filed],
    limit,
    afterId,
  });
}

/** Ids of those directly above, by organisation. */
export async function parentsOf(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ id: string; parents: string[] }>(
    `select organisation_id as id, array_agg(parent_id order by parent_id) as parents
     from organisation_parent where organisation_id = any($1::uuid[]) group by organisation_id`,
    [ids],
  );
  return new Map(rows.map(({ id, parents }) => [id, parents]));
}

/** Everything above these, themselves included. */
export async function organisationsAbove(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive above as (
       select unnest($1::uuid[]) as id
       union
       select p.parent_id from above a join organisation_parent p on p.organisation_id = a.id
     )
     select id from above`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

export async function setParents(tx: Tx, id: string, parentIds: readonly string[]): Promise<void> {
  await tx.query("delete from organisation_parent where organisation_id = $1", [id]);
  await tx.query(
    "insert into organisation_parent (organisation_id, parent_id) select $1, unnest($2::uuid[])",
    [id, parentIds],
  );
}

/** Codes that these programmes filed, by organisation. */
export async function sectorsOf(
  db: Queryable,
  ids: readonly string[],
  programmeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ id: string; codes: string[] }>(
    `select organisation_id as id, array_agg(distinct code order by code) as codes
     from organisation_sector
     where organisation_id = any($1::uuid[]) and programme_id = any($2::uuid[])
     group by organisation_id`,
    [ids, programmeIds],
  );
  return new Map(rows.map(({ id, codes }) => [id, codes]));
}

export async function setSectors(
  tx: Tx,
  id: string,
  programmeId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.query("delete from organisation_sector where organisation_id = $1 and programme_id = $2", [
    id,
    programmeId,
  ]);
  await tx.query(
    "insert into organisation_sector (organisation_id, programme_id, code) select $1, $2, unnest($3::text[])",
    [id, programmeId, codes],
  );
}
