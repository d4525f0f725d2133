/** Journals of what rests are archived too, not only of what is over. */
export const archiveAtRest = {
  name: "0038-archive-at-rest",
  sql: `
-- An engagement that was answered, declined or left is off the board and accepts little more: it may come back, years later
-- or never, so its chart is not over. Still it is indexed only while it is off the board: the row of whoever is on it
-- changes with every event and must touch no index.
drop index instance_archivable;
alter table instance drop column archivable_at;
alter table instance add column archivable_at timestamptz generated always as (
  case when (status = 'done' or (status = 'active' and stage = 'off_board'))
    and (journal_archived_at is null or journal_archived_at <= updated_at) then updated_at end) stored;
create index instance_archivable on instance (archivable_at) where archivable_at is not null;
`,
};
