import type { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import type { instanceDetail } from "../../contract/instances.ts";
import type { Moment } from "../../engine/time-travel.ts";
import { instanceAt } from "../../engine/time-travel.ts";
import { InvalidInput } from "../../lib/errors.ts";
import type { Instance } from "../../store/instances.ts";
import type { Api } from "../api.ts";
import { presentRows } from "./present-instance.ts";

/** A journal row's number or an instant. Throws `bad-request`. */
export function momentOf(at: string): Moment {
  if (/^\d{1,15}$/.test(at)) return { seq: Number(at) };
  const time = new Date(at);
  if (/^\d{4}-\d{2}-\d{2}T/.test(at) && !Number.isNaN(time.getTime())) return { time };
  const detail = "expected a journal row such as 3, or an instant such as 2012-12-03T09:00:00Z";
  throw new InvalidInput(`${at} is no moment`, [{ pointer: "/at", detail }], "bad-request");
}

/** The instance as it stood then. What was due and what could be sent is not told of the past. */
export async function presentPast(
  api: Api,
  instance: Instance,
  moment: Moment,
  actor: Actor,
): Promise<z.output<typeof instanceDetail>> {
  const { seq, enteredAt, owner, ...then } = await instanceAt(api.engine, instance, moment);
  const past = { ...instance, ...then, ownerId: owner, revision: seq, updatedAt: enteredAt };
  const status = seq === instance.revision ? instance.status : "active";
  const [row] = await presentRows(api, [{ ...past, status }], actor);
  if (row === undefined) throw new Error("One instance presents as one row");
  return { ...row, parkedReason: null, deadlines: [], accepts: [], refuses: [], possibleDuplicates: [] };
}
