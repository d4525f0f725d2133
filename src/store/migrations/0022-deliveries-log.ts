/** What the log of deliveries shows of each, who had one read again, words to search by, and what a source and a programme say. */
export const deliveriesLog = {
  name: "0022-deliveries-log",
  sql: `
-- How suspicious it looked, from 0, and the codes of what made it look so; null where nobody judged it.
alter table delivery add column score int;
alter table delivery add column signals text[] not null default '{}';
-- How often it arrived, itself included, and when last; a copy of it is a row no more.
alter table delivery add column times int not null default 1;
alter table delivery add column last_at timestamptz;
-- The event that came of it, such as inquiry.submitted.
alter table delivery add column event text;
create index delivery_source on delivery (source_id, received_at desc, id desc);

-- Every time somebody had one read again, and what came of it.
create table delivery_replay (
  id uuid primary key,
  delivery_id uuid not null references delivery,
  programme_id uuid not null references programme,
  asked_by text not null,
  asked_at timestamptz not null,
  outcome text check (outcome in ('opened', 'attached', 'unchanged', 'held')),
  reason text,
  -- The sealed record of the reading, where it differs from the one before.
  record_id uuid,
  settled_at timestamptz
);
create index delivery_replay_of on delivery_replay (delivery_id, asked_at);

-- The words of an inquiry, blind: what each is found by is made with a key of the house, and the row is deleted with the person's key.
create table answer_index (
  record_id uuid primary key,
  programme_id uuid not null references programme,
  party_id uuid not null references party,
  engagement_id uuid not null,
  words bigint[] not null,
  created_at timestamptz not null,
  retention_class text not null default 'case'
);
create index answer_index_words on answer_index using gin (words);
create index answer_index_party on answer_index (party_id);
-- What analyze remembers of a column is a copy of it.
alter table answer_index alter column words set statistics 0;

alter table source add column name text;
alter table source add column paused_at timestamptz;
alter table source add column paused_by text;
-- Who looks after what comes in, by rules in order.
alter table source add column routes jsonb not null default '[]';
alter table source add column revision int not null default 1;

-- BCP 47 codes, the one that is tried first in front.
alter table programme add column languages text[] not null default '{en}';
alter table programme add column routes jsonb not null default '[]';
`,
};
