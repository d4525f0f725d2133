/** What somebody has put off their own Today for a while. */
export const snoozes = {
  name: "0035-snoozes",
  sql: `
-- Ids and an instant, so it says nothing of anybody that needs a key; it goes with the account and with the case.
create table snooze (
  account_id uuid not null references account on delete cascade,
  engagement_id uuid not null references engagement_line on delete cascade,
  until timestamptz not null,
  primary key (account_id, engagement_id)
);
create index snooze_engagement on snooze (engagement_id);
`,
};
