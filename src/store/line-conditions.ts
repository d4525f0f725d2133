/** Conditions on `engagement_line l` that ask other tables, or how an id is written. */
import { isId } from "../lib/ids.ts";

type Parameter = (value: unknown) => string;

/** By an affiliation that goes on, or in words that are one of its names. Of another institution nobody works for it. */
export const worksFor = (id: string, parameter: Parameter): string => {
  const organisation = `${parameter(id)}::uuid`;
  return `l.party_id in (
  select a.party_id from affiliation a join organisation o on o.id = a.organisation_id
  where a.until is null and coalesce(o.merged_into, o.id) = ${organisation}
  union
  select c.party_id from organisation o
  join programme p on p.institution_id = o.institution_id
  cross join lateral unnest(array[o.name, o.short_name] || o.other_names) as n(name)
  join person_card c on c.programme_id = p.id and c.search like '%' || btrim(search_line(n.name)) || '%'
    and btrim(search_line(c.organisation)) = btrim(search_line(n.name))
  where o.id = ${organisation} and btrim(search_line(n.name)) <> '')`;
};

/** What the last eight digits of its id begin with, or the whole id. */
export function hasReference(reference: string, parameter: Parameter): string {
  return isId(reference)
    ? `l.id = ${parameter(reference)}::uuid`
    : `right(l.id::text, 8) like ${parameter(`${reference}%`)}::text`;
}
