import type { MarkedKind, Marking } from "../contract/markings.ts";
import type { Queryable, Tx } from "./database.ts";

/** A record that bears a marking. Ids are UUIDs; a dossier has its engagement's. */
export interface RecordRef {
  readonly kind: MarkedKind;
  readonly id: string;
}

export const refText = ({ kind, id }: RecordRef): string => `${kind}/${id}`;

/** What somebody marked a record with. */
export interface SetMarking extends RecordRef {
  readonly programmeId: string;
  readonly marking: Marking;
  readonly setBy: string;
  readonly setAt: Date;
  /** Accounts and parties who take part in the record. */
  readonly named: readonly string[];
}

/** That a record was derived from another one. */
export interface SourceRow extends RecordRef {
  readonly source: RecordRef;
  /** What the source asks of this record since its owner released it; null while it asks for its own marking. */
  readonly releasedTo: Marking | null;
}

export interface MarkingChange extends RecordRef {
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly from: Marking;
  readonly to: Marking;
  readonly source: string | null;
  readonly reasonId: string | null;
}

export async function readSetMarkings(db: Queryable, ids: readonly string[]): Promise<SetMarking[]> {
  const { rows } = await db.query<SetMarking>(
    `select kind, record_id as id, programme_id as "programmeId", marking, set_by as "setBy", set_at as "setAt", named
     from record_marking where record_id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}

export async function readSources(db: Queryable, ids: readonly string[]): Promise<SourceRow[]> {
  const { rows } = await db.query<SourceRow>(
    `select kind, record_id as id, jsonb_build_object('kind', source_kind, 'id', source_id) as source,
       released_to as "releasedTo"
     from record_source where record_id = any($1::uuid[])
     order by source_kind, source_id`,
    [ids],
  );
  return rows;
}

/** Keep two changes of one record's marking apart. */
export async function lockMarking(tx: Tx, record: RecordRef): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 18))", [refText(record)]);
}

export async function writeSetMarking(db: Queryable, one: SetMarking): Promise<void> {
  await db.query(
    `insert into record_marking (kind, record_id, programme_id, marking, set_by, set_at, named)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (kind, record_id) do update
     set marking = excluded.marking, set_by = excluded.set_by, set_at = excluded.set_at, named = excluded.named`,
    [one.kind, one.id, one.programmeId, one.marking, one.setBy, one.setAt, one.named],
  );
}

/** A source that is there already stays released, or not. */
export async function addSource(db: Queryable, record: RecordRef, source: RecordRef): Promise<void> {
  await db.query(
    `insert into record_source (kind, record_id, source_kind, source_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [record.kind, record.id, source.kind, source.id],
  );
}

/** From now on the source asks for no more than this of the one record. */
export async function releaseSource(
  db: Queryable,
  record: RecordRef,
  source: RecordRef,
  to: Marking,
): Promise<void> {
  await db.query(
    `insert into record_source (kind, record_id, source_kind, source_id, released_to) values ($1, $2, $3, $4, $5)
     on conflict (kind, record_id, source_kind, source_id) do update set released_to = excluded.released_to`,
    [record.kind, record.id, source.kind, source.id, to],
  );
}

/** What a source was released for before it was raised holds no more. */
export async function endReleasesOf(db: Queryable, source: RecordRef): Promise<void> {
  await db.query(
    `update record_source set released_to = null
     where source_kind = $1 and source_id = $2 and released_to is not null`,
    [source.kind, source.id],
  );
}

export async function appendMarkingChange(db: Queryable, one: MarkingChange): Promise<void> {
  await db.query(
    `insert into record_marking_change (
       kind, record_id, changed_at, changed_by, from_marking, to_marking, source, reason_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.kind, one.id, one.changedAt, one.changedBy, one.from, one.to, one.source, one.reasonId],
  );
}

/** What the records of one kind are marked in a programme when nobody marks them. */
export interface DefaultMarking {
  readonly programmeId: string;
  readonly kind: MarkedKind;
  readonly marking: Marking;
  readonly since: Date;
  readonly setBy: string;
}

/** Every default that the programmes have had, oldest first. */
export async function readDefaultMarkings(
  db: Queryable,
  programmeIds: readonly string[],
): Promise<DefaultMarking[]> {
  const { rows } = await db.query<DefaultMarking>(
    `select programme_id as "programmeId", kind, marking, since, set_by as "setBy"
     from programme_marking where programme_id = any($1::uuid[]) order by programme_marking.id`,
    [programmeIds],
  );
  return rows;
}

/** Keep two changes of one programme's defaults apart. */
export async function lockDefaultMarkings(tx: Tx, programmeId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 19))", [programmeId]);
}

export async function appendDefaultMarking(db: Queryable, one: DefaultMarking): Promise<void> {
  await db.query(
    "insert into programme_marking (programme_id, kind, marking, since, set_by) values ($1, $2, $3, $4, $5)",
    [one.programmeId, one.kind, one.marking, one.since, one.setBy],
  );
}

/** Oldest first. */
export async function markingChangesOf(db: Queryable, record: RecordRef): Promise<MarkingChange[]> {
  const { rows } = await db.query<MarkingChange>(
    `select kind, record_id as id, changed_at as "changedAt", changed_by as "changedBy", from_marking as "from",
       to_marking as "to", source, reason_id as "reasonId"
     from record_marking_change where kind = $1 and record_id = $2 order by record_marking_change.id`,
    [record.kind, record.id],
  );
  return rows;
}
