/** What an instance was opened with: without it the first snapshot cannot be computed again. */
export const journalInput = {
  name: "0004-journal-input",
  sql: `
-- Only on an instance's first row.
alter table journal add column input jsonb;
`,
};
