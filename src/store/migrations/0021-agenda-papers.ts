/** Which papers are on which agendas, so that nobody reads every meeting to know. */
export const agendaPapers = {
  name: "0021-agenda-papers",
  sql: `
create table agenda_paper (
  record_id text not null,
  meeting_id uuid not null references instance on delete cascade,
  item int not null,
  primary key (record_id, meeting_id, item)
);
create index agenda_paper_meeting on agenda_paper (meeting_id);

-- Read off the snapshot in the statement that writes it. An index over the snapshot would make every step of every chart
-- write all of its indexes; this looks at meetings only, and writes when an agenda has changed.
create function note_agenda_papers() returns trigger language plpgsql as $$
begin
  delete from agenda_paper where meeting_id = new.id;
  insert into agenda_paper (record_id, meeting_id, item)
  select distinct paper.value, new.id, (item.value->>'item')::int
  from jsonb_array_elements(coalesce(new.snapshot->'context'->'agenda', '[]')) as item
  cross join jsonb_array_elements_text(item.value->'papers') as paper;
  return null;
end $$;
create trigger agenda_papers_new after insert on instance for each row
  when (new.workflow = 'meeting') execute function note_agenda_papers();
create trigger agenda_papers_changed after update of snapshot on instance for each row
  when (new.workflow = 'meeting'
    and new.snapshot->'context'->'agenda' is distinct from old.snapshot->'context'->'agenda')
  execute function note_agenda_papers();

insert into agenda_paper (record_id, meeting_id, item)
select distinct paper.value, m.id, (item.value->>'item')::int
from instance m
cross join jsonb_array_elements(coalesce(m.snapshot->'context'->'agenda', '[]')) as item
cross join jsonb_array_elements_text(item.value->'papers') as paper
where m.workflow = 'meeting';
`,
};
