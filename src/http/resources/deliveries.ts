import { z } from "zod";
import { demand, demandAnywhere } from "../../auth/policy.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging } from "../../contract/common.ts";
import { deliveryDetail, deliveryPage } from "../../contract/sources.ts";
import type { delivery } from "../../contract/sources.ts";
import type { Delivery } from "../../store/deliveries.ts";
import { listDeliveries, readDelivery } from "../../store/deliveries.ts";
import { openDelivery, retryDelivery } from "../../intake/held-deliveries.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ id });

export const deliveries: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/deliveries",
    id: "listDeliveries",
    tag: "sources",
    summary: "What came in, newest first, and what became of it",
    description: "`held` deliveries wait for a person; of `refused` ones only size and hash are kept.",
    needs: { data: "deliveries", act: "read" },
    query: z.strictObject({
      status: z.enum(["received", "accepted", "duplicate", "held", "partial", "refused"]).optional().meta({
        description: "`held` waits for a person; of what is `refused` nothing but size and hash is kept.",
      }),
      source: z.uuid().optional().meta({ description: "Id of a source." }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: deliveryPage },
    async handle({ api, actor, query: { status, source, limit, cursor } }) {
      const scope = demandAnywhere(actor, "read-deliveries");
      const filter = { status, sourceId: source, limit: limit + 1, after: readCursor(cursor) };
      const rows = await listDeliveries(api.db, filter, scope);
      return { body: page(rows, limit, ({ receivedAt, id }) => ({ createdAt: receivedAt, id }), present) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/deliveries/{id}",
    id: "getDelivery",
    tag: "sources",
    summary: "Look into a delivery",
    needs: { data: "deliveries", act: "read" },
    params,
    success: { status: 200, description: "The delivery with its body.", schema: deliveryDetail },
    problems: ["not-found", "sealed"],
    async handle({ api, actor, params: { id } }) {
      const found = await findDelivery(api, id, actor);
      return { body: { ...present(found), body: await openDelivery(api.intake, found) } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/deliveries/{id}/retry",
    id: "retryDelivery",
    tag: "sources",
    summary: "Read a held delivery once more, for instance after its source got another mapping",
    needs: { data: "deliveries", act: "keep" },
    params,
    success: { status: 204, description: "It will be read." },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, params: { id } }) {
      await retryDelivery(api.intake, await findDelivery(api, id, actor));
      return {};
    },
  }),
];

async function findDelivery(api: Api, id: string, actor: Actor): Promise<Delivery> {
  const found = await readDelivery(api.db, id, actor);
  if (found === undefined) throw new NotFound("delivery", id);
  demand(actor, "read-deliveries", { programmeId: found.programmeId, thing: "delivery", id });
  return found;
}

const present = (row: Delivery): z.output<typeof delivery> => ({
  id: row.id,
  source: row.sourceId,
  status: row.status,
  reason: row.reason,
  sizeBytes: row.sizeBytes,
  sha256: row.bodySha256,
  engagement: row.engagementId,
  receivedAt: row.receivedAt.toISOString(),
  handledAt: row.handledAt?.toISOString() ?? null,
});
