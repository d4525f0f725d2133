/** What belongs to a person in every table: found together, counted together, and taken away together. */
import type { Queryable, Tx } from "./database.ts";
import { endImport } from "./imports.ts";

/** Ids of what an erasure reaches. */
export interface Reach {
  /** The person; of those merged into one, the survivor. */
  readonly partyId: string;
  /** All that are this one person. */
  readonly partyIds: readonly string[];
  readonly programmeId: string;
  /** The person's key and every key below it, and the keys of deliveries that are theirs by their submission or words. */
  readonly keyIds: readonly string[];
  readonly deliveryIds: readonly string[];
  /** Lists that are not yet done with and in which they stand. */
  readonly importIds: readonly string[];
  /** Their cases and forms: charts that are about them, with the end of each journal's chain. */
  readonly cases: readonly ReachedCase[];
  /** Accounts with one of their addresses. */
  readonly accounts: readonly { readonly id: string; readonly isDisabled: boolean }[];
}

interface ReachedCase {
  readonly id: string;
  readonly workflow: string;
  readonly status: string;
  readonly revision: number;
  readonly chain: string;
}

/** How many rows of each kind; a dry run and the erasure itself count the same. */
export interface Counts {
  readonly cards: number;
  readonly keys: number;
  readonly records: number;
  readonly mails: number;
  readonly deliveries: number;
  readonly imports: number;
  readonly fingerprints: number;
  readonly affiliations: number;
  readonly links: number;
  readonly requestKeys: number;
  readonly accounts: number;
  readonly invitations: number;
  /** One while ledgers could still be asked which words are theirs; how many there are nobody knows. */
  readonly aliases: number;
}

/** `found`: deliveries nobody was known for that turned out to be theirs. Undefined when there is no such party. */
export async function reachOf(
  db: Queryable,
  partyId: string,
  { found, addresses }: { readonly found: readonly string[]; readonly addresses: readonly string[] },
): Promise<Reach | undefined> {
  const { rows } = await db.query<Reach>(
    `with recursive p as (
       select one.id, one.programme_id, one.key_id, one.merged_into
       from party asked
       join party one on one.id = coalesce(asked.merged_into, asked.id)
         or one.merged_into = coalesce(asked.merged_into, asked.id)
       where asked.id = $1
     ), d as (
       select d.id, d.key_id from delivery d
       where d.party_id in (select id from p) or d.id = any($2::uuid[]) or (d.source_id, d.submission_key) in (
         select source_id, submission_key from delivery
         where party_id in (select id from p) and submission_key is not null)
     ), k as (
       select key_id as id from p
       union select key_id from d where key_id is not null
       union select s.id from seal_key s join k on s.parent_id = k.id
     ), c as (
       select distinct i.id, i.workflow, i.status, i.revision, i.chain from instance i, p
       where i.programme_id = p.programme_id and i.workflow = 'engagement'
         and (i.business_key = 'party:' || p.id or i.id in (select engagement_id from delivery where party_id = p.id))
       union
       select i.id, i.workflow, i.status, i.revision, i.chain from instance i, p
       where i.programme_id = p.programme_id and i.workflow = 'interests' and i.business_key = 'party:' || p.id
       union
       select i.id, i.workflow, i.status, i.revision, i.chain from instance i
       join account a on i.business_key = 'account:' || a.id
       where i.workflow = 'interests' and a.disabled_at is not null and lower(a.email) = any($3::text[])
     )
     select p.id as "partyId", p.programme_id as "programmeId",
       (select jsonb_agg(id order by id) from p) as "partyIds",
       (select coalesce(jsonb_agg(id order by id), '[]') from k) as "keyIds",
       (select coalesce(jsonb_agg(id order by id), '[]') from d) as "deliveryIds",
       '[]'::jsonb as "importIds",
       (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'workflow', workflow, 'status', status, 'revision', revision, 'chain', chain)
          order by id), '[]') from c) as cases,
       (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'isDisabled', a.disabled_at is not null) order by a.id), '[]')
        from account a where lower(a.email) = any($3::text[])) as accounts
     from p where p.merged_into is null`,
    [partyId, found, addresses],
  );
  return rows[0];
}

export async function countReach(db: Queryable, reach: Reach, addresses: readonly string[]): Promise<Counts> {
  const { rows } = await db.query<Counts>(
    `select
       (select count(*) from person_card where party_id = any($1::uuid[])) as cards,
       (select count(*) from seal_key where id = any($2::uuid[]) and wrapped is not null) as keys,
       (select count(*) from sealed_record where key_id = any($2::uuid[])) as records,
       (select count(*) from mail where key_id = any($2::uuid[])) as mails,
       (select count(*) from delivery where id = any($3::uuid[])) as deliveries,
       (select count(*) from import where id = any($7::uuid[]) and sealed is not null) as imports,
       (select count(*) from delivery where id = any($3::uuid[]) and body_sha256 <> 'erased') as fingerprints,
       (select count(*) from affiliation where party_id = any($1::uuid[])) as affiliations,
       (select count(*) from action_link where party_id = any($1::uuid[])) as links,
       (select count(*) from idempotency where instance_id = any($4::uuid[]) and body_hmac <> 'erased') as "requestKeys",
       (select count(*) from account where id = any($5::uuid[]) and disabled_at is not null) as accounts,
       (select count(*) from invitation where lower(email) = any($6::text[])) as invitations,
       (select count(*) from party where id = any($1::uuid[]) and ledger_alias is not null) as aliases`,
    [
      reach.partyIds,
      reach.keyIds,
      reach.deliveryIds,
      reach.cases.map(({ id }) => id),
      reach.accounts.map(({ id }) => id),
      addresses,
      reach.importIds,
    ],
  );
  if (rows[0] === undefined) throw new Error("Counting gave no row");
  return rows[0];
}

