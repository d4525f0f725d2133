/** Merges: who became part of whom, and what brings them apart again. */
import type { Taken } from "../contract/merges.ts";
import type { Actor } from "../contract/actor.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";
import { askForOnce, workOf } from "./work.ts";

/** Ids of what moved from the absorbed to the survivor, and of what was there then. */
interface Moved {
  readonly affiliations: readonly string[];
  readonly jobChanges: readonly string[];
  /** Those merged into the absorbed before. */
  readonly parties: readonly string[];
  /** What was the survivor's own: whatever else there is at an undo has come since. */
  readonly own: { readonly affiliations: readonly string[]; readonly deliveries: readonly string[] };
  readonly detailsBefore: string | null;
  readonly detailsAfter: string | null;
}

export interface Merge {
  readonly id: string;
  readonly programmeId: string;
  readonly survivorId: string;
  readonly absorbedId: string;
  readonly mergedBy: string;
  readonly mergedAt: Date;
  readonly undoUntil: Date;
  readonly fields: readonly { readonly field: string; readonly from: Taken }[];
  readonly moved: Moved;
  /** Sealed records of the cards as they were. */
  readonly beforeSurvivorId: string | null;
  readonly beforeAbsorbedId: string | null;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
  readonly sorted: readonly Sorted[] | null;
}
export interface Sorted {
  readonly kind: string;
  readonly id: string;
  readonly to: "survivor" | "absorbed";
  /** The sealed record that a delivery which went back is read from. */
  readonly recordId?: string;
}

const columns = `id, programme_id as "programmeId", survivor_id as "survivorId", absorbed_id as "absorbedId",
  merged_by as "mergedBy", merged_at as "mergedAt", undo_until as "undoUntil", fields, moved,
  before_survivor_id as "beforeSurvivorId", before_absorbed_id as "beforeAbsorbedId", undone_by as "undoneBy",
  undone_at as "undoneAt", sorted`;

/** What every kind of merge has; what moved is each kind's own. */
type NewMerge = Omit<Merge, "moved" | "beforeSurvivorId" | "beforeAbsorbedId" | "sorted"> & {
  readonly moved: object;
} & Partial<Pick<Merge, "beforeSurvivorId" | "beforeAbsorbedId">>;

