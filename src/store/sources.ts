import type { JsonObject } from "../../workflows/workflow.ts";
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
  readonly createdAt: Date;
}

const columns = `
  id, programme_id as "programmeId", slug, vendor, is_open as "isOpen", key_id as "keyId",
  sealed_secret as "sealedSecret", sealed_previous_secret as "sealedPreviousSecret", token_hash as "tokenHash",
  previous_token_hash as "previousTokenHash", previous_until as "previousUntil", mapping,
  created_at as "createdAt"`;

/** Returns false when the slug is taken. */
export async function insertSource(db: Queryable, source: Source): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into source (id, programme_id, slug, vendor, is_open, key_id, sealed_secret, token_hash, mapping, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (slug) do nothing`,
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
    ],
  );
  return rowCount === 1;
}

/** For the door, by the slug or id each was asked for: a delivery has no actor yet. */
export async function readSourcesAtDoor(
  db: Queryable,
  idsOrSlugs: readonly string[],
): Promise<Map<string, Source>> {
  const { rows } = await db.query<Source>({
    name: "sources-at-door",
    text: `select ${columns} from source where (slug = any($1) or id::text = any($1)) and disabled_at is null`,
    values: [idsOrSlugs],
  });
  return new Map(
    rows.flatMap((row): [string, Source][] => [
      [row.id, row],
      [row.slug, row],
    ]),
  );
}

export async function readSource(db: Queryable, idOrSlug: string, scope: Actor): Promise<Source | undefined> {
  const { rows } = await db.query<Source>(
    `select ${columns} from source
     where (slug = $1 or id::text = $1) and ($2::uuid[] is null or programme_id = any($2))`,
    [idOrSlug, programmesRunBy(scope)],
  );
  return rows[0];
}

export async function listSources(db: Queryable, scope: Actor): Promise<Source[]> {
  const { rows } = await db.query<Source>(
    `select ${columns} from source where $1::uuid[] is null or programme_id = any($1) order by created_at, id`,
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
       sealed_secret = $2, token_hash = $3, previous_until = $4
     where id = $1`,
    [id, to.sealedSecret, to.tokenHash, to.previousUntil],
  );
}

export async function setMapping(db: Queryable, id: string, mapping: JsonObject): Promise<void> {
  await db.query("update source set mapping = $2 where id = $1", [id, mapping]);
}

/** The place a source's secret is sealed for. */
export const secretPlace = (id: string): string => `source/${id}/secret`;
