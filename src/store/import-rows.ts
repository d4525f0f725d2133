/** What would become of each row of a list, and what became of it. Ids and codes: no word of the row. */
import type { FORECASTS } from "../contract/imports.ts";
import type { Queryable, Tx } from "./database.ts";

export type Forecast = (typeof FORECASTS)[number];

export interface CheckedRow {
  readonly row: number;
  readonly forecast: Forecast;
  readonly sameAs: number | null;
  readonly errors: readonly { readonly column: number | null; readonly code: string }[];
}

export interface ImportRow extends CheckedRow {
  readonly outcome: "opened" | "attached" | "failed" | null;
  readonly reason: string | null;
  readonly recordId: string;
  readonly partyId: string | null;
  readonly isNew: boolean;
  readonly engagementId: string | null;
  readonly revision: number | null;
  readonly undone: "taken-back" | "person-kept" | "touched" | null;
}

const columns = `row, forecast, same_as as "sameAs", errors, outcome, reason, record_id as "recordId", party_id as "partyId",
  is_new as "isNew", engagement_id as "engagementId", revision, undone`;
const ROWS_AT_ONCE = 1_000;

/** The rows of a check, in place of those of the check before. */
export async function replaceRows(tx: Tx, importId: string, rows: readonly CheckedRow[]): Promise<void> {
  await tx.query("delete from import_row where import_id = $1", [importId]);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    await tx.query(
      `insert into import_row (import_id, row, forecast, same_as, errors)
       select $1, row, forecast, same_as, errors
       from unnest($2::int[], $3::text[], $4::int[], $5::jsonb[]) as r(row, forecast, same_as, errors)`,
      [
        importId,
        some.map(({ row }) => row),
        some.map(({ forecast }) => forecast),
        some.map(({ sameAs }) => sameAs),
        some.map(({ errors }) => JSON.stringify(errors)),
      ],
    );
  }
}

export async function listRows(
  db: Queryable,
  importId: string,
  {
    afterRow,
    limit,
    only,
  }: { readonly afterRow: number; readonly limit: number; readonly only?: Forecast | undefined },
): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow>(
    `select ${columns} from import_row
     where import_id = $1 and row > $2 and ($3::text is null or forecast = $3) order by row limit $4`,
    [importId, afterRow, only ?? null, limit],
  );
  return rows;
}

/** Of these rows those that are still to be entered. */
export async function waitingRows(
  db: Queryable,
  importId: string,
  numbers: readonly number[],
): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow>(
    `select ${columns} from import_row
     where import_id = $1 and row = any($2::int[]) and forecast <> 'error' and outcome is null`,
    [importId, numbers],
  );
  return rows;
}

export interface RowCount extends Pick<ImportRow, "forecast" | "outcome" | "undone"> {
  readonly count: number;
}

/** How many rows there are of each forecast and each end. */
export async function countRows(db: Queryable, importId: string): Promise<RowCount[]> {
  const { rows } = await db.query<RowCount>(
    `select forecast, outcome, undone, count(*) as count from import_row where import_id = $1 group by 1, 2, 3`,
    [importId],
  );
  return rows;
}

export async function partyOfRow(db: Queryable, importId: string, row: number): Promise<string | undefined> {
  const { rows } = await db.query<{ partyId: string | null }>(
    `select party_id as "partyId" from import_row where import_id = $1 and row = $2`,
    [importId, row],
  );
  return rows[0]?.partyId ?? undefined;
}

export async function noteRowParty(
  tx: Tx,
  importId: string,
  row: number,
  { partyId, isNew }: { readonly partyId: string; readonly isNew: boolean },
): Promise<void> {
  await tx.query(
    "update import_row set party_id = $3, is_new = is_new or $4 where import_id = $1 and row = $2",
    [importId, row, partyId, isNew],
  );
}

export type RowEnd = Pick<ImportRow, "row" | "outcome" | "reason" | "engagementId" | "revision">;

