/** Timers found by programme, so that none waits behind another's flood; and what a new calendar needs to count again. */
export const timersAtScale = {
  name: "0008-timers-at-scale",
  sql: `
create index effect_timer_by_programme on effect (programme_id, due_at, instance_id, seq, ordinal)
  where kind = 'timer' and state = 'pending';
drop index effect_timer_due;

-- Few rows at any time: timers whose event could not be taken.
create index effect_timer_retry on effect (instance_id)
  where kind = 'timer' and state = 'pending' and retry_at is not null;

-- From when a resumed timer counts what was left of it; null for one that counts from created_at.
alter table effect add column counted_from timestamptz;

-- Real time: since when timers of this programme may stand where an earlier calendar put them.
alter table programme add column timers_stale_since timestamptz;
`,
};
