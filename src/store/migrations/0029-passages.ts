/** Where each engagement was and for how long, for pictures of the whole; and which charts are parked. */
export const passages = {
  name: "0029-passages",
  sql: `
-- Few rows at any time. Its condition changes when a chart is parked or ends, which writes every index anyway.
create index instance_parked on instance (id) where status = 'parked';

-- One stay in one state. Taken from the journal some seconds later, so that no event waits for it, and kept when the journal
-- is archived. Ids and instants only.
create table engagement_passage (
  instance_id uuid not null,
  -- The row of the journal that led here.
  seq bigint not null,
  stage text,
  state text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  -- Types of events that said, during the stay, that a deadline had passed.
  overdue text[] not null default '{}',
  primary key (instance_id, seq)
);

-- What the follower of the journal has gone past already; of what was archived by then nothing is told.
insert into engagement_passage (instance_id, seq, stage, state, entered_at, left_at, overdue)
select a.instance_id, a.seq, a.stage, a.state, a.entered_at,
  lead(a.entered_at) over (partition by a.instance_id order by a.seq), '{}'
from (
  select j.instance_id, j.seq, j.stage, j.state, j.entered_at
  from journal j
  join instance i on i.id = j.instance_id and i.workflow = 'engagement'
  left join journal b on b.instance_id = j.instance_id and b.seq = j.seq - 1
  where j.position <= (select followed from audit_follow)
    and (b.seq is null or b.state <> j.state or b.stage is distinct from j.stage)) a;
update engagement_passage p set overdue = o.types
from (
  select q.instance_id, q.seq, array_agg(j.event ->> 'type' order by j.seq) as types
  from journal j
  cross join lateral (
    select instance_id, seq from engagement_passage
    where instance_id = j.instance_id and seq <= j.seq order by seq desc limit 1) q
  where j.event ->> 'type' like '%.overdue' and j.position <= (select followed from audit_follow)
  group by q.instance_id, q.seq) o
where p.instance_id = o.instance_id and p.seq = o.seq;
`,
};
