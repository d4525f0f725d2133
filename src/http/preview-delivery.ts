/** What a delivery would become, without anything becoming of it. */
import type { z } from "zod";
import { demandKnownOf } from "../auth/known-records.ts";
import { demandKnownPerson } from "../auth/known-people.ts";
import type { previewSource, sourcePreview } from "../contract/source-mapping.ts";
import { recogniseParty } from "../directory/people.ts";
import { adapterOf } from "../intake/adapters/index.ts";
import { openBody } from "../intake/held-deliveries.ts";
import type { Inquiry } from "../intake/inquiry.ts";
import type { Body } from "../intake/read-body.ts";
import { readBody } from "../intake/read-body.ts";
import { submissionOf } from "../intake/read-delivery.ts";
import { ConvokeError, InvalidInput, NotFound } from "../lib/errors.ts";
import type { Tx } from "../store/database.ts";
import type { Delivery } from "../store/deliveries.ts";
import { partyOfSubmission } from "../store/deliveries.ts";
import { findByBusinessKey } from "../store/instances.ts";
import type { Source, SourceAtDoor } from "../store/sources.ts";
import { findDelivery } from "./find-delivery.ts";
import { readMapping } from "./find-source.ts";
import type { Asking } from "./operation.ts";
import { presentInquiry } from "./present-delivery.ts";

type Wanted = z.output<typeof previewSource>;
type Preview = z.output<typeof sourcePreview>;

/** Throws `not-found` for a delivery of another source, `forbidden` when who it is from is marked beyond the caller. */
export async function previewOf(
  call: Asking,
  { id }: Source,
  wanted: Wanted,
): Promise<{ readonly delivery: Delivery | undefined; readonly preview: Preview }> {
  const { api } = call;
  const mapping = readMapping(wanted.mapping);
  const { delivery, body } = await toRead(call, id, wanted);
  const source = await api.intake.sourceNamed(id);
  if (source === undefined) throw new NotFound("source", id);

  const read = readBody(source, body, mapping);
  const { inquiry } = read;
  const preview = {
    source: id,
    inquiry: inquiry === undefined ? null : presentInquiry(inquiry),
    problem: read.kind === "problem" ? { reason: read.reason, pointer: read.pointer ?? null } : null,
    unmapped: (inquiry?.answers ?? [])
      .filter(({ mappedTo }) => mappedTo === null)
      .map(({ key, label }) => ({ key, label })),
    ...(read.kind === "problem" ? HELD : await fateOf(call, source, { delivery, body }, read.inquiry)),
  };
  return { delivery, preview };
}

const HELD = { person: null, becomes: null, engagement: null };

interface ToRead {
  readonly delivery: Delivery | undefined;
  readonly body: Body;
}

async function toRead(call: Asking, sourceId: string, wanted: Wanted): Promise<ToRead> {
  const { api } = call;
  if ((wanted.delivery === undefined) === (wanted.body === undefined)) {
    const detail = "expected a delivery of the source or a body, and not both";
    throw new InvalidInput(`The body is not as expected: ${detail}`, [{ pointer: "/delivery", detail }]);
  }
  if (wanted.delivery === undefined) {
    const bytes = Buffer.from(wanted.body ?? "");
    return {
      delivery: undefined,
      body: { bytes, contentType: wanted.contentType, receivedAt: await api.engine.now() },
    };
  }
  const delivery = await findDelivery(call, wanted.delivery);
  if (delivery.sourceId !== sourceId) throw new NotFound("delivery", delivery.id);
  const bytes = await openBody(api.intake, delivery);
  if (bytes === null) throw new ConvokeError("conflict", `Of the delivery ${delivery.id} no body was kept`);
  const { contentType, receivedAt } = delivery;
  return { delivery, body: { bytes, contentType: contentType ?? undefined, receivedAt } };
}

/** Whom it is from, and what their case would hear. */
async function fateOf(
  { api, actor }: Asking,
  source: SourceAtDoor,
  { delivery, body }: ToRead,
  inquiry: Inquiry,
): Promise<Pick<Preview, "person" | "becomes" | "engagement">> {
  if (delivery?.status === "accepted")
    return { person: delivery.partyId, becomes: "corrected", engagement: delivery.engagementId };
  const { programmeId } = source;
  const submission = delivery === undefined ? submissionIn(source, body) : submissionOf(api.intake, delivery);
  const known = await recogniseParty(api.directory, {
    programmeId,
    email: inquiry.person.email,
    submission,
  });
  if (known === undefined) return { person: null, becomes: "opened", engagement: null };
  await demandKnownPerson(api.db, actor, known);
  const theirs = await findByBusinessKey(api.db, programmeId, "engagement", `party:${known.id}`);
  await demandKnownOf(api.db, actor, theirs?.id ?? null);
  const becomes = theirs === undefined ? "opened" : "attached";
  return { person: known.id, becomes, engagement: theirs?.id ?? null };
}

/** The submission that a body says it is of. */
function submissionIn(source: SourceAtDoor, { bytes, contentType, receivedAt }: Body) {
  const adapter = adapterOf(source.vendor);
  const parsed = adapter?.parse({ body: bytes, contentType, headers: {}, receivedAt });
  const key = parsed?.kind === "payload" ? adapter?.identify(parsed.payload).submissionKey : null;
  if (key == null) return undefined;
  return { partyId: async (tx: Tx) => await partyOfSubmission(tx, source.id, key) };
}
