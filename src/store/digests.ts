/** What an officer has to know in the morning, from rows alone. Ids, states and instants; nobody's name. */
import type { Queryable } from "./database.ts";

export interface DueItem {
  readonly instanceId: string;
  readonly state: string;
  /** The timer's id, such as `first_response.overdue`. */
  readonly timer: string;
  readonly at: Date;
}

const ITEMS_MAX = 200;

/** Deadlines of the officer's engagements that fall before `until`. */
export async function dueForOwner(
  db: Queryable,
  about: { readonly programmeId: string; readonly ownerId: string; readonly until: Date },
): Promise<DueItem[]> {
  const { rows } = await db.query<DueItem>(
    `select i.id as "instanceId", i.state, e.action as timer, e.due_at as at
     from instance i
     join effect e on e.instance_id = i.id
     where i.programme_id = $1 and i.owner_id = $2 and i.status = 'active'
       and e.kind = 'timer' and e.state = 'pending' and e.due_at < $3
     order by e.due_at, i.id
     limit $4`,
    [about.programmeId, about.ownerId, about.until, ITEMS_MAX],
  );
  return rows;
}

/** Engagements whose deadline has passed in the state they are in, with nobody having done anything since. */
export async function overdueForOwner(
  db: Queryable,
  about: { readonly programmeId: string; readonly ownerId: string },
): Promise<DueItem[]> {
  const { rows } = await db.query<DueItem>(
    `select i.id as "instanceId", i.state, j.event->>'type' as timer, j.happened_at as at
     from instance i
     join lateral (
       select event, happened_at, seq from journal
       where instance_id = i.id and origin = 'timer' and event->>'type' like '%.overdue' and state = i.state
       order by seq desc limit 1) j on true
     where i.programme_id = $1 and i.owner_id = $2 and i.status = 'active'
       and not exists (
         select 1 from journal later
         where later.instance_id = i.id and later.seq > j.seq and later.origin in ('caller', 'signal'))
     order by j.happened_at, i.id
     limit $3`,
    [about.programmeId, about.ownerId, ITEMS_MAX],
  );
  return rows;
}

/** Engagements of the programme that wait for somebody to take them. */
export async function unownedIn(db: Queryable, programmeId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from instance
     where programme_id = $1 and workflow = 'engagement' and status = 'active' and owner_id is null
       and stage = 'inquiry'`,
    [programmeId],
  );
  return rows.map(({ id }) => id);
}
