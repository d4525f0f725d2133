import { demandKnownOf } from "../auth/known-records.ts";
import { NotFound } from "../lib/errors.ts";
import type { Delivery } from "../store/deliveries.ts";
import { readDelivery } from "../store/deliveries.ts";
import type { Asking } from "./operation.ts";

/** A delivery the caller may know. Throws `not-found` or `forbidden`. */
export async function findDelivery({ api, actor, demand }: Asking, id: string): Promise<Delivery> {
  const found = await readDelivery(api.db, id, actor);
  if (found === undefined) throw new NotFound("delivery", id);
  demand({ programmeId: found.programmeId, thing: "delivery", id });
  await demandKnownOf(api.db, actor, found.engagementId);
  return found;
}
