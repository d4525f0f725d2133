import { z } from "zod";
import { demandKnownOf, knownPage } from "../../auth/known-records.ts";
import { id, paging } from "../../contract/common.ts";
import { deliveryDetail, deliveryPage } from "../../contract/sources.ts";
import type { delivery } from "../../contract/sources.ts";
import type { Delivery } from "../../store/deliveries.ts";
import { listDeliveries, readDelivery } from "../../store/deliveries.ts";
import { openDelivery, retryDelivery } from "../../intake/held-deliveries.ts";
import { NotFound } from "../../lib/errors.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";

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
    async handle({ api, scope, query: { status, source, limit, cursor } }) {
      const rows = await knownPage(api.db, scope, limit, {
        read: async (count, last: Delivery | undefined) => {
          const after = last === undefined ? readCursor(cursor) : { createdAt: last.receivedAt, id: last.id };
          return await listDeliveries(api.db, { status, sourceId: source, limit: count, after }, scope);
        },
        about: (row) => row.engagementId,
      });
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
    async handle(call) {
      const found = await findDelivery(call, call.params.id);
      return { body: { ...present(found), body: await openDelivery(call.api.intake, found) } };
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
    async handle(call) {
      await retryDelivery(call.api.intake, await findDelivery(call, call.params.id));
      return {};
    },
  }),
];

async function findDelivery({ api, actor, demand }: Asking, id: string): Promise<Delivery> {
  const found = await readDelivery(api.db, id, actor);
  if (found === undefined) throw new NotFound("delivery", id);
  demand({ programmeId: found.programmeId, thing: "delivery", id });
  await demandKnownOf(api.db, actor, found.engagementId);
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
  score: row.score,
  signals: [...row.signals],
  receivedAt: row.receivedAt.toISOString(),
  handledAt: row.handledAt?.toISOString() ?? null,
});
