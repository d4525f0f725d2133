import type { z } from "zod";
import { reasonText } from "../contract/reasons.ts";
import type { inquiryView } from "../contract/inquiry-view.ts";
import type { delivery, deliveryDetail } from "../contract/sources.ts";
import { openRecords } from "../directory/people.ts";
import type { Inquiry } from "../intake/inquiry.ts";
import { openBody } from "../intake/held-deliveries.ts";
import { readBody } from "../intake/read-body.ts";
import type { Delivery } from "../store/deliveries.ts";
import { lastReadingOf, replaysOf } from "../store/delivery-replays.ts";
import type { Api } from "./api.ts";

type Detail = z.output<typeof deliveryDetail>;

export const presentDelivery = (row: Delivery): z.output<typeof delivery> => ({
  id: row.id,
  source: row.sourceId,
  status: row.status,
  reason: row.reason,
  sizeBytes: row.sizeBytes,
  sha256: row.bodySha256,
  engagement: row.engagementId,
  event: row.event,
  score: row.score,
  signals: [...row.signals],
  times: row.times,
  lastAt: row.lastAt?.toISOString() ?? null,
  receivedAt: row.receivedAt.toISOString(),
  handledAt: row.handledAt?.toISOString() ?? null,
});

/** With its body, what is read in it, and who had it read again. Throws `sealed` when it was erased. */
export async function presentDetail(api: Api, row: Delivery): Promise<Detail> {
  const bytes = await openBody(api.intake, row);
  const replays = await replaysOf(api.db, row.id);
  return {
    ...presentDelivery(row),
    body: bytes?.toString("utf8") ?? null,
    contentType: row.contentType,
    reading: bytes === null ? null : await readingOf(api, row, bytes),
    replays: replays.map(({ id, askedBy, askedAt, outcome, reason, settledAt }) => ({
      id,
      by: askedBy,
      at: askedAt.toISOString(),
      outcome,
      reason,
      settledAt: settledAt?.toISOString() ?? null,
    })),
  };
}

/** What its engagement was told; of what came to none, what would be read now. */
async function readingOf(api: Api, row: Delivery, bytes: Buffer): Promise<Detail["reading"]> {
  if (row.status === "accepted") {
    const recordId = await lastReadingOf(api.db, row.id);
    const text = (await openRecords(api.directory, [recordId])).get(recordId)?.text;
    const inquiry = text === undefined ? null : presentInquiry(JSON.parse(text) as Inquiry);
    return { kept: true, problem: null, inquiry };
  }
  const source = await api.intake.sourceNamed(row.sourceId);
  if (source === undefined) return { kept: false, problem: reasonText("source-gone"), inquiry: null };
  const { contentType, receivedAt } = row;
  const read = readBody(source, { bytes, contentType: contentType ?? undefined, receivedAt });
  return {
    kept: false,
    problem: read.kind === "problem" ? read.reason : null,
    inquiry: read.inquiry === undefined ? null : presentInquiry(read.inquiry),
  };
}

type InquiryView = z.output<typeof inquiryView>;

/** The same, with lists that JSON may be made of. */
export const presentInquiry = (inquiry: Inquiry): InquiryView => structuredClone(inquiry) as InquiryView;
