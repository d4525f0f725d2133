/** Sources that may post to us, what they delivered, and the mail that went out or was kept. */
export const intake = {
  name: "0003-intake",
  sql: `
create table source (
  id uuid primary key,
  programme_id uuid not null references programme,
  slug text not null unique,
  vendor text not null,
  is_open boolean not null,
  key_id uuid not null references seal_key,
  sealed_secret bytea,
  sealed_previous_secret bytea,
  previous_until timestamptz,
  token_hash text,
  previous_token_hash text,
  mapping jsonb not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table delivery (
  id uuid primary key,
  source_id uuid not null references source,
  programme_id uuid not null,
  dedupe_key text not null,
  submission_key text,
  status text not null check (status in ('received', 'accepted', 'duplicate', 'held', 'partial', 'refused')),
  reason text,
  content_type text,
  size_bytes int not null,
  body_sha256 text not null,
  key_id uuid references seal_key,
  sealed bytea,
  party_id uuid,
  engagement_id uuid,
  received_at timestamptz not null,
  handled_at timestamptz,
  unique (source_id, dedupe_key)
);
create index delivery_submission on delivery (source_id, submission_key) where submission_key is not null;
create index delivery_list on delivery (programme_id, received_at desc, id desc);

create table mail (
  id uuid primary key,
  effect text not null unique,
  message_id text not null,
  instance_id uuid not null,
  programme_id uuid not null,
  key_id uuid not null references seal_key,
  template text not null,
  audience text not null,
  sealed bytea not null,
  status text not null check (status in ('kept', 'sent', 'undeliverable')),
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_list on mail (programme_id, created_at desc, id desc);
create index mail_instance on mail (instance_id, created_at);
`,
};