/**
 * Take it away. Ciphertexts, ids, counts and journals stay; whatever they were sealed under is gone. What a request or a
 * delivery is known again by stays too, but for what was computed from words: a repetition finds it and makes nothing anew.
 */
export async function eraseReach(
  tx: Tx,
  reach: Reach,
  { addresses, now }: { readonly addresses: readonly string[]; readonly now: Date },
): Promise<void> {
  const { partyIds, keyIds, deliveryIds } = reach;
  const accountIds = reach.accounts.filter(({ isDisabled }) => isDisabled).map(({ id }) => id);
  await tx.query(
    `update seal_key set wrapped = null, wrapped_by = null, destroyed_at = $2
     where id = any($1::uuid[]) and wrapped is not null`,
    [keyIds, now],
  );
  for (const id of reach.importIds) await endImport(tx, id, { status: "cancelled", now });
  await tx.query("delete from person_card where party_id = any($1::uuid[])", [partyIds]);
  await tx.query(
    "update party set email_index = null, details_id = null, ledger_alias = null where id = any($1::uuid[])",
    [partyIds],
  );
  await tx.query("delete from party_trace where party_id = any($1::uuid[])", [partyIds]);
  await tx.query(
    "delete from duplicate_pair where kind = 'person' and (left_id = any($1::uuid[]) or right_id = any($1::uuid[]))",
    [partyIds],
  );
  await tx.query("delete from affiliation where party_id = any($1::uuid[])", [partyIds]);
  await tx.query("delete from answer_index where party_id = any($1::uuid[])", [partyIds]);
  await tx.query("delete from action_link where party_id = any($1::uuid[])", [partyIds]);
  // Mail to it is refused when its recipient is named: none of their words comes in again.
  await tx.query("delete from reply_address where instance_id = any($1::uuid[])", [
    reach.cases.map(({ id }) => id),
  ]);
  await tx.query(
    `update delivery set body_sha256 = 'erased', submission_key = null,
       dedupe_key = case when dedupe_key ~ '^sha256:|#' then 'erased:' || id else dedupe_key end
     where id = any($1::uuid[])`,
    [deliveryIds],
  );
  await tx.query("update idempotency set body_hmac = 'erased' where instance_id = any($1::uuid[])", [
    reach.cases.map(({ id }) => id),
  ]);
  await tx.query("delete from snooze where engagement_id = any($1::uuid[]) or account_id = any($2::uuid[])", [
    reach.cases.map(({ id }) => id),
    accountIds,
  ]);
  await tx.query("delete from sign_in_user where id = any($1::uuid[])", [accountIds]);
  await tx.query("delete from api_token where account_id = any($1::uuid[])", [accountIds]);
  await tx.query("update account set name = 'Erased', email = null where id = any($1::uuid[])", [accountIds]);
  await tx.query(
    `delete from sign_in_verification v using unnest($1::text[]) as a(address)
     where strpos(lower(v.identifier), a.address) > 0 or strpos(lower(v.value), a.address) > 0`,
    [addresses],
  );
  await tx.query("delete from invitation where lower(email) = any($1::text[])", [addresses]);
}

/** Deliveries of the programme that are nobody's yet, with a body that can still be opened. */
export async function unclaimedDeliveries(
  db: Queryable,
  programmeId: string,
): Promise<{ id: string; keyId: string; sealed: Buffer }[]> {
  const { rows } = await db.query<{ id: string; keyId: string; sealed: Buffer }>(
    `select d.id, d.key_id as "keyId", d.sealed from delivery d join seal_key k on k.id = d.key_id
     where d.programme_id = $1 and d.party_id is null and d.sealed is not null and k.wrapped is not null
       and d.status in ('held', 'partial')`,
    [programmeId],
  );
  return rows;
}

/** Where words are sealed, for which place, and how many are read at once. */
const SEALED_FOR = [
  ["sealed_record", "'sealed_record/' || r.id", 200],
  ["mail", "'mail/' || r.effect", 200],
  ["sign_in_mail", "'sign-in-mail/' || r.id", 200],
  // One of them may be as large as all the others together.
  ["import", "'import/' || r.id", 1],
] as const;

/** Sealed words that are no person's own, such as the reason of a waiver in a group: a key of their own each. */
export async function* nobodysWords(db: Queryable): AsyncGenerator<NobodysWords> {
  for (const [table, place, rowsAtOnce] of SEALED_FOR) {
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const { rows } = await db.query<NobodysWords>(
        `select r.id, r.key_id as "keyId", r.sealed, ${place} as place, '${table}' as "table"
         from ${table} r join seal_key k on k.id = r.key_id
         where r.id > $1 and r.sealed is not null and k.wrapped is not null and k.parent_id is null
           and not exists (select 1 from party p where p.key_id = r.key_id)
         order by r.id limit ${rowsAtOnce}`,
        [after],
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
}

interface NobodysWords {
  readonly id: string;
  readonly keyId: string;
  readonly sealed: Buffer;
  readonly place: string;
  readonly table: string;
}
