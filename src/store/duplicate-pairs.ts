/** Pairs that may be one, and what was said of them. */
import type { Reason } from "../contract/duplicates.ts";
import type { Queryable } from "./database.ts";
import type { NewEffect } from "./effect-writes.ts";
import { askForOnce, workOf } from "./work.ts";

export interface NewPair {
  readonly id: string;
  readonly kind: "person" | "organisation";
  readonly programmeId: string | null;
  readonly institutionId: string | null;
  readonly leftId: string;
  readonly rightId: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** A pair that was found before is weighed anew; what somebody said of it stands. */
export async function keepPairs(db: Queryable, pairs: readonly NewPair[], now: Date): Promise<void> {
  if (pairs.length === 0) return;
  await db.query(
    `insert into duplicate_pair as k (
       id, kind, programme_id, institution_id, left_id, right_id, score, reasons, found_at, status)
     select id, kind, "programmeId", "institutionId", "leftId", "rightId", score, texts_in(reasons), $2, 'open'
     from jsonb_to_recordset($1::jsonb) as r(
       id uuid, kind text, "programmeId" uuid, "institutionId" uuid, "leftId" uuid, "rightId" uuid, score real, reasons jsonb)
     order by kind, "leftId", "rightId"
     on conflict (kind, left_id, right_id) do update set score = excluded.score, reasons = excluded.reasons
       where k.status = 'open'`,
    [JSON.stringify(pairs), now],
  );
}

/** Ask for somebody, or an organisation, to be compared with all others. Asked while it waits, it is asked once. */
export async function askForPairs(
  db: Queryable,
  asked: {
    readonly subjectId: string;
    readonly kind: NewPair["kind"];
    readonly programmeId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { subjectId: id, kind, programmeId, now } = asked;
  await askForOnce(db, [
    workOf({ of: id, programmeId, action: "findDuplicates", payload: { kind, id }, now }),
  ]);
}

/** Ask for people who were entered together to be compared: in one piece of work instead of one for each. */
export const pairsOfMany = (asked: {
  readonly importId: string;
  /** The first of them: tells this piece of the list from the others. */
  readonly row: number;
  readonly ids: readonly string[];
  readonly programmeId: string;
  readonly now: Date;
}): NewEffect =>
  workOf({
    of: asked.importId,
    programmeId: asked.programmeId,
    action: "findDuplicates",
    generation: asked.row,
    payload: { kind: "person", ids: [...asked.ids] },
    now: asked.now,
  });

/** What was suggested once and nothing says any more: a name was corrected. */
export async function dropStalePairs(
  db: Queryable,
  kind: NewPair["kind"],
  ids: readonly string[],
  found: readonly Pick<NewPair, "leftId" | "rightId">[],
): Promise<void> {
  await db.query(
    `delete from duplicate_pair k
     where k.kind = $1 and k.status = 'open' and (k.left_id = any($2::uuid[]) or k.right_id = any($2::uuid[]))
       and (k.left_id, k.right_id) not in (select * from unnest($3::uuid[], $4::uuid[]))`,
    [kind, ids, found.map(({ leftId }) => leftId), found.map(({ rightId }) => rightId)],
  );
}

export interface Pair extends Omit<NewPair, "kind"> {
  readonly status: "open" | "dismissed";
  readonly foundAt: Date;
  readonly dismissedBy: string | null;
  readonly dismissedAt: Date | null;
  readonly because: string | null;
}

const columns = `k.id, k.programme_id as "programmeId", k.institution_id as "institutionId", k.left_id as "leftId",
  k.right_id as "rightId", k.score, k.reasons, k.status, k.found_at as "foundAt", k.dismissed_by as "dismissedBy",
  k.dismissed_at as "dismissedAt", k.because`;

/** Both are there: neither was erased, nor merged meanwhile. */
const STANDING = {
  person: `exists (select 1 from person_card c where c.party_id = k.left_id)
    and exists (select 1 from person_card c where c.party_id = k.right_id)`,
  organisation: `not exists (select 1 from organisation o where o.id in (k.left_id, k.right_id) and o.merged_into is not null)`,
} as const;
const OWNER = { person: "k.programme_id", organisation: "k.institution_id" } as const;

/** The surest first. `owners`: programmes or institutions; null for all. */
export async function listPairs(
  db: Queryable,
  kind: NewPair["kind"],
  filter: {
    readonly owners: readonly string[] | null;
    readonly status: "open" | "dismissed";
    readonly ofId?: string | undefined;
    readonly limit: number;
    readonly afterId?: string | undefined;
  },
): Promise<Pair[]> {
  const { rows } = await db.query<Pair>(
    `select ${columns} from duplicate_pair k
     where k.kind = $1 and k.status = $2 and ($3::uuid[] is null or ${OWNER[kind]} = any($3))
       and ($4::uuid is null or k.left_id = $4 or k.right_id = $4)
       and ($5::uuid is null or (k.score, k.id) < (select score, id from duplicate_pair where id = $5))
       and ${STANDING[kind]}
     order by k.score desc, k.id desc limit $6`,
    [kind, filter.status, filter.owners, filter.ofId ?? null, filter.afterId ?? null, filter.limit],
  );
  return rows;
}

export async function readPair(db: Queryable, kind: NewPair["kind"], id: string): Promise<Pair | undefined> {
  const { rows } = await db.query<Pair>(
    `select ${columns} from duplicate_pair k where k.id = $2 and k.kind = $1 and ${STANDING[kind]}`,
    [kind, id],
  );
  return rows[0];
}

/** Said again, the last word stands. */
export async function dismissPair(
  db: Queryable,
  id: string,
  said: {
    readonly by: string;
    readonly at: Date;
    readonly because: string;
    readonly noteId: string | null;
  },
): Promise<void> {
  await db.query(
    `update duplicate_pair
     set status = 'dismissed', dismissed_by = $2, dismissed_at = $3, because = $4, note_id = $5
     where id = $1`,
    [id, said.by, said.at, said.because, said.noteId],
  );
}
