import type { Actor } from "../contract/actor.ts";
import type { Answer, PlaceKind } from "../contract/people.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";

/** Somebody left one organisation, went to another, or both. */
export interface JobChange {
  readonly id: string;
  readonly programmeId: string;
  readonly partyId: string;
  /** Affiliation ids; null when there was none, and after the person was erased. */
  readonly leftId: string | null;
  readonly begunId: string | null;
  /** ISO date. */
  readonly happenedOn: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface SeatQuestion {
  readonly id: string;
  readonly jobChangeId: string;
  readonly place: PlaceKind;
  readonly engagementId: string;
  /** The working group; null for the case itself. */
  readonly groupId: string | null;
  /** Null while nobody has said. */
  readonly answer: Answer | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
}

const columns = `j.id, j.programme_id as "programmeId", j.party_id as "partyId", j.left_id as "leftId",
  j.begun_id as "begunId", j.happened_on as "happenedOn", j.created_at as "createdAt", j.created_by as "createdBy"`;

export async function insertJobChange(
  tx: Tx,
  change: JobChange,
  questions: readonly SeatQuestion[],
): Promise<void> {
  await tx.query(
    `insert into job_change (id, programme_id, party_id, left_id, begun_id, happened_on, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      change.id,
      change.programmeId,
      change.partyId,
      change.leftId,
      change.begunId,
      change.happenedOn,
      change.createdAt,
      change.createdBy,
    ],
  );
  await tx.query(
    `insert into seat_question (id, job_change_id, place, engagement_id, group_id)
     select id, $1, place, "engagementId", "groupId"
     from jsonb_to_recordset($2::jsonb) as r(id uuid, place text, "engagementId" uuid, "groupId" uuid)`,
    [change.id, JSON.stringify(questions)],
  );
}

export async function readJobChange(db: Queryable, id: string, scope: Actor): Promise<JobChange | undefined> {
  const { rows } = await db.query<JobChange>(
    `select ${columns} from job_change j where j.id = $1 and ($2::uuid[] is null or j.programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

export interface JobChangeFilter {
  readonly programmeId?: string | undefined;
  readonly partyId?: string | undefined;
  /** Only those with a question that nobody has answered. */
  readonly isOpen?: boolean | undefined;
  readonly limit: number;
  readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
}

/** Newest first. */
export async function listJobChanges(
  db: Queryable,
  { programmeId, partyId, isOpen, limit, after }: JobChangeFilter,
  scope: Actor,
): Promise<JobChange[]> {
  const { rows } = await db.query<JobChange>(
    `select ${columns} from job_change j
     where ($1::uuid[] is null or j.programme_id = any($1))
       and ($2::uuid is null or j.programme_id = $2)
       and ($3::uuid is null or j.party_id = $3)
       and ($4::boolean is null or $4 = exists (
         select 1 from seat_question q where q.job_change_id = j.id and q.answer is null))
       and ($5::timestamptz is null or (j.created_at, j.id) < ($5, $6::uuid))
     order by j.created_at desc, j.id desc
     limit $7`,
    [
      programmesOf(scope),
      programmeId ?? null,
      partyId ?? null,
      isOpen ?? null,
      after?.createdAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );
  return rows;
}

/** The questions of changes the caller may read, in the order they were asked. */
export async function questionsOf(db: Queryable, jobChangeIds: readonly string[]): Promise<SeatQuestion[]> {
  const { rows } = await db.query<SeatQuestion>(
    `select id, job_change_id as "jobChangeId", place, engagement_id as "engagementId", group_id as "groupId",
       answer, answered_at as "answeredAt", answered_by as "answeredBy"
     from seat_question where job_change_id = any($1::uuid[]) order by id`,
    [jobChangeIds],
  );
  return rows;
}

/** Returns false when somebody has answered it: an answer stands. */
export async function answerQuestion(
  tx: Tx,
  id: string,
  said: { readonly answer: Answer; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update seat_question set answer = $2, answered_at = $3, answered_by = $4 where id = $1 and answer is null`,
    [id, said.answer, said.at, said.by],
  );
  return rowCount === 1;
}
