/** Lists that are taken over: the sealed file, and whether it has been run or undone. Their rows stand in `import-rows.ts`. */
import type { Actor } from "../contract/actor.ts";
import { programmesOf } from "../contract/actor.ts";
import type { IMPORT_STATUSES, RunOptions } from "../contract/imports.ts";
import type { Queryable, Tx } from "./database.ts";

export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export interface Import {
  readonly id: string;
  readonly programmeId: string;
  readonly status: ImportStatus;
  readonly keyId: string;
  /** Null once the file is destroyed. */
  readonly sealed: Buffer | null;
  readonly sizeBytes: number;
  readonly encoding: string;
  readonly delimiter: string;
  readonly mapping: Readonly<Record<string, readonly number[]>>;
  readonly rowsCount: number;
  readonly options: Partial<RunOptions>;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly runBy: string | null;
  readonly runAt: Date | null;
  readonly endedAt: Date | null;
  readonly undoneAt: Date | null;
}

const columns = `id, programme_id as "programmeId", status, key_id as "keyId", sealed, size_bytes as "sizeBytes", encoding,
  delimiter, mapping, rows_count as "rowsCount", options, created_by as "createdBy", created_at as "createdAt",
  run_by as "runBy", run_at as "runAt", ended_at as "endedAt", undone_at as "undoneAt"`;

/** The place a file is sealed for. */
export const importPlace = (id: string): string => `import/${id}`;

export async function insertImport(
  tx: Tx,
  one: Pick<
    Import,
    | "id"
    | "programmeId"
    | "keyId"
    | "sizeBytes"
    | "encoding"
    | "delimiter"
    | "mapping"
    | "rowsCount"
    | "createdBy"
  > & { readonly sealed: Buffer; readonly createdAt: Date },
): Promise<void> {
  await tx.query(
    `insert into import (id, programme_id, status, key_id, sealed, size_bytes, encoding, delimiter, mapping, rows_count,
       created_by, created_at)
     values ($1, $2, 'checked', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      one.id,
      one.programmeId,
      one.keyId,
      one.sealed,
      one.sizeBytes,
      one.encoding,
      one.delimiter,
      JSON.stringify(one.mapping),
      one.rowsCount,
      one.createdBy,
      one.createdAt,
    ],
  );
}

export async function readImport(db: Queryable, id: string, scope: Actor): Promise<Import | undefined> {
  const { rows } = await db.query<Import>(
    `select ${columns} from import where id = $1 and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

export async function listImports(
  db: Queryable,
  filter: {
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<Import[]> {
  const { rows } = await db.query<Import>(
    `select ${columns.replace("sealed,", "null::bytea as sealed,")} from import
     where ($1::uuid[] is null or programme_id = any($1))
       and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [programmesOf(scope), filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
  return rows;
}

/** Lock it, so that a list is not run while another mapping of it is written. Returns the status it stands in. */
export async function lockImport(tx: Tx, id: string): Promise<ImportStatus | undefined> {
  const { rows } = await tx.query<{ status: ImportStatus }>(
    "select status from import where id = $1 for update",
    [id],
  );
  return rows[0]?.status;
}

export async function setColumns(tx: Tx, id: string, mapping: Import["mapping"]): Promise<void> {
  await tx.query("update import set mapping = $2 where id = $1", [id, JSON.stringify(mapping)]);
}

export async function markRunning(
  tx: Tx,
  id: string,
  { options, by, now }: { readonly options: RunOptions; readonly by: string; readonly now: Date },
): Promise<void> {
  await tx.query(
    "update import set status = 'running', options = $2, run_by = $3, run_at = $4 where id = $1",
    [id, JSON.stringify(options), by, now],
  );
}

export async function markUndoing(tx: Tx, id: string, by: string): Promise<void> {
  await tx.query("update import set status = 'undoing', undone_by = $2 where id = $1", [id, by]);
}

export async function markUndone(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query("update import set status = 'undone', undone_at = $2 where id = $1 and status = 'undoing'", [
    id,
    now,
  ]);
}

/** It is over: the file goes with its key, so that nothing of whoever stands in it is left but what they were entered as. */
export async function endImport(
  tx: Queryable,
  id: string,
  { status, now }: { readonly status: "done" | "cancelled" | "expired"; readonly now: Date },
): Promise<void> {
  await tx.query(
    `with ended as (
       update import set status = $2, sealed = null, ended_at = $3 where id = $1 and status in ('checked', 'running')
       returning key_id
     )
     update seal_key set wrapped = null, wrapped_by = null, destroyed_at = $3
     where id in (select key_id from ended) and wrapped is not null`,
    [id, status, now],
  );
}

/** Checked and never run, since before then. */
export async function forgottenImports(
  db: Queryable,
  before: Date,
): Promise<{ id: string; programmeId: string; createdAt: Date }[]> {
  const { rows } = await db.query<{ id: string; programmeId: string; createdAt: Date }>(
    `select id, programme_id as "programmeId", created_at as "createdAt" from import
     where sealed is not null and status = 'checked' and created_at <= $1 order by created_at limit 1000`,
    [before],
  );
  return rows;
}

/** When the one that has waited longest was checked. */
export async function oldestWaiting(db: Queryable): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date | null }>(
    "select min(created_at) as at from import where sealed is not null and status = 'checked'",
  );
  return rows[0]?.at ?? undefined;
}

/** Lists of the programme whose file can still be opened, without the file. */
export async function openImports(
  db: Queryable,
  programmeId: string,
): Promise<{ id: string; keyId: string }[]> {
  const { rows } = await db.query<{ id: string; keyId: string }>(
    `select id, key_id as "keyId" from import where programme_id = $1 and sealed is not null order by id`,
    [programmeId],
  );
  return rows;
}

export async function readFile(db: Queryable, id: string): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ sealed: Buffer | null }>("select sealed from import where id = $1", [id]);
  return rows[0]?.sealed ?? undefined;
}
