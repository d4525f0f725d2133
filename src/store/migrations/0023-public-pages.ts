/** What a programme shows to everybody: its page, its form, the text people agree to, and proofs of work that were used. */
export const publicPages = {
  name: "0023-public-pages",
  sql: `
-- No row: nothing is published.
create table public_pages (
  programme_id uuid primary key references programme,
  form_published_at timestamptz,
  page_published_at timestamptz,
  -- Origins whose pages may show the form in a frame or post to it.
  embed_origins text[] not null default '{}'
);

-- Only ever added to: an engagement names the version that was agreed to.
create table consent_text (
  programme_id uuid not null references programme,
  version int not null,
  -- By language.
  texts jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (programme_id, version)
);
create function refuse_consent_text_change() returns trigger language plpgsql as
  $$ begin raise exception 'consent_text is only ever added to'; end $$;
create trigger consent_text_stays before update or delete on consent_text
  for each row execute function refuse_consent_text_change();

create table programme_text (
  programme_id uuid not null references programme,
  language text not null,
  title text not null,
  summary text not null,
  benefits jsonb not null,
  faq jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (programme_id, language)
);

-- What was sent with a proof of work, so that the proof is good for nothing else.
create table used_work (
  nonce text primary key,
  used_for text not null,
  expires_at timestamptz not null
);
create index used_work_expiry on used_work (expires_at);

create unique index source_own_form on source (programme_id) where vendor = 'convoke';
`,
};
