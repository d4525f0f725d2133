import type { Queryable } from "./database.ts";

/** The words of one reading, blind. Deleted with the person's key. */
export interface AnswerWords {
  readonly recordId: string;
  readonly programmeId: string;
  readonly partyId: string;
  readonly engagementId: string;
  /** Signed 64-bit numbers as text. */
  readonly words: readonly string[];
  readonly createdAt: Date;
}

/** In the place of the reading before, where there was one. */
export async function keepAnswerWords(
  db: Queryable,
  { recordId, programmeId, partyId, engagementId, words, createdAt }: AnswerWords,
  before: string | undefined,
): Promise<void> {
  if (before !== undefined && before !== recordId) {
    await db.query("delete from answer_index where record_id = $1", [before]);
  }
  // The person may have been erased meanwhile: then there is no card any more, and nothing to be found by.
  await db.query(
    `insert into answer_index (record_id, programme_id, party_id, engagement_id, words, created_at)
     select $1, $2, $3, $4, $5::bigint[], $6 from party p join seal_key k on k.id = p.key_id
     where p.id = $3 and k.wrapped is not null for share of k
     on conflict (record_id) do nothing`,
    [recordId, programmeId, partyId, engagementId, words, createdAt],
  );
}
