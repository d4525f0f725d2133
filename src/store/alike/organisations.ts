/** Which organisation may be another. */
import type { Db } from "../database.ts";
import { patiently } from "../database.ts";
import { ALIKE_MAX, comparing } from "./comparing.ts";

export interface AlikeOrganisations {
  readonly leftId: string;
  readonly rightId: string;
  readonly institutionId: string;
  readonly names: readonly [string, string];
  readonly similarity: number;
  readonly hasOtherName: boolean;
  readonly isAbbreviation: boolean;
  readonly sharesDomain: boolean;
  readonly countries: readonly [string | null, string | null];
}

/** `everybodysHosts`: domains that say nothing. */
export async function alikeOrganisations(
  db: Db,
  ids: readonly string[],
  {
    similarityMin,
    everybodysHosts,
  }: { readonly similarityMin: number; readonly everybodysHosts: readonly string[] },
): Promise<AlikeOrganisations[]> {
  return await comparing(db, similarityMin, async (tx) => {
    const { rows } = await tx.query<AlikeOrganisations>(
      patiently(`with me as materialized (
         select * from organisation where id = any($1::uuid[]) and merged_into is null
       ), host as materialized (
         select distinct coalesce(o.merged_into, o.id) as id, lower(split_part(c.email, '@', 2)) as domain
         from affiliation a join organisation o on o.id = a.organisation_id join person_card c on c.party_id = a.party_id
         where c.email like '%_@_%' and lower(split_part(c.email, '@', 2)) <> all($2::text[])
       ), found as (
         select me.id as a, o.id as b from me join organisation o
           on o.institution_id = me.institution_id and o.match_key = me.match_key where me.match_key <> ''
         union
         select me.id, o.id from me cross join lateral (
           select o.id from organisation o
           where o.match_key % me.match_key and o.institution_id = me.institution_id and o.id <> me.id
           order by similarity(o.match_key, me.match_key) desc limit ${ALIKE_MAX}) o
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.letters = me.short_key where length(me.short_key) > 2
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.short_key = me.letters where length(me.letters) > 2
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.letters = me.match_key where length(me.match_key) > 2
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.match_key = me.letters where length(me.letters) > 2
         union
         select me.id, o.id from me cross join unnest(me.other_names || me.short_name) n join organisation o
           on o.institution_id = me.institution_id and o.sort = search_line(n)
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and length(me.sort) > 5 and o.search like '%' || me.sort || '%'
         union
         select me.id, y.id from me join host x on x.id = me.id join host y on y.domain = x.domain
       ), pair as (
         select distinct least(a, b) as l, greatest(a, b) as r from found where a <> b
       )
       select l as "leftId", r as "rightId", c.institution_id as "institutionId",
         jsonb_build_array(c.match_key, d.match_key) as names, similarity(c.match_key, d.match_key) as similarity,
         exists (select 1 from unnest(d.other_names || d.short_name) n where search_line(n) = c.sort)
           or exists (select 1 from unnest(c.other_names || c.short_name) n where search_line(n) = d.sort)
           as "hasOtherName",
         (length(c.short_key) > 2 and c.short_key = d.letters) or (length(d.short_key) > 2 and d.short_key = c.letters)
           or (length(c.match_key) > 2 and c.match_key = d.letters) or (length(d.match_key) > 2 and d.match_key = c.letters)
           as "isAbbreviation",
         exists (select 1 from host x join host y using (domain) where x.id = l and y.id = r) as "sharesDomain",
         jsonb_build_array(c.country, d.country) as countries
       from pair
       join organisation c on c.id = l and c.merged_into is null
       join organisation d on d.id = r and d.merged_into is null and d.institution_id = c.institution_id
       where not exists (
           select 1 from organisation_parent p
           where (p.organisation_id = l and p.parent_id = r) or (p.organisation_id = r and p.parent_id = l))
         and not exists (
           select 1 from duplicate_pair k
           where k.kind = 'organisation' and k.left_id = l and k.right_id = r and k.status = 'dismissed')`),
      [ids, everybodysHosts],
    );
    return rows;
  });
}
