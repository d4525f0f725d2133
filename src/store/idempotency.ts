import type { JsonObject } from "../../workflows/workflow.ts";
import { instantText } from "../lib/instant-text.ts";
import type { Db, Queryable } from "./database.ts";

/** What a key was first used for, and what came of it. */
export interface IdempotencyRow {
  /** Kind of source, caller and instance (programme for a start), so that nobody can use up another's keys. */
  readonly scope: string;
  readonly key: string;
  /** HMAC over type and data, never over facts. */
  readonly bodyHmac: string;
  readonly instanceId: string;
  readonly outcome: JsonObject;
  readonly revision: number;
  readonly expiresAt: Date;
}

/** As the statement that writes a batch reads it. */
export const keyRowText = ({ expiresAt, ...rest }: IdempotencyRow): string =>
  JSON.stringify({ ...rest, expiresAt: instantText(expiresAt) });

/** Part of the one statement that writes a batch. A key used twice at once breaks it, and the batch runs again. */
export const insertKeys = (parameter: string): string => `
  insert into idempotency (scope, key, body_hmac, instance_id, outcome, revision, expires_at)
  select scope, key, "bodyHmac", "instanceId", outcome, revision, "expiresAt"
  from jsonb_to_recordset(${parameter}::jsonb) as r(
    scope text, key text, "bodyHmac" text, "instanceId" uuid, outcome jsonb, revision bigint,
    "expiresAt" timestamptz)`;

/**
 * Part of the statement that looks things up for a batch: `scopes` and `keys` are parallel arrays. Each key is looked up
 * by itself: a join that was planned while the table was small would read all of it, until the next analyze.
 */
export const selectKeys = (scopes: string, keys: string): string => `
  select coalesce(jsonb_agg(jsonb_build_object(
    'scope', k.scope, 'key', k.key, 'bodyHmac', k.body_hmac, 'instanceId', k.instance_id, 'outcome', k.outcome,
    'revision', k.revision)), '[]')
  from unnest(${scopes}::text[], ${keys}::text[]) as q(scope, key)
  cross join lateral (
    select * from idempotency i where i.scope = q.scope and i.key = q.key limit 1) k`;

/** The case of the party that is over and took an event under this key; `scope` is the kind of source and the caller. */
export async function findEndedCaseOfKey(
  db: Queryable,
  asked: {
    readonly key: string;
    readonly scope: string;
    readonly programmeId: string;
    readonly partyId: string;
  },
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select i.id from instance i
     join idempotency k on k.scope = $1 || ':' || i.id and k.key = $2
     where i.programme_id = $3 and i.workflow = 'engagement' and i.business_key = 'party:' || $4
       and i.status = 'done'
     limit 1`,
    [asked.scope, asked.key, asked.programmeId, asked.partyId],
  );
  return rows[0]?.id;
}

/** Forget keys whose time is over. Returns how many. */
export async function sweepKeys(db: Db, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `delete from idempotency where ctid in (select ctid from idempotency where expires_at < $1 limit 10000)`,
    [now],
  );
  return rowCount ?? 0;
}
