/** What staff note on an engagement; and engagements found by what is read out on the telephone. */
export const notes = {
  name: "0032-notes",
  sql: `
-- Its words stand in a sealed record, under the key of whom the engagement is about; its marking beside the others.
create table note (
  id uuid primary key,
  engagement_id uuid not null references instance,
  programme_id uuid not null references programme,
  record_id uuid not null references sealed_record,
  written_by text not null,
  written_at timestamptz not null,
  retention_class text not null default 'case'
);
create index note_engagement on note (engagement_id, written_at desc, id desc);

-- The last eight digits of an id, which letters and the console give as the reference.
create index engagement_line_reference on engagement_line (right(id::text, 8) text_pattern_ops);
`,
};
