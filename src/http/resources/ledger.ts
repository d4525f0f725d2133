/** The sealed ledger of who said what at a meeting (S-060). */
import { z } from "zod";
import { demandKnown } from "../../auth/known-records.ts";
import { recordOf } from "../../auth/may-know.ts";
import type { Actor } from "../../contract/actor.ts";
import { rolesIn } from "../../contract/actor.ts";
import { bodiesOf } from "../../contract/bodies.ts";
import { id } from "../../contract/common.ts";
import {
  ledgerQuery,
  newOpening,
  newStatement,
  opening,
  openingPage,
  sealedLedger,
  statementPage,
  writtenStatement,
} from "../../contract/ledger.ts";
import { sealLedgerOf, writeStatement } from "../../documents/ledger.ts";
import type { Opener, OpeningShown } from "../../documents/ledger-openings.ts";
import { approve, askToOpen, openingsOf, readLedgerFor } from "../../documents/ledger-openings.ts";
import { ConvokeError, InvalidInput } from "../../lib/errors.ts";
import type { Instance } from "../../store/instances.ts";
import { readCards, readParty } from "../../store/parties.ts";
import type { Api } from "../api.ts";
import { idempotencyKeyOf } from "../instances/headers.ts";
import { findInstance } from "../instances/send-event.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";

const params = z.object({ id });
const writes = { data: "attribution ledger", act: "keep" } as const;
const reads = { data: "attribution ledger", act: "read" } as const;

/** The room fills a while before the meeting begins. */
const BEFORE_START_MS = 30 * 60_000;
/** States of a meeting that is on or has been. */
const HEARD = new Set(["scheduled", "in_session", "held"]);

export const ledger: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/meetings/{id}/statements",
    id: "writeStatement",
    tag: "meetings",
    summary: "Write down who said what, at the meeting or after it, until the ledger is sealed (S-060)",
    description: "Nobody reads it back. A mistake is put right by another statement.",
    needs: writes,
    params,
    body: newStatement,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "Written.", schema: writtenStatement },
    problems: ["not-found", "conflict", "key-reused"],
    async handle(call) {
      const { api, actor, request } = call;
      const meeting = await findMeeting(call);
      const { body } = call;
      await demandHeard(api, meeting);
      await demandSpeaker(api, meeting, body.speaker);
      const key = idempotencyKeyOf(request);
      const said = { meeting, by: actor.id, statement: body, key };
      const { seq, hash } = await writeStatement(api.directory, said);
      return { body: { seq, chain: hash } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/meetings/{id}/ledger/sealing",
    id: "sealLedger",
    tag: "meetings",
    summary: "Seal the ledger of a meeting: from then on nobody writes or reads it",
    description: "Sealing it again changes nothing.",
    needs: writes,
    params,
    success: { status: 200, description: "Sealed.", schema: sealedLedger },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor } = call;
      const meeting = await findMeeting(call);
      const { sealedAt, statements } = await sealLedgerOf(api.directory, meeting, actor.id);
      return { body: { sealedAt: sealedAt.toISOString(), statements } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/meetings/{id}/ledger/openings",
    id: "askToOpenLedger",
    tag: "meetings",
    summary: "Ask to open a sealed ledger, and say why",
    description:
      "A chair asks and a data protection officer approves, or the other way round. Asking and opening stay on record.",
    needs: reads,
    params,
    body: newOpening,
    success: { status: 201, description: "Asked for; the other has a day to approve.", schema: opening },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor } = call;
      const meeting = await findMeeting(call);
      const opener = openerOf(actor, meeting);
      return { body: present(await askToOpen(api.directory, meeting, opener, call.body.reason)) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/meetings/{id}/ledger/openings",
    id: "listLedgerOpenings",
    tag: "meetings",
    summary: "Who asked to open the ledger, why, and what became of it",
    needs: reads,
    params,
    success: { status: 200, description: "Newest first, 100 at most.", schema: openingPage },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor } = call;
      const meeting = await findMeeting(call);
      openerOf(actor, meeting);
      return { body: { items: (await openingsOf(api.directory, meeting)).map(present), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/meetings/{id}/ledger/openings/{opening}/approval",
    id: "approveLedgerOpening",
    tag: "meetings",
    summary: "Approve that a ledger is opened: for an hour, for who asked and for you",
    needs: reads,
    params: z.object({ id, opening: id }),
    success: { status: 200, description: "Open.", schema: opening },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor, params } = call;
      const meeting = await findMeeting(call);
      return {
        body: present(await approve(api.directory, meeting, openerOf(actor, meeting), params.opening)),
      };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/meetings/{id}/ledger",
    id: "readLedger",
    tag: "meetings",
    summary: "Read who said what, while it is open, as one of the two who opened it",
    needs: reads,
    params,
    query: ledgerQuery,
    success: { status: 200, description: "A page, in order.", schema: statementPage },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor } = call;
      const { limit, cursor } = call.query;
      const meeting = await findMeeting(call);
      const { accountId } = openerOf(actor, meeting);
      const page = { afterSeq: cursor ?? 0, limit };
      const found = await readLedgerFor(api.directory, meeting, accountId, page);
      const cards = await readCards(
        api.db,
        found.flatMap(({ speaker }) => speaker ?? []),
      );
      const items = found.map(({ seq, item, speaker, text, recordedAt }) => ({
        seq,
        item,
        speaker: speaker === null ? null : { id: speaker, name: cards.get(speaker)?.name ?? null },
        text,
        recordedAt: recordedAt.toISOString(),
      }));
      return { body: { items, next: items.length === limit ? String(items.at(-1)?.seq) : null } };
    },
  }),
];

