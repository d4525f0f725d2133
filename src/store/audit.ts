/** The trail of audit: one chain of hashes a programme, appended to and never changed. */
import type { JsonObject } from "../../workflows/workflow.ts";
import type { Act } from "../contract/audit.ts";
import { canonicalJson, sha256 } from "../lib/canonical.ts";
import { instantText } from "../lib/instant-text.ts";
import type { Queryable, Tx } from "./database.ts";
import { parametersOf } from "./known-engagements.ts";

/** The chain of what concerns no one programme: accounts, institutions, searches that found nothing. */
export const HOUSE = "00000000-0000-0000-0000-000000000000";

/** What is to be kept. `detail` holds ids, counts, names of fields and filters; never personal data. */
export interface AuditEntry {
  /** `HOUSE` when it concerns no one programme. */
  readonly programmeId: string;
  /** Domain time. */
  readonly at: Date;
  readonly actorId: string;
  readonly onBehalfOf: string | null;
  readonly act: Act;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly detail: JsonObject;
}

export interface AuditRow extends AuditEntry {
  readonly seq: number;
  readonly hash: string;
  /** Of `anchored` rows: the hash, sealed for this place. */
  readonly proof: Buffer | null;
}

export interface AuditHead {
  readonly programmeId: string;
  readonly seq: number;
  readonly hash: string;
}

type Prove = (row: Omit<AuditRow, "proof">) => Promise<Buffer>;

/**
 * Append to the chains of the entries' programmes, in the order given. Their heads stay locked until the transaction ends,
 * which keeps apart all who append: call it last. `prove` makes the proof of `anchored` rows.
 */
export async function appendAudit(tx: Tx, entries: readonly AuditEntry[], prove?: Prove): Promise<void> {
  if (entries.length === 0) return;
  const heads = await lockHeads(tx, [...new Set(entries.map(({ programmeId }) => programmeId))]);
  const rows: AuditRow[] = [];
  for (const entry of entries) {
    const before = heads.get(entry.programmeId) ?? { seq: 0, hash: "" };
    const unhashed = { ...entry, seq: before.seq + 1 };
    const hashed = { ...unhashed, hash: auditHash(before.hash, unhashed) };
    heads.set(entry.programmeId, hashed);
    const proof = entry.act === "anchored" && prove !== undefined ? await prove(hashed) : null;
    rows.push({ ...hashed, proof });
  }
  await tx.query(
    `with written as (
       insert into audit (programme_id, seq, at, actor_id, on_behalf_of, act, subject_kind, subject_id, detail, hash, proof)
       select "programmeId", seq, at, "actorId", "onBehalfOf", act, "subjectKind", "subjectId", detail, hash,
         decode(proof, 'base64')
       from jsonb_to_recordset($1::jsonb) as r(
         "programmeId" uuid, seq bigint, at timestamptz, "actorId" text, "onBehalfOf" text, act text, "subjectKind" text,
         "subjectId" text, detail jsonb, hash text, proof text))
     update audit_chain c set seq = h.seq, hash = h.hash
     from jsonb_to_recordset($2::jsonb) as h("programmeId" uuid, seq bigint, hash text)
     where c.programme_id = h."programmeId"`,
    [JSON.stringify(rows.map(written)), JSON.stringify([...heads.values()])],
  );
}

/** The chain: each row's hash covers the row and the hash before it. */
export const auditHash = (before: string, row: Omit<AuditRow, "hash" | "proof">): string =>
  sha256(`${before}\n${canonicalJson(row)}`);

const written = ({ at, proof, ...rest }: AuditRow): object => ({
  ...rest,
  at: instantText(at),
  proof: proof?.toString("base64") ?? null,
});

/** In order of their ids, so that two who append to the same chains never wait for each other. */
async function lockHeads(tx: Tx, ids: readonly string[]): Promise<Map<string, AuditHead>> {
  const lock = async (): Promise<Map<string, AuditHead>> => {
    const { rows } = await tx.query<AuditHead>(
      `select programme_id as "programmeId", seq, hash from audit_chain
       where programme_id = any($1::uuid[]) order by programme_id for update`,
      [ids],
    );
    return new Map(rows.map((row) => [row.programmeId, row]));
  };
  const found = await lock();
  if (found.size === ids.length) return found;
  await tx.query(
    `insert into audit_chain (programme_id, seq, hash)
     select id, 0, '' from unnest($1::uuid[]) as i(id) order by id on conflict do nothing`,
    [ids],
  );
  return await lock();
}

const columns = `
  programme_id as "programmeId", seq, at, actor_id as "actorId", on_behalf_of as "onBehalfOf", act,
  subject_kind as "subjectKind", subject_id as "subjectId", detail, hash, proof`;

/** Which rows somebody may read: those of some programmes, those of the house, and their own. */
export interface AuditScope {
  /** Null means every programme. */
  readonly programmeIds: readonly string[] | null;
  readonly isOfHouse: boolean;
  /** Rows of this actor, wherever they stand. */
  readonly actorId: string | null;
}

