/** What somebody set about that cannot be one transaction with its row in the trail: kept before, until that row is there. */
export const auditIntentions = {
  name: "0031-audit-intentions",
  sql: `
create table audit_intention (
  id uuid primary key,
  -- As the trail will hold them: ids, counts, names of fields.
  acts jsonb not null,
  -- Real time: it tells those whose process died.
  begun_at timestamptz not null default clock_timestamp()
);
`,
};
