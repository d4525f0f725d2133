import { z } from "zod";
import { demandAnywhere } from "../../auth/policy.ts";
import { paging } from "../../contract/common.ts";
import { deliveryPage } from "../../contract/sources.ts";
import type { delivery } from "../../contract/sources.ts";
import type { Delivery } from "../../store/deliveries.ts";
import { listDeliveries } from "../../store/deliveries.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const deliveries: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/deliveries",
    id: "listDeliveries",
    tag: "sources",
    summary: "What came in, newest first, and what became of it",
    description: "`held` deliveries wait for a person; of `refused` ones only size and hash are kept.",
    access: "signed-in",
    query: z.strictObject({
      status: z.enum(["received", "accepted", "duplicate", "held", "partial", "refused"]).optional(),
      source: z.uuid().optional(),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: deliveryPage },
    async handle({ api, actor, query: { status, source, limit, cursor } }) {
      demandAnywhere(actor, "read-deliveries");
      const filter = { status, sourceId: source, limit: limit + 1, after: readCursor(cursor) };
      const rows = await listDeliveries(api.db, filter, actor);
      return { body: page(rows, limit, ({ receivedAt, id }) => ({ createdAt: receivedAt, id }), present) };
    },
  }),
];

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