/** Who said what is as confidential as the meeting, whoever opens it. */
async function findMeeting({
  api,
  actor,
  demand,
  params: { id: meetingId },
}: Asking & { readonly params: { readonly id: string } }): Promise<Instance> {
  const meeting = await findInstance(api, "meeting", meetingId, actor);
  demand({ ...recordOf(meeting), thing: "meeting", id: meetingId });
  await demandKnown(api.db, actor, meeting);
  return meeting;
}

/** Throws `forbidden` to who is neither chair nor data protection officer there. */
function openerOf(actor: Actor, meeting: Instance): Opener {
  const held = rolesIn(actor, meeting.programmeId, bodiesOf(meeting));
  const roles = (["chair", "dpo"] as const).filter((role) => held.includes(role));
  if (roles.length > 0) return { accountId: actor.id, roles };
  throw new ConvokeError("forbidden", "This needs one of the roles chair, dpo", {
    extra: { needs: ["chair", "dpo"] },
  });
}

/** Nobody speaks at a meeting that is not there yet, or never was. */
async function demandHeard({ engine }: Api, { state, card, id: meetingId }: Instance): Promise<void> {
  const startsAt = typeof card["startsAt"] === "string" ? Date.parse(card["startsAt"]) : Number.NaN;
  const hasBegun = (await engine.now()).getTime() >= startsAt - BEFORE_START_MS;
  if (HEARD.has(state) && hasBegun) return;
  throw new ConvokeError("conflict", `The meeting ${meetingId} has not begun, or does not take place`);
}

async function demandSpeaker({ db }: Api, { programmeId }: Instance, speaker: string): Promise<void> {
  const party = await readParty(db, speaker);
  if (party?.programmeId === programmeId) return;
  const problem = { pointer: "/speaker", detail: "expected the id of a person in the meeting's programme" };
  throw new InvalidInput(`Nobody in the programme has the id ${speaker}`, [problem]);
}

function present({ id, reason, askedBy, askedAs, askedAt, approvedBy, approvedAt, closesAt }: OpeningShown) {
  return {
    id,
    reason,
    askedBy,
    askedAs,
    askedAt: askedAt.toISOString(),
    approvedBy,
    approvedAt: approvedAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  };
}
