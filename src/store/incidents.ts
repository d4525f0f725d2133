import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** Something a person has to look at. Open until it is resolved. */
export interface Incident {
  readonly id: string;
  readonly instanceId: string | null;
  readonly programmeId: string | null;
  readonly effect: string | null;
  readonly kind: "parked" | "gave-up" | "signal-undelivered";
  readonly reason: string;
  readonly createdAt: Date;
}

/** Part of the one statement that writes a batch. */
export const insertIncidents = (parameter: string): string => `
  insert into incident (id, instance_id, programme_id, effect, kind, reason, created_at)
  select id, "instanceId", "programmeId", effect, kind, reason, "createdAt"
  from jsonb_to_recordset(${parameter}::jsonb) as r(
    id uuid, "instanceId" uuid, "programmeId" uuid, effect text, kind text, reason text, "createdAt" timestamptz)`;

export async function addIncident(db: Queryable, incident: Incident): Promise<void> {
  await db.query(insertIncidents("$1"), [JSON.stringify([incident])]);
}

/** Open incidents the actor may see, oldest first. */
export async function listIncidents(db: Queryable, scope: Actor, limit: number): Promise<Incident[]> {
  const { rows } = await db.query<Incident>(
    `select id, instance_id as "instanceId", programme_id as "programmeId", effect, kind, reason,
       created_at as "createdAt"
     from incident
     where resolved_at is null and ($1::uuid[] is null or programme_id = any($1))
     order by created_at
     limit $2`,
    [programmesRunBy(scope), limit],
  );
  return rows;
}

/** What was done, and the code of why, if somebody gave one. */
export const resolutionText = (done: string, because: string | undefined): string =>
  because === undefined ? done : `${done}: ${because}`;

export async function resolveIncidents(
  db: Queryable,
  instanceId: string,
  now: Date,
  resolution: string,
): Promise<void> {
  await db.query(
    `update incident set resolved_at = $2, resolution = $3 where instance_id = $1 and resolved_at is null`,
    [instanceId, now, resolution],
  );
}