export async function insertMerge(tx: Tx, kind: "person" | "organisation", merge: NewMerge): Promise<void> {
  await tx.query(
    `insert into merge (id, kind, programme_id, survivor_id, absorbed_id, merged_by, merged_at, undo_until, fields, moved,
       before_survivor_id, before_absorbed_id)
     values ($1, $12, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      merge.id,
      merge.programmeId,
      merge.survivorId,
      merge.absorbedId,
      merge.mergedBy,
      merge.mergedAt,
      merge.undoUntil,
      JSON.stringify(merge.fields),
      JSON.stringify(merge.moved),
      merge.beforeSurvivorId ?? null,
      merge.beforeAbsorbedId ?? null,
      kind,
    ],
  );
}

/** Without a scope: for workers. */
export async function readMergeUnscoped(db: Queryable, id: string): Promise<Merge | undefined> {
  const { rows } = await db.query<Merge>(`select ${columns} from merge where id = $1 and kind = 'person'`, [
    id,
  ]);
  return rows[0];
}

export async function readMerge(db: Queryable, id: string, scope: Actor): Promise<Merge | undefined> {
  const { rows } = await db.query<Merge>(
    `select ${columns} from merge
     where id = $1 and kind = 'person' and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

/** Keep two who undo one merge apart. */
export async function lockMerge(tx: Tx, id: string): Promise<Merge | undefined> {
  const { rows } = await tx.query<Merge>(
    `select ${columns} from merge where id = $1 and kind = 'person' for update`,
    [id],
  );
  return rows[0];
}

/** The one that stands of this absorbed party. */
export async function standingMergeOf(db: Queryable, absorbedId: string): Promise<Merge | undefined> {
  const { rows } = await db.query<Merge>(
    `select ${columns} from merge where absorbed_id = $1 and undone_at is null and kind = 'person'`,
    [absorbedId],
  );
  return rows[0];
}

/** Those that have to be undone before this one: the survivor was merged on, or has taken in others since. */
export async function laterMerges(db: Queryable, merge: Pick<Merge, "id" | "survivorId">): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from merge
     where undone_at is null and id > $1 and (absorbed_id = $2 or survivor_id = $2) order by id desc`,
    [merge.id, merge.survivorId],
  );
  return rows.map(({ id }) => id);
}

export async function listMerges(
  db: Queryable,
  filter: {
    readonly programmeId?: string | undefined;
    readonly partyId?: string | undefined;
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<Merge[]> {
  const { rows } = await db.query<Merge>(
    `select ${columns} from merge
     where kind = 'person' and ($1::uuid[] is null or programme_id = any($1))
       and ($2::uuid is null or programme_id = $2)
       and ($3::uuid is null or survivor_id = $3 or absorbed_id = $3)
       and ($4::timestamptz is null or (merged_at, id) < ($4, $5::uuid))
     order by merged_at desc, id desc limit $6`,
    [
      programmesOf(scope),
      filter.programmeId ?? null,
      filter.partyId ?? null,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}

export async function noteUndone(
  tx: Tx,
  id: string,
  undone: { readonly by: string; readonly at: Date; readonly sorted: readonly Sorted[] },
): Promise<void> {
  await tx.query(
    `update merge set undone_by = $2, undone_at = $3, sorted = $4, before_survivor_id = null, before_absorbed_id = null
     where id = $1`,
    [id, undone.by, undone.at, JSON.stringify(undone.sorted)],
  );
}

/** Both rows, in an order that all share. */
export async function lockPair(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query("select 1 from party where id = any($1::uuid[]) order by id for update", [ids]);
}

/** Those merged into the absorbed before follow it. Returns them. */
export async function mergeParty(tx: Tx, absorbedId: string, survivorId: string): Promise<string[]> {
  await tx.query("update party set merged_into = $2 where id = $1", [absorbedId, survivorId]);
  const { rows } = await tx.query<{ id: string }>(
    "update party set merged_into = $2 where merged_into = $1 returning id",
    [absorbedId, survivorId],
  );
  return rows.map(({ id }) => id).toSorted();
}

export async function partParty(tx: Tx, absorbedId: string, followers: readonly string[]): Promise<void> {
  await tx.query("update party set merged_into = null where id = $1", [absorbedId]);
  await tx.query("update party set merged_into = $1 where id = any($2::uuid[])", [absorbedId, followers]);
}

export async function moveAffiliations(tx: Tx, ids: readonly string[], partyId: string): Promise<void> {
  await tx.query("update affiliation set party_id = $2 where id = any($1::uuid[])", [ids, partyId]);
}

export async function moveJobChanges(tx: Tx, ids: readonly string[], partyId: string): Promise<void> {
  await tx.query("update job_change set party_id = $2 where id = any($1::uuid[])", [ids, partyId]);
}

export interface JobChangeIds {
  readonly id: string;
  readonly leftId: string | null;
  readonly begunId: string | null;
}

export async function jobChangesOf(db: Queryable, partyId: string): Promise<JobChangeIds[]> {
  const { rows } = await db.query<JobChangeIds>(
    `select id, left_id as "leftId", begun_id as "begunId" from job_change where party_id = $1 order by id`,
    [partyId],
  );
  return rows;
}

export async function deliveriesOf(db: Queryable, partyId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>("select id from delivery where party_id = $1 order by id", [
    partyId,
  ]);
  return rows.map(({ id }) => id);
}

/** What else is a party's, by count. */
export async function countBelongings(
  db: Queryable,
  { id, keyId }: { readonly id: string; readonly keyId: string },
): Promise<{ mails: number; links: number; addresses: number }> {
  const { rows } = await db.query<{ mails: number; links: number; addresses: number }>(
    `select (select count(*) from mail where key_id = $2) as mails,
       (select count(*) from action_link where party_id = $1) as links,
       (select count(*) from party where (id = $1 or merged_into = $1) and email_index is not null) as addresses`,
    [id, keyId],
  );
  return rows[0] ?? { mails: 0, links: 0, addresses: 0 };
}

/** Is one of them being erased? */
export async function erasureWaits(db: Queryable, partyId: string): Promise<boolean> {
  const { rows } = await db.query(
    "select 1 from erasure where party_id = $1 and status in ('requested', 'approved')",
    [partyId],
  );
  return rows.length > 0;
}

/** A card whole, as it stands in its row. */
export interface WholeCard {
  readonly name: string | null;
  readonly organisation: string | null;
  readonly email: string | null;
  readonly alsoKnown: readonly string[];
  readonly retentionClass: string;
}

export async function takeCard(tx: Tx, partyId: string): Promise<WholeCard | undefined> {
  const { rows } = await tx.query<WholeCard>(
    `select name, organisation, email, also_known as "alsoKnown", retention_class as "retentionClass"
     from person_card where party_id = $1`,
    [partyId],
  );
  return rows[0];
}

export async function deleteCard(tx: Tx, partyId: string): Promise<void> {
  await tx.query("delete from person_card where party_id = $1", [partyId]);
}

export async function insertCard(
  tx: Tx,
  { id, programmeId }: { readonly id: string; readonly programmeId: string },
  card: WholeCard,
): Promise<void> {
  await tx.query(
    `insert into person_card (party_id, programme_id, name, organisation, email, also_known, retention_class)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, programmeId, card.name, card.organisation, card.email, card.alsoKnown, card.retentionClass],
  );
}

export async function writeCard(
  tx: Tx,
  partyId: string,
  card: Omit<WholeCard, "retentionClass">,
): Promise<void> {
  await tx.query(
    "update person_card set name = $2, organisation = $3, email = $4, also_known = $5 where party_id = $1",
    [partyId, card.name, card.organisation, card.email, card.alsoKnown],
  );
}

/** Ask for the chart's part: what the merge means to the absorbed's live case. Asked twice, it is asked once. */
export async function askForCases(
  tx: Queryable,
  merge: Pick<Merge, "id" | "programmeId">,
  action: "joinCases" | "partCases",
  now: Date,
): Promise<void> {
  const { id, programmeId } = merge;
  // In one lane: they are parted after they were joined.
  const order = { lane: "cases", generation: action === "joinCases" ? 1 : 2 };
  await askForOnce(tx, [workOf({ of: id, programmeId, action, payload: { mergeId: id }, ...order, now })]);
}

export async function setTitle(tx: Tx, affiliationId: string, titleId: string | null): Promise<void> {
  await tx.query("update affiliation set title_id = $2 where id = $1", [affiliationId, titleId]);
}
