import type { Queryable } from "./database.ts";

/** A form about one's own interests, one for each programme. */
export interface OwnInterests {
  readonly id: string;
  /** Slug. */
  readonly programme: string;
  readonly state: string;
  /** Why it is asked for, such as `vetter`. */
  readonly as: string | null;
  /** Until when it is to be answered; null while it is not asked for. */
  readonly dueAt: Date | null;
}

/** Forms of an account that are still kept, in the order of their programmes; by the index that keeps each one alone. */
export async function ownInterests(
  db: Queryable,
  accountId: string,
  state?: string,
): Promise<OwnInterests[]> {
  const { rows } = await db.query<OwnInterests>(
    `select i.id, p.slug as programme, i.state, i.card->>'as' as "as", t.due_at as "dueAt"
     from programme p
     join instance i on i.programme_id = p.id and i.workflow = 'interests' and i.business_key = $1 and i.status <> 'done'
     left join lateral (
       select due_at from effect
       where instance_id = i.id and kind = 'timer' and action = 'declaration' and i.state = 'requested'
       order by due_at limit 1) t on true
     where $2::text is null or i.state = $2
     order by p.created_at, p.id`,
    [`account:${accountId}`, state ?? null],
  );
  return rows;
}
