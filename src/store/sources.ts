import type { Json, JsonObject } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** Somebody who may post deliveries: a form of a vendor, for one programme. */
export interface Source {
  readonly id: string;
  readonly programmeId: string;
  readonly slug: string;
  readonly vendor: string;
  /** Takes deliveries that carry neither signature nor token: the default contact form. */
  readonly isOpen: boolean;
  readonly keyId: string;
  readonly sealedSecret: Buffer | null;
  readonly sealedPreviousSecret: Buffer | null;
  readonly tokenHash: string | null;
  readonly previousTokenHash: string | null;
  /** Until when the previous secret or token still counts. */
  readonly previousUntil: Date | null;
  readonly mapping: JsonObject;
  /** What people call it; null means by its slug. */
  readonly name: string | null;
  /** Who looks after what comes in; parsed where it is read. */
  readonly routes: Json;
  /** Since when what it delivers is only kept; null while it is read. */
  readonly pausedAt: Date | null;
  /** How often it was written. */
  readonly revision: number;
  readonly createdAt: Date;
}

/** A source begins without rules, and not paused. */
type NewSource = Omit<Source, "name" | "routes" | "pausedAt" | "revision"> & {
  readonly name?: string | null;
};

/** A source with what its programme says of all of its own. */
export interface SourceAtDoor extends Source {
  readonly programmeLanguages: readonly string[];
  readonly programmeRoutes: Json;
}

const columns = `
  s.id, s.programme_id as "programmeId", s.slug, s.vendor, s.is_open as "isOpen", s.key_id as "keyId",
  s.sealed_secret as "sealedSecret", s.sealed_previous_secret as "sealedPreviousSecret", s.token_hash as "tokenHash",
  s.previous_token_hash as "previousTokenHash", s.previous_until as "previousUntil", s.mapping, s.name, s.routes,
  s.paused_at as "pausedAt", s.revision, s.created_at as "createdAt"`;

/** Returns false when the slug is taken. */
export async function insertSource(db: Queryable, source: NewSource): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into source (
       id, programme_id, slug, vendor, is_open, key_id, sealed_secret, token_hash, mapping, created_at, name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (slug) do nothing`,
    [
      source.id,
      source.programmeId,
      source.slug,
      source.vendor,
      source.isOpen,
      source.keyId,
      source.sealedSecret,
      source.tokenHash,
      source.mapping,
      source.createdAt,
      source.name ?? null,
    ],
  );
  return rowCount === 1;
}

/** For the door, by the slug or id each was asked for: a delivery has no actor yet. */
export async function readSourcesAtDoor(
  db: Queryable,
  idsOrSlugs: readonly string[],
): Promise<Map<string, SourceAtDoor>> {
  const { rows } = await db.query<SourceAtDoor>({
    name: "sources-at-door",
    text: `
      select ${columns}, p.languages as "programmeLanguages", p.routes as "programmeRoutes"
      from source s join programme p on p.id = s.programme_id
      where (s.slug = any($1) or s.id::text = any($1)) and s.disabled_at is null`,
    values: [idsOrSlugs],
  });
  return new Map(
    rows.flatMap((row): [string, SourceAtDoor][] => [
      [row.id, row],
      [row.slug, row],
    ]),
  );
}

export async function readSource(db: Queryable, idOrSlug: string, scope: Actor): Promise<Source | undefined> {
  const { rows } = await db.query<Source>(
    `select ${columns} from source s
     where (s.slug = $1 or s.id::text = $1) and s.disabled_at is null
       and ($2::uuid[] is null or s.programme_id = any($2))`,
    [idOrSlug, programmesRunBy(scope)],
  );
  return rows[0];
}

export async function listSources(db: Queryable, scope: Actor): Promise<Source[]> {
  const { rows } = await db.query<Source>(
    `select ${columns} from source s
     where s.disabled_at is null and ($1::uuid[] is null or s.programme_id = any($1)) order by s.created_at, s.id`,
    [programmesRunBy(scope)],
  );
  return rows;
}

/** A new secret or token; the one before counts until `previousUntil`, so that no delivery falls between. */
export async function rotateSource(
  db: Queryable,
  id: string,
  to: {
    readonly sealedSecret: Buffer | null;
    readonly tokenHash: string | null;
    readonly previousUntil: Date;
  },
): Promise<void> {
  await db.query(
    `update source
     set sealed_previous_secret = sealed_secret, previous_token_hash = token_hash,
       sealed_secret = $2, token_hash = $3, previous_until = $4, revision = revision + 1
     where id = $1`,
    [id, to.sealedSecret, to.tokenHash, to.previousUntil],
  );
}

/** What of a source can be changed beside its secret. What is left out stays. */
export interface SourceChange {
  readonly name?: string | null | undefined;
  readonly mapping?: JsonObject | undefined;
  readonly routes?: readonly object[] | undefined;
  readonly paused?: { readonly at: Date; readonly by: string } | null | undefined;
}

/** Returns the source as it is now; undefined when it stands at another revision than the one the change is meant for. */
export async function changeSource(
  db: Queryable,
  id: string,
  { name, mapping, routes, paused }: SourceChange,
  revision: number | undefined,
): Promise<Source | undefined> {
  const { rows } = await db.query<Source>(
    `update source s
     set name = case when $2 then $3 else name end,
       mapping = coalesce($4::jsonb, mapping),
       routes = coalesce($5::jsonb, routes),
       paused_at = case when $6 then case when $7::timestamptz is null then null else coalesce(paused_at, $7) end else paused_at end,
       paused_by = case when $6 then $8 else paused_by end,
       revision = revision + 1
     where id = $1 and ($9::int is null or revision = $9)
     returning ${columns}`,
    [
      id,
      name !== undefined,
      name ?? null,
      mapping === undefined ? null : JSON.stringify(mapping),
      routes === undefined ? null : JSON.stringify(routes),
      paused !== undefined,
      paused?.at ?? null,
      paused?.by ?? null,
      revision ?? null,
    ],
  );
  return rows[0];
}

/** The place a source's secret is sealed for. */
export const secretPlace = (id: string): string => `source/${id}/secret`;
