/** Organisations that a text may mean, such as what somebody wrote of where they work. */
import type { Db } from "./database.ts";
import { inTransaction } from "./database.ts";

export interface LikeText {
  readonly id: string;
  readonly name: string;
  /** The text and the organisation's name without legal form and small words. */
  readonly names: readonly [string, string];
  readonly similarity: number;
  readonly hasOtherName: boolean;
  readonly isAbbreviation: boolean;
}

const LIKE_MAX = 20;

/** Of one institution, compared as organisations are with each other. `similarityMin` is from 0 to 1. */
export async function organisationsLike(
  db: Db,
  {
    text,
    institutionId,
    similarityMin,
  }: {
    readonly text: string;
    readonly institutionId: string;
    readonly similarityMin: number;
  },
): Promise<LikeText[]> {
  return await inTransaction(db, async (tx) => {
    await tx.query("select set_config('pg_trgm.similarity_threshold', $1, true)", [String(similarityMin)]);
    const { rows } = await tx.query<LikeText>(
      `with me as materialized (
         select organisation_key($1) as key, first_letters($1) as letters, search_line($1) as line,
           replace(organisation_key($1), ' ', '') as short
       ), found as (
         select o.id from me join organisation o on o.institution_id = $2 and o.match_key = me.key where me.key <> ''
         union
         select o.id from me cross join lateral (
           select o.id from organisation o where o.match_key % me.key and o.institution_id = $2
           order by similarity(o.match_key, me.key) desc limit ${LIKE_MAX}) o
         union
         select o.id from me join organisation o on o.institution_id = $2 and o.letters = me.short where length(me.short) > 2
         union
         select o.id from me join organisation o
           on o.institution_id = $2 and o.short_key in (me.short, me.letters) where length(o.short_key) > 2
         union
         select o.id from me join organisation o
           on o.institution_id = $2 and length(btrim(me.line)) > 3 and o.search like '%' || me.line || '%'
       )
       select s.id, s.name, jsonb_build_array(me.key, o.match_key) as names,
         similarity(me.key, o.match_key) as similarity,
         o.short_key = me.short
           or exists (select 1 from unnest(o.other_names || o.short_name) n where search_line(n) = me.line)
           as "hasOtherName",
         (length(me.short) > 2 and o.letters = me.short) or (length(o.short_key) > 2 and o.short_key = me.letters)
           as "isAbbreviation"
       from me cross join found join organisation o on o.id = found.id
       join organisation s on s.id = coalesce(o.merged_into, o.id)`,
      [text, institutionId],
    );
    return rows;
  });
}
