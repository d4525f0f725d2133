/** What people can be told alike by: the traces of an address or a telephone, never itself. */
import type { Queryable } from "./database.ts";

export interface Trace {
  readonly kind: "phone" | "mailbox" | "local";
  readonly trace: string;
}

export async function replaceTraces(
  db: Queryable,
  { id, programmeId }: { readonly id: string; readonly programmeId: string },
  kinds: readonly Trace["kind"][],
  traces: readonly Trace[],
): Promise<void> {
  await db.query(
    `with gone as (
       delete from party_trace
       where party_id = $1 and kind = any($3::text[])
         and (kind, trace) not in (select * from unnest($4::text[], $5::text[])))
     insert into party_trace (party_id, programme_id, kind, trace)
     select $1, $2, kind, trace from unnest($4::text[], $5::text[]) as t(kind, trace)
     on conflict do nothing`,
    [id, programmeId, kinds, traces.map(({ kind }) => kind), traces.map(({ trace }) => trace)],
  );
}

/** A page of people with an address whom nothing is known of to compare: they came before there were traces. */
export async function withoutTraces(
  db: Queryable,
  programmeId: string,
  limit: number,
): Promise<{ id: string; programmeId: string; email: string }[]> {
  const { rows } = await db.query<{ id: string; programmeId: string; email: string }>(
    `select c.party_id as id, c.programme_id as "programmeId", c.email from person_card c
     where c.programme_id = $1 and c.email like '%_@_%'
       and not exists (select 1 from party_trace t where t.party_id = c.party_id and t.kind = 'mailbox')
     order by c.party_id limit $2`,
    [programmeId, limit],
  );
  return rows;
}
