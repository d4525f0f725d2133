/** Filters that somebody keeps under a name, for themselves or for a programme. */
export const savedViews = {
  name: "0033-saved-views",
  sql: `
-- A name may be somebody's: it stands with the filters in a sealed record, under a key of its own.
create table saved_view (
  id uuid primary key,
  account_id text not null,
  -- Shared with whoever has a part in it; null: one's own.
  programme_id uuid references programme,
  record_id uuid not null references sealed_record,
  made_at timestamptz not null
);
create index saved_view_account on saved_view (account_id);
create index saved_view_programme on saved_view (programme_id) where programme_id is not null;
`,
};