export async function settleRows(db: Queryable, importId: string, ends: readonly RowEnd[]): Promise<void> {
  await db.query(
    `update import_row r set outcome = e.outcome, reason = e.reason, engagement_id = e.engagement_id, revision = e.revision
     from unnest($2::int[], $3::text[], $4::text[], $5::uuid[], $6::bigint[])
       as e(row, outcome, reason, engagement_id, revision)
     where r.import_id = $1 and r.row = e.row`,
    [
      importId,
      ends.map(({ row }) => row),
      ends.map(({ outcome }) => outcome),
      ends.map(({ reason }) => reason),
      ends.map(({ engagementId }) => engagementId),
      ends.map(({ revision }) => revision),
    ],
  );
}

/** A case with all that the list put there. */
export interface EnteredCase {
  readonly engagementId: string;
  /** The list opened it. */
  readonly isOpened: boolean;
  /** Where it stood when it had heard of the last of them. */
  readonly revision: number;
  readonly partyId: string;
  /** The party was made for the list. */
  readonly isNew: boolean;
  readonly recordIds: readonly string[];
}

/** Cases of the list that have not been looked at for undoing. */
export async function casesToUndo(db: Queryable, importId: string, limit: number): Promise<EnteredCase[]> {
  const { rows } = await db.query<EnteredCase>(
    `select engagement_id as "engagementId", bool_or(outcome = 'opened') as "isOpened", max(revision) as revision,
       (array_agg(party_id order by row))[1] as "partyId", bool_or(is_new) as "isNew",
       array_agg(record_id::text) as "recordIds"
     from import_row
     where import_id = $1 and engagement_id is not null and undone is null
     group by 1 order by 1 limit $2`,
    [importId, limit],
  );
  return rows;
}

export async function noteUndone(
  db: Queryable,
  importId: string,
  engagementId: string,
  undone: NonNullable<ImportRow["undone"]>,
): Promise<void> {
  await db.query("update import_row set undone = $3 where import_id = $1 and engagement_id = $2", [
    importId,
    engagementId,
    undone,
  ]);
}

/** Has somebody that a list made more than the list gave them? */
export async function hasMore(db: Queryable, partyId: string): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from party p
     where p.id = $1 and (
       p.merged_into is not null or p.details_id is not null
       or exists (select 1 from party other where other.merged_into = p.id)
       or exists (select 1 from delivery where party_id = p.id)
       or exists (select 1 from affiliation where party_id = p.id)
       or exists (select 1 from instance i where i.programme_id = p.programme_id and i.status <> 'done'
         and i.business_key = 'party:' || p.id))`,
    [partyId],
  );
  return rows.length > 0;
}

/** Which of these addresses, by their blind index, belong to somebody, and whether they have a case that is not over. */
export async function knownAddresses(
  db: Queryable,
  programmeId: string,
  indexes: readonly string[],
): Promise<Map<string, { readonly hasCase: boolean }>> {
  const known = new Map<string, { readonly hasCase: boolean }>();
  // In pieces, none of which takes longer than a statement may.
  for (let at = 0; at < indexes.length; at += ADDRESSES_AT_ONCE) {
    const found = await someAddresses(db, programmeId, indexes.slice(at, at + ADDRESSES_AT_ONCE));
    for (const { emailIndex, hasCase } of found) known.set(emailIndex, { hasCase });
  }
  return known;
}

const ADDRESSES_AT_ONCE = 500;

async function someAddresses(
  db: Queryable,
  programmeId: string,
  indexes: readonly string[],
): Promise<readonly { readonly emailIndex: string; readonly hasCase: boolean }[]> {
  const { rows } = await db.query<{ emailIndex: string; hasCase: boolean }>(
    `select known.email_index as "emailIndex", exists (
       select 1 from party one
       join instance i on i.programme_id = one.programme_id and i.workflow = 'engagement'
         and i.business_key = 'party:' || one.id and i.status <> 'done'
       where one.id = coalesce(known.merged_into, known.id) or one.merged_into = coalesce(known.merged_into, known.id)
     ) as "hasCase"
     from party known where known.programme_id = $1 and known.email_index = any($2::text[])`,
    [programmeId, indexes],
  );
  return rows;
}
