import { z } from "zod";
import { demandKnown, demandKnownOf, knownIds } from "../../auth/known-records.ts";
import { recordOf } from "../../auth/may-know.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging, programmeName } from "../../contract/common.ts";
import {
  discardMessage as discarding,
  fileMessage as filing,
  filedMessage,
  keptMessage,
  messageDetail,
  messagePage,
  replyTo,
} from "../../contract/messages.ts";
import type { message } from "../../contract/messages.ts";
import type { MailDeps } from "../../intake/mail/file-message.ts";
import {
  answeredCase,
  caseOfSender,
  discardMessage,
  fileMessage,
  handToParty,
  openMessage,
  partyOfCase,
  senderIs,
  settleMessage,
} from "../../intake/mail/file-message.ts";
import { keepMessage, MESSAGE_TYPE } from "../../intake/mail/keep-message.ts";
import type { Message } from "../../intake/mail/parse-message.ts";
import { MESSAGE_BYTES_MAX } from "../../intake/mail/parse-message.ts";
import { replyAddress } from "../../intake/mail/reply-address.ts";
import { ConvokeError, InvalidInput, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Instance } from "../../store/instances.ts";
import type { HeldMessage } from "../../store/messages.ts";
import { listHeldMessages, readMessageRow } from "../../store/messages.ts";
import { readParty } from "../../store/parties.ts";
import { revokeReplyAddress } from "../../store/reply-addresses.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { enterFor } from "../instances/enter-for.ts";
import { findInstance } from "../instances/send-event.ts";
import { standingOrThrow } from "../instances/standing.ts";
import type { Asking, Operation } from "../operation.ts";
import { operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

const params = z.object({ id });
const keeps = { data: "deliveries", act: "keep" } as const;

export const messages: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/messages",
    id: "takeMessage",
    tag: "messages",
    summary: "Hand in a mail as a file",
    description:
      "A message of RFC 5322, as a mail program saves it. It goes to the case whose reply address it was sent to, else it waits to be filed.",
    needs: keeps,
    bytes: { types: [MESSAGE_TYPE], max: MESSAGE_BYTES_MAX },
    query: z.strictObject({
      programme: programmeName
        .default("default")
        .meta({ description: "Slug or id of the programme whose queue it waits in where it names no case." }),
    }),
    success: { status: 200, description: "It is kept.", schema: keptMessage },
    // The programme's source has to be there before the message.
    commitsByItself: true,
    async handle({ api, actor, demand, query, request }) {
      const { id: programmeId } = await programmeOf(api, query.programme, actor, "query");
      demand({ programmeId, thing: "programme", id: query.programme });
      const raw: unknown = request.body;
      if (!Buffer.isBuffer(raw) || raw.length === 0)
        throw new InvalidInput("There is no message", [
          { pointer: "", detail: "expected a message of RFC 5322" },
        ]);
      return { body: await keepMessage(api.intake, programmeId, { raw, deliveredTo: [] }) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/messages",
    id: "listMessages",
    tag: "messages",
    summary: "Mail that waits to be filed, the oldest first",
    needs: { data: "deliveries", act: "read" },
    query: z.strictObject(paging),
    success: { status: 200, description: "A page.", schema: messagePage },
    async handle({ api, actor, scope, query: { limit, cursor } }) {
      const rows = await listHeldMessages(api.db, { limit: limit + 1, after: readCursor(cursor) }, scope);
      const { items, next } = page(
        rows,
        limit,
        ({ receivedAt, id }) => ({ createdAt: receivedAt, id }),
        (row) => row,
      );
      return { body: { items: await Promise.all(items.map((row) => present(api, actor, row))), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/messages/{id}",
    id: "getMessage",
    tag: "messages",
    summary: "Read a mail that came in",
    needs: { data: "deliveries", act: "read" },
    params,
    success: { status: 200, description: "The message.", schema: messageDetail },
    problems: ["not-found", "sealed"],
    async handle(call) {
      const row = await findMessage(call, call.params.id);
      const read = await readOf(call.api, row);
      const shown: z.output<typeof messageDetail> = {
        ...(await present(call.api, call.actor, row)),
        text: read?.text ?? "",
        wholeText: read?.wholeText ?? "",
        checks: { ...read?.checks },
        attachments: (read?.attachments ?? []).map(({ isDangerous, ...rest }) => ({
          ...rest,
          dangerous: isDangerous,
        })),
      };
      return { body: shown };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/messages/{id}/file",
    id: "fileMessage",
    tag: "messages",
    summary: "Put a mail to a case",
    needs: keeps,
    params,
    body: filing,
    success: { status: 200, description: "The case has it.", schema: filedMessage },
    problems: ["not-found", "conflict", "refused", "sealed"],
    // The case hears of it.
    commitsByItself: true,
    async handle(call) {
      const { api, actor } = call;
      const { row, read } = await findHeld(call);
      const instance = await caseNamed(call, row, call.body.engagement);
      const deps = depsOf(api);
      const party = await partyOfCase(deps, instance);
      if (party === undefined) throw new ConvokeError("conflict", "The party of this case was erased");
      const recordId = newId();
      const to = { message: read, instance, party, recordId, actor, origin: "caller" as const };
      standingOrThrow(await fileMessage(deps, row, to));
      await settleMessage(deps, row.id, "accepted", null, instance.id);
      return { body: { engagement: instance.id } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/messages/{id}/open",
    id: "openFromMessage",
    tag: "messages",
    summary: "Open a case for the sender of a mail",
    description: "Where the sender has a live case, the mail goes there.",
    needs: keeps,
    params,
    success: { status: 200, description: "The case has it.", schema: filedMessage },
    problems: ["not-found", "conflict", "refused", "sealed"],
    commitsByItself: true,
    async handle(call) {
      const { api, actor, request } = call;
      const { row, read } = await findHeld(call);
      if (read.from === null)
        throw new ConvokeError("conflict", "The message does not say who sent it; log an inquiry instead");
      const deps = depsOf(api);
      const entered = await enterFor(
        { api, actor, request, body: { message: row.id } },
        {
          programmeId: row.programmeId,
          fields: { ...read.from, message: `${read.subject}\n\n${read.text}`.trim() },
          purpose: "inquiry",
          origin: "email",
          happenedAt: row.receivedAt,
          opening: { type: "inquiry.logged", channel: "email" },
          attaching: { channel: "email", deliveryId: row.id, sender: "known" },
        },
      );
      const party = await readParty(api.db, entered.person);
      if (party !== undefined) await handToParty(deps, row, party);
      await settleMessage(deps, row.id, "accepted", null, entered.instanceId);
      return { body: { engagement: entered.engagement } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/messages/{id}/discard",
    id: "discardMessage",
    tag: "messages",
    summary: "Throw a mail away",
    description: "Its key is destroyed: of what it said nothing is left, only its size and hash.",
    needs: keeps,
    params,
    body: discarding,
    success: { status: 204, description: "It is gone." },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { row } = await findHeld(call);
      await discardMessage(depsOf(call.api), row, `Discarded: ${call.body.reason}`);
      return {};
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/engagements/{id}/reply-address",
    id: "renewReplyAddress",
    tag: "messages",
    summary: "Give a case another reply address; the one before counts no more",
    needs: { data: "links", act: "keep" },
    params,
    success: { status: 200, description: "The new one.", schema: replyTo },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      const instance = await findInstance(api, "engagement", params.id, actor);
      demand({ ...recordOf(instance), thing: "engagements", id: params.id });
      await demandKnown(api.db, actor, instance);
      const { vault, now } = api.directory;
      await revokeReplyAddress(api.db, instance.id, await now());
      const deps = { db: api.db, master: vault.master, now };
      return { body: { address: (await replyAddress(deps, api.inbound.domain, instance.id)) ?? null } };
    },
  }),
];

const depsOf = ({ intake, engine, publicUrl, inbound }: Api): MailDeps => ({
  intake,
  engine,
  reading: { ownHost: new URL(publicUrl).hostname, trustedHost: inbound.trustedHost },
});

async function findMessage({ api, actor, demand }: Asking, id: string): Promise<HeldMessage> {
  const row = await readMessageRow(api.db, id, actor);
  if (row === undefined) throw new NotFound("message", id);
  demand({ programmeId: row.programmeId, thing: "message", id });
  await demandKnownOf(api.db, actor, row.engagementId);
  return row;
}

async function findHeld(asking: Asking & { readonly params: { readonly id: string } }) {
  const row = await findMessage(asking, asking.params.id);
  if (row.status !== "held")
    throw new ConvokeError("conflict", `The message ${row.id} does not wait to be filed`);
  const parsed = await openMessage(depsOf(asking.api), row);
  if (parsed.kind === "problem") throw new ConvokeError("conflict", parsed.reason);
  return { row, read: parsed.message };
}

/** A case of the message's programme that the caller may know. */
async function caseNamed({ api, actor }: Asking, row: HeldMessage, id: string): Promise<Instance> {
  const instance = await api.engine.peek(id);
  const { known } = await knownIds(api.db, actor, [id]);
  if (instance?.workflow === "engagement" && instance.programmeId === row.programmeId && known.has(id))
    return instance;
  throw new InvalidInput("There is no such case in the programme", [
    { pointer: "/engagement", detail: "expected the id of a case in the programme the message came to" },
  ]);
}

/** Undefined for what cannot be read, or was erased. */
async function readOf(api: Api, row: HeldMessage): Promise<Message | undefined> {
  try {
    const parsed = await openMessage(depsOf(api), row);
    return parsed.kind === "message" ? parsed.message : undefined;
  } catch (error) {
    if (error instanceof ConvokeError && error.code === "sealed") return undefined;
    throw error;
  }
}

async function present(api: Api, actor: Actor, row: HeldMessage): Promise<z.output<typeof message>> {
  const read = await readOf(api, row);
  const party = row.partyId === null ? undefined : await readParty(api.db, row.partyId);
  return {
    id: row.id,
    status: row.status,
    reason: row.reason,
    receivedAt: row.receivedAt.toISOString(),
    sizeBytes: row.sizeBytes,
    engagement: row.engagementId,
    from: read?.from ?? null,
    sender: read === undefined || party === undefined ? null : senderIs(api.intake, read, party),
    subject: read?.subject ?? "",
    suggestions:
      read === undefined || row.status !== "held" ? [] : await suggestionsFor(api, actor, row, read),
  };
}

/** Cases it may belong to, of those that the caller may know. */
async function suggestionsFor(api: Api, actor: Actor, row: HeldMessage, read: Message) {
  const deps = depsOf(api);
  const found = [
    { because: "thread" as const, instance: await answeredCase(deps, row.programmeId, read) },
    { because: "sender" as const, instance: await caseOfSender(deps, row.programmeId, read) },
  ].flatMap(({ because, instance }) =>
    instance === undefined ? [] : [{ because, engagement: instance.id }],
  );
  const { known } = await knownIds(
    api.db,
    actor,
    found.map(({ engagement }) => engagement),
  );
  return found.filter(({ engagement }) => known.has(engagement));
}
