/** What a programme marks its records with that nobody marked, and since when. */
export const markingDefaults = {
  name: "0019-marking-defaults",
  sql: `
-- Only ever added to: a record made before a default was lowered keeps the one it was made under.
create table programme_marking (
  id bigint generated always as identity primary key,
  programme_id uuid not null references programme,
  kind text not null,
  marking text not null check (marking in ('TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR')),
  since timestamptz not null,
  set_by text not null
);
create index programme_marking_programme on programme_marking (programme_id, id);

-- A person is as confidential as their last case, also once it is closed.
create index instance_of_party on instance (business_key, created_at desc) where workflow = 'engagement';
`,
};