export interface AuditFilter {
  readonly programmeId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly act?: Act | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: AuditPlace | undefined;
}

/** Where a row stands among those of all chains. */
export type AuditPlace = Pick<AuditRow, "at" | "programmeId" | "seq">;

/** A page, newest first. Anchoring rows come only when they are asked for. */
export async function listAudit(db: Queryable, filter: AuditFilter, scope: AuditScope): Promise<AuditRow[]> {
  const values: unknown[] = [];
  const parameter = parametersOf(values);
  const conditions = conditionsOf(filter, scope, parameter);
  if (filter.after !== undefined) conditions.push(...comesAfter(filter.after, parameter));
  const { rows } = await db.query<AuditRow>(
    `select ${columns}
     from audit
     where ${conditions.join("\n and ")}
     order by at desc, programme_id, seq desc
     limit ${parameter(filter.limit)}`,
    values,
  );
  return rows;
}

/** How many the filter finds in each chain, whatever its limit. */
export async function countAudit(
  db: Queryable,
  filter: Omit<AuditFilter, "limit">,
  scope: AuditScope,
): Promise<{ readonly programmeId: string; readonly count: number }[]> {
  const values: unknown[] = [];
  const parameter = parametersOf(values);
  const { rows } = await db.query<{ programmeId: string; count: number }>(
    `select programme_id as "programmeId", count(*)::int as count
     from audit
     where ${conditionsOf(filter, scope, parameter).join("\n and ")}
     group by 1`,
    values,
  );
  return rows;
}

type Parameter = (value: unknown) => string;

/** Only what is asked for is said, so that an index answers: of one's own rows that of actors, of one record that of subjects. */
function conditionsOf(
  { programmeId, actorId, act, subjectKind, subjectId, from, to }: Omit<AuditFilter, "limit">,
  scope: AuditScope,
  parameter: Parameter,
): string[] {
  const is = (column: string, value: unknown, type = "text"): string[] =>
    value === undefined ? [] : [`${column} = ${parameter(value)}::${type}`];
  return [
    withinTrail(scope, parameter),
    ...is("programme_id", programmeId, "uuid"),
    ...is("actor_id", actorId),
    ...(act === undefined ? ["act <> 'anchored'"] : is("act", act)),
    ...is("subject_kind", subjectKind),
    ...is("subject_id", subjectId),
    ...(from === undefined ? [] : [`at >= ${parameter(from)}::timestamptz`]),
    ...(to === undefined ? [] : [`at < ${parameter(to)}::timestamptz`]),
  ];
}

function withinTrail({ programmeIds, isOfHouse, actorId }: AuditScope, parameter: Parameter): string {
  if (programmeIds === null && isOfHouse) return "true";
  const ways = [
    ...(programmeIds === null ? [`programme_id <> '${HOUSE}'`] : []),
    ...(programmeIds !== null && programmeIds.length > 0
      ? [`programme_id = any(${parameter(programmeIds)}::uuid[])`]
      : []),
    ...(isOfHouse ? [`programme_id = '${HOUSE}'`] : []),
    ...(actorId === null ? [] : [`actor_id = ${parameter(actorId)}::text`]),
  ];
  return ways.length === 0 ? "false" : `(${ways.join(" or ")})`;
}

/** The first condition says nothing new; by it the index is entered where the page before ended. */
function comesAfter({ at, programmeId, seq }: AuditPlace, parameter: Parameter): string[] {
  const [instant, chain] = [`${parameter(at)}::timestamptz`, `${parameter(programmeId)}::uuid`];
  return [
    `at <= ${instant}`,
    `(at < ${instant} or programme_id > ${chain} or (programme_id = ${chain} and seq < ${parameter(seq)}::bigint))`,
  ];
}

/** Rows of one chain in order, from after `afterSeq`. Without a scope: for proving it. */
export async function readAuditChain(
  db: Queryable,
  programmeId: string,
  { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number },
): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `select ${columns} from audit where programme_id = $1 and seq > $2 order by seq limit $3`,
    [programmeId, afterSeq, limit],
  );
  return rows;
}

/** Where a chain stands; undefined when it has no row at all. */
export async function readAuditHead(db: Queryable, programmeId: string): Promise<AuditHead | undefined> {
  const { rows } = await db.query<AuditHead>(
    `select $1::uuid as "programmeId", coalesce(c.seq, 0) as seq, coalesce(c.hash, '') as hash
     from (select 1) one
     left join audit_chain c on c.programme_id = $1
     where c.programme_id is not null or exists (select 1 from audit where programme_id = $1)`,
    [programmeId],
  );
  return rows[0];
}

/** Where each chain stands; also of chains that have rows and no head any more. */
export async function readAuditHeads(db: Queryable): Promise<AuditHead[]> {
  const { rows } = await db.query<AuditHead>(
    `select programme_id as "programmeId", coalesce(c.seq, 0) as seq, coalesce(c.hash, '') as hash
     from audit_chain c
     full join (select distinct programme_id from audit) a using (programme_id)
     order by programme_id`,
  );
  return rows;
}
