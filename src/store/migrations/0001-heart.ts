/** The tables at the heart: instances, their journal, the effects they ask for. */
export const heart = {
  name: "0001-heart",
  sql: `
create table setting (
  key text primary key,
  value jsonb not null
);

-- One row a running chart. Room on each page for updates in place: the row changes with every event.
create table instance (
  id uuid primary key,
  workflow text not null,
  version int not null,
  definition_hash text not null,
  programme_id uuid not null,
  revision bigint not null,
  status text not null check (status in ('active', 'done', 'parked')),
  stage text,
  state text not null,
  business_key text,
  owner_id text,
  card jsonb not null,
  snapshot jsonb not null,
  chain text not null,
  parked_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
) with (fillfactor = 80);

-- One party has one live case a programme.
create unique index instance_business_key
  on instance (programme_id, workflow, business_key)
  where business_key is not null and status <> 'done';
create index instance_list on instance (programme_id, workflow, created_at desc, id desc);

-- Append-only. position and xid let a follower read rows in an order in which none appears late.
create table journal (
  instance_id uuid not null,
  seq bigint not null,
  position bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  version int not null,
  event jsonb not null,
  origin text not null,
  actor jsonb not null,
  on_behalf_of text,
  happened_at timestamptz not null,
  entered_at timestamptz not null,
  key text,
  facts jsonb not null,
  effects jsonb not null,
  emitted jsonb not null,
  stage text,
  state text not null,
  hash text not null,
  primary key (instance_id, seq)
);
create index journal_position on journal (position);

-- Keys live beside the journal: a unique key on a journal partitioned by time is impossible.
create table idempotency (
  scope text not null,
  key text not null,
  body_hmac text not null,
  instance_id uuid not null,
  outcome jsonb not null,
  revision bigint not null,
  expires_at timestamptz not null,
  primary key (scope, key)
);
create index idempotency_expiry on idempotency (expires_at);

-- Every piece of work asked for and not yet done, timers included. due_at is null while a timer is paused.
create table effect (
  instance_id uuid not null,
  seq bigint not null,
  name text not null,
  kind text not null check (kind in ('act', 'invoke', 'signal', 'timer')),
  action text not null,
  payload jsonb not null,
  lane text,
  ordinal int not null,
  programme_id uuid not null,
  rule jsonb,
  due_at timestamptz,
  remaining_ms bigint,
  state text not null default 'pending' check (state in ('pending', 'paused', 'gave-up')),
  attempts int not null default 0,
  outcome jsonb,
  last_error text,
  created_at timestamptz not null,
  primary key (instance_id, seq, name)
) with (fillfactor = 80);
create index effect_timer_due on effect (due_at, instance_id) where kind = 'timer' and state = 'pending';
create index effect_work_due on effect (due_at) where kind <> 'timer' and state = 'pending';

-- Who is carrying out an effect, on real time. Narrow, so that heartbeats never touch a wide row.
create table effect_lease (
  instance_id uuid not null,
  seq bigint not null,
  name text not null,
  attempt int not null,
  holder text not null,
  expires_at timestamptz not null,
  primary key (instance_id, seq, name)
) with (fillfactor = 70);

-- What a person has to look at: parked instances, effects given up.
create table incident (
  id uuid primary key,
  instance_id uuid,
  programme_id uuid,
  effect text,
  kind text not null,
  reason text not null,
  created_at timestamptz not null,
  resolved_at timestamptz,
  resolution text
);
create index incident_open on incident (created_at) where resolved_at is null;
`,
};
