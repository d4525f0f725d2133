/** Which engagements somebody who reads cases whole may not know all the same, without asking about each of them. */
import type { Actor } from "../contract/actor.ts";
import type { Queryable } from "../store/database.ts";
import { allEngagements, markedEngagements } from "../store/insights.ts";
import { readDefaultMarkings } from "../store/markings.ts";
import { listProgrammes } from "../store/programmes.ts";
import { recusalsIn } from "../store/recusals.ts";
import { knownIds } from "./known-records.ts";

/** Asked about so many at a time. */
const AT_ONCE = 1_000;

/**
 * Whoever reads cases whole is of the programme's staff, and knows what nobody marked beyond TLP:AMBER+STRICT. So only those
 * are asked about that somebody marked or that stand on an agenda; all of them, where somebody stays out of something or
 * everything is TLP:RED.
 */
export async function hiddenEngagements(
  db: Queryable,
  actor: Actor,
  programmeId: string | undefined,
): Promise<string[]> {
  const all = (await listProgrammes(db, actor)).map(({ id }) => id);
  const programmeIds = programmeId === undefined ? all : [programmeId];
  const defaults = await readDefaultMarkings(db, programmeIds);
  const isAllRed = defaults.some(({ kind, marking }) => kind === "engagement" && marking === "TLP:RED");
  const isRecused = isAllRed || (await staysOut(db, actor, programmeIds));
  const asked = isRecused
    ? await allEngagements(db, programmeIds)
    : await markedEngagements(db, programmeIds);
  const hidden: string[] = [];
  for (let at = 0; at < asked.length; at += AT_ONCE)
    hidden.push(...(await knownIds(db, actor, asked.slice(at, at + AT_ONCE))).hidden);
  return hidden;
}

async function staysOut(db: Queryable, actor: Actor, programmeIds: readonly string[]): Promise<boolean> {
  for (const id of programmeIds) {
    const recusals = await recusalsIn(db, id);
    if (recusals.some(({ person }) => person === `account:${actor.id}`)) return true;
  }
  return false;
}
