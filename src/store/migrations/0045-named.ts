/** What a roster card shows of somebody, as it is searched: name and organisation without the address. */
export const named = {
  name: "0045-named",
  sql: `
-- A part of the card's own row, and gone with it. Spelt once: whoever may not see addresses would have each card spelt that has a word.
alter table person_card add column named text not null generated always as (search_line(name, organisation)) stored;
alter table person_card alter column named set statistics 0;
`,
};
