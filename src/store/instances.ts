import type { DeadlineOf, JsonObject } from "../../workflows/workflow.ts";
import type { Scope } from "../contract/scope.ts";
import { instantText } from "../lib/instant-text.ts";
import type { Queryable, Tx } from "./database.ts";
import { instanceColumns, withinScope } from "./within-scope.ts";

export type InstanceStatus = "active" | "done" | "parked";

interface Deadline {
  readonly of: DeadlineOf;
  readonly at: string | null;
}

/** One running chart. `stage`, `state`, `businessKey`, `ownerId` and `card` are derived from the snapshot. */
export interface Instance {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly definitionHash: string;
  readonly programmeId: string;
  /** How many events it has taken; the journal's last `seq`. */
  readonly revision: number;
  readonly status: InstanceStatus;
  readonly stage: string | null;
  readonly state: string;
  readonly businessKey: string | null;
  readonly ownerId: string | null;
  readonly card: JsonObject;
  /** Promises by timer id; `at` (ISO instant) is null while it stands still, and in the past when it is overdue. */
  readonly deadlines: Readonly<Record<string, Deadline>>;
  readonly snapshot: JsonObject;
  /** Hash of the journal's last row: the end of the chain. */
  readonly chain: string;
  readonly parkedReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = `
  id, workflow, version, definition_hash as "definitionHash", programme_id as "programmeId", revision, status,
  stage, state, business_key as "businessKey", owner_id as "ownerId", card, deadlines, snapshot, chain,
  parked_reason as "parkedReason", created_at as "createdAt", updated_at as "updatedAt"`;

/** Lock the rows in id order, so that events for one instance queue up and batches never deadlock. */
export async function lockInstances(tx: Tx, ids: readonly string[]): Promise<Map<string, Instance>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.query<Instance>({
    name: "lock-instances",
    text: `select ${columns} from instance where id = any($1::uuid[]) order by id for update`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which writing of a row this is: it changes with every update, whoever makes it. */
export type RowMark = string;

export const rowMark = (xid: string, revision: number): RowMark => `${xid}/${revision}`;

/** Lock as `lockInstances` does, and say only which writing of each row is there. */
export async function lockMarks(tx: Tx, ids: readonly string[]): Promise<Map<string, RowMark>> {
  const { rows } = await tx.query<{ id: string; xid: string; revision: number }>({
    name: "lock-marks",
    text: "select id, xmin::text as xid, revision from instance where id = any($1::uuid[]) order by id for update",
    values: [ids],
  });
  return new Map(rows.map(({ id, xid, revision }) => [id, rowMark(xid, revision)]));
}

/** Instances that this transaction has locked. */
export async function readLocked(tx: Tx, ids: readonly string[]): Promise<Instance[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<Instance>({
    name: "read-locked",
    text: `select ${columns} from instance where id = any($1::uuid[])`,
    values: [ids],
  });
  return rows;
}

/** Those of the instances that exist. The caller knows who may see what. */
export async function readInstances(db: Queryable, ids: readonly string[]): Promise<Map<string, Instance>> {
  const { rows } = await db.query<Instance>({
    name: "read-instances",
    text: `select ${columns} from instance where id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Without a scope: for what the engine itself has to know, never for an answer to a caller. */
export async function readInstanceUnscoped(db: Queryable, id: string): Promise<Instance | undefined> {
  const { rows } = await db.query<Instance>(`select ${columns} from instance where id = $1`, [id]);
  return rows[0];
}

export async function findByBusinessKey(
  db: Queryable,
  programmeId: string,
  workflow: string,
  businessKey: string,
): Promise<Instance | undefined> {
  const { rows } = await db.query<Instance>(
    `select ${columns} from instance
     where programme_id = $1 and workflow = $2 and business_key = $3 and status <> 'done'`,
    [programmeId, workflow, businessKey],
  );
  return rows[0];
}

/** The live engagement of each of these parties, by the party's id. */
export async function findCases(
  db: Queryable,
  parties: readonly { readonly id: string; readonly programmeId: string }[],
): Promise<Map<string, Instance>> {
  const { rows } = await db.query<Instance & { readonly partyId: string }>(
    `select p.id as "partyId", i.*
     from unnest($1::uuid[], $2::uuid[]) as p(id, programme)
     cross join lateral (
       select ${columns} from instance
       where programme_id = p.programme and workflow = 'engagement' and business_key = 'party:' || p.id::text
         and status <> 'done') i`,
    [parties.map(({ id }) => id), parties.map(({ programmeId }) => programmeId)],
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** The last engagement of each of these parties, running or closed, by the party's id. */
export async function findLastCases(
  db: Queryable,
  parties: readonly { readonly id: string; readonly programmeId: string }[],
): Promise<Map<string, Instance>> {
  const { rows } = await db.query<Instance & { readonly partyId: string }>(
    `select p.id as "partyId", i.*
     from unnest($1::uuid[], $2::uuid[]) as p(id, programme)
     cross join lateral (
       select ${columns} from instance
       where programme_id = p.programme and workflow = 'engagement' and business_key = 'party:' || p.id::text
       order by created_at desc, id desc limit 1) i`,
    [parties.map(({ id }) => id), parties.map(({ programmeId }) => programmeId)],
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

export interface InstanceFilter {
  readonly workflow: string;
  readonly programmeId?: string | undefined;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  readonly ownerId?: string | undefined;
  /** Such as `party:<id>`: whom it is about. */
  readonly businessKey?: string | undefined;
  /** Matches the person card: name, organisation, e-mail. Punctuation parts words, so that no wildcard is left. */
  readonly text?: string | undefined;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
}

/** A page of instances, newest first, within the scope. */
export async function listInstances(
  db: Queryable,
  filter: InstanceFilter,
  scope: Scope,
): Promise<Instance[]> {
  const values: unknown[] = [
    filter.workflow,
    filter.programmeId ?? null,
    filter.stage ?? null,
    filter.state ?? null,
    filter.ownerId ?? null,
    filter.text ?? null,
    filter.after?.createdAt ?? null,
    filter.after?.id ?? null,
    filter.limit,
    filter.businessKey ?? null,
  ];
  const { rows } = await db.query<Instance>(
    `select ${columns}
     from instance i
     where workflow = $1
       and ($10::text is null or business_key = $10)
       and ($2::uuid is null or programme_id = $2)
       and ($3::text is null or stage = $3)
       and ($4::text is null or state = $4)
       and ($5::text is null or owner_id = $5)
       and ($6::text is null or exists (
         select 1 from person_card c
         where 'party:' || c.party_id::text = business_key and search_line($6) <> ' '
           and c.search like '%' || btrim(search_line($6)) || '%'))
       and ($7::timestamptz is null or (created_at, id) < ($7, $8::uuid))
       and ${withinScope(scope, instanceColumns("i"), values)}
     order by created_at desc, id desc
     limit $9`,
    values,
  );
  return rows;
}

/** Every working group of a programme, the ended ones too. Who may know of it, the caller asks. */
export async function listGroups(db: Queryable, programmeId: string): Promise<Instance[]> {
  const { rows } = await db.query<Instance>(
    `select ${columns} from instance where programme_id = $1 and workflow = 'working_group' order by created_at, id`,
    [programmeId],
  );
  return rows;
}

/** Charts of a programme in which a guard may have been set aside: cases say so on their card, groups do not. */
export async function instancesWithWaivers(
  db: Queryable,
  programmeId: string,
  limit: number,
): Promise<Instance[]> {
  const { rows } = await db.query<Instance>(
    `select ${columns} from instance
     where programme_id = $1 and ((workflow = 'engagement' and card -> 'waivers' <> '[]') or workflow = 'working_group')
     order by updated_at desc, id
     limit $2`,
    [programmeId, limit],
  );
  return rows;
}

export interface LiveFilter {
  readonly workflow?: string | undefined;
  /** Only instances on a version before this one of their workflow. */
  readonly belowVersion?: number | undefined;
  readonly afterId?: string | undefined;
  readonly limit: number;
}

/** Live instances of all programmes in id order, for checks and migrations. */
export async function liveInstances(db: Queryable, filter: LiveFilter): Promise<Instance[]> {
  const { rows } = await db.query<Instance>(
    `select ${columns}
     from instance
     where status <> 'done'
       and ($1::text is null or workflow = $1)
       and ($2::int is null or version < $2)
       and ($3::uuid is null or id > $3)
     order by id
     limit $4`,
    [filter.workflow ?? null, filter.belowVersion ?? null, filter.afterId ?? null, filter.limit],
  );
  return rows;
}

/** A page of ids of every instance there is, in id order. */
export async function allInstanceIds(
  db: Queryable,
  afterId: string | undefined,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select id from instance where $1::uuid is null or id > $1 order by id limit $2",
    [afterId ?? null, limit],
  );
  return rows.map((row) => row.id);
}

/** Take an instance out of service, or back into it. */
export async function setInstanceStatus(
  tx: Tx,
  id: string,
  status: InstanceStatus,
  parkedReason: string | null,
): Promise<void> {
  await tx.query("update instance set status = $2, parked_reason = $3 where id = $1", [
    id,
    status,
    parkedReason,
  ]);
}

const written = `
  id uuid, workflow text, version int, "definitionHash" text, "programmeId" uuid, revision bigint, status text,
  stage text, state text, "businessKey" text, "ownerId" text, card jsonb, deadlines jsonb, snapshot jsonb, chain text,
  "parkedReason" text, "createdAt" timestamptz, "updatedAt" timestamptz`;

/** As the statements that write a batch read it. */
export const instanceText = ({ createdAt, updatedAt, ...rest }: Instance): string =>
  JSON.stringify({ ...rest, createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) });

/** Part of the one statement that writes a batch. */
export const insertInstances = (parameter: string): string => `
  insert into instance (
    id, workflow, version, definition_hash, programme_id, revision, status, stage, state, business_key, owner_id,
    card, deadlines, snapshot, chain, parked_reason, created_at, updated_at)
  select id, workflow, version, "definitionHash", "programmeId", revision, status, stage, state, "businessKey",
    "ownerId", card, deadlines, snapshot, chain, "parkedReason", "createdAt", "updatedAt"
  from jsonb_to_recordset(${parameter}::jsonb) as r(${written})`;

/** Part of the one statement that writes a batch. */
export const updateInstances = (parameter: string): string => `
  update instance i
  set version = r.version, definition_hash = r."definitionHash", revision = r.revision, status = r.status, stage = r.stage, state = r.state, business_key = r."businessKey",
    owner_id = r."ownerId", card = r.card, deadlines = r.deadlines, snapshot = r.snapshot, chain = r.chain,
    parked_reason = r."parkedReason", updated_at = r."updatedAt"
  from jsonb_to_recordset(${parameter}::jsonb) as r(${written})
  where i.id = r.id`;
