/** Since when and by whose act somebody holds a role, and which processes take work just now. */
export const administration = {
  name: "0037-administration",
  sql: `
-- Of roles given before, nobody knows any more.
alter table role_grant add column granted_at timestamptz;
alter table role_grant add column granted_by text;

-- One row a process that takes work from queues. Real time: the row goes with the process, or is passed over once it is silent.
create table worker_process (
  id uuid primary key,
  queues text[] not null,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50);
`,
};
