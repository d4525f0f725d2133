/** The endpoints every kind of running chart has: list, look, send an event, read the journal. */
import { z } from "zod";
import type { JsonObject, Role } from "../../../workflows/workflow.ts";
import { knowsDossier } from "../../auth/known-dossier.ts";
import { demandKnown, knownPage } from "../../auth/known-records.ts";
import { recordOf } from "../../auth/may-know.ts";
import { dataOf } from "../../auth/policy.ts";
import { scopeOf } from "../../auth/scope-of.ts";
import { id, paging } from "../../contract/common.ts";
import {
  eventOutcome,
  instanceDetail,
  instancePage,
  journalPage,
  sendEvent,
} from "../../contract/instances.ts";
import { openWords } from "../../directory/seal-event.ts";
import type { Instance } from "../../store/instances.ts";
import { listInstances } from "../../store/instances.ts";
import type { JournalRow } from "../../store/journal.ts";
import { readJournal } from "../../store/journal.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";
import { momentOf, presentPast } from "./at.ts";
import { withoutDossier } from "./in-view.ts";
import { markingOperations } from "./marking.ts";
import { nameActors } from "./name-actors.ts";
import { presentInstance, presentRows } from "./present-instance.ts";
import { findInstance, sendEventTo } from "./send-event.ts";

interface Kind {
  /** In the path: `engagements`. */
  readonly noun: string;
  /** In the document: `Engagement`. */
  readonly one: string;
  readonly workflow: string;
  /** It is listed in a way of its own. */
  readonly hasOwnList?: boolean;
  /** Its charts are about people, and may be listed by whom. Every view of one that the list shows says who it is. */
  readonly isOfPeople?: boolean;
}

const params = z.object({ id });

export function instanceOperations(kind: Kind): readonly Operation[] {
  const { noun, one, workflow, hasOwnList = false } = kind;
  const base = `/api/v1/${noun}`;
  const data = dataOf(workflow);
  const read = { data, act: "read" } as const;
  const a = `${/^[aeiou]/i.test(one) ? "an" : "a"} ${one.toLowerCase()}`;

  return [
    ...(hasOwnList ? [] : [listOperation(kind)]),
    operation({
      method: "get",
      path: `${base}/{id}`,
      id: `get${one}`,
      tag: noun,
      summary: `Look at ${a}: where it stands, what is due, what you may send`,
      description:
        "With `at`, as it stood after that journal row or at that instant, replayed from the journal.",
      needs: read,
      params,
      query: z.strictObject({
        at: z
          .string()
          .max(40)
          .optional()
          .meta({ description: "A journal row, or an instant.", example: "3" }),
      }),
      success: {
        status: 200,
        description: `The ${one.toLowerCase()}. Its revision is the ETag.`,
        schema: instanceDetail,
      },
      problems: ["not-found"],
      async handle({ api, actor, demand, params, query }) {
        const instance = await findInstance(api, workflow, params.id, actor);
        demand({ ...recordOf(instance), thing: noun, id: params.id });
        await demandKnown(api.db, actor, instance);
        if (query.at !== undefined)
          return { body: await presentPast(api, instance, momentOf(query.at), actor) };
        return {
          headers: { ETag: `"${instance.revision}"` },
          body: await presentInstance(api, instance, actor),
        };
      },
    }),
    operation({
      method: "post",
      path: `${base}/{id}/events`,
      id: `send${one}Event`,
      tag: noun,
      summary: `Say what happened to ${a}`,
      description:
        "Answers after the commit. The same Idempotency-Key and body give the first answer again; If-Match applies the event only at that revision.",
      needs: { data, act: "send", workflow },
      params,
      body: sendEvent,
      headers: {
        "Idempotency-Key": "Makes a repetition of the request safe.",
        "If-Match": "The revision the event is meant for, as an ETag.",
      },
      success: { status: 200, description: "What became of it.", schema: eventOutcome },
      problems: ["not-found", "refused", "key-reused", "parked", "stale-revision", "machine-threw"],
      async handle(call) {
        const { api, actor, demand, params, request } = call;
        const instance = await findInstance(api, workflow, params.id, actor);
        demand({ ...recordOf(instance), thing: noun, id: params.id });
        await demandKnown(api.db, actor, instance);
        return await sendEventTo({ api, actor, request }, instance, call.body);
      },
    }),
    operation({
      method: "get",
      path: `${base}/{id}/journal`,
      id: `get${one}Journal`,
      tag: noun,
      summary: `Everything that happened to ${a}, in order`,
      needs: { ...read, view: "whole" },
      params,
      query: z.strictObject({
        limit: paging.limit,
        cursor: z.coerce.number().int().min(0).optional().meta({ description: "`next` of the page before." }),
      }),
      success: { status: 200, description: "A page of the journal.", schema: journalPage },
      problems: ["not-found"],
      async handle({ api, actor, demand, params, query }) {
        const instance = await findInstance(api, workflow, params.id, actor);
        demand({ ...recordOf(instance), thing: noun, id: params.id });
        await demandKnown(api.db, actor, instance);
        const isWhole = await knowsDossier(api.db, actor, instance);
        const afterSeq = query.cursor ?? 0;
        const rows = await readJournal(api.db, instance.id, { afterSeq, limit: query.limit + 1 });
        const shown = rows.slice(0, query.limit);
        const events = await openWords(
          api.directory,
          shown.map(({ event }) => event),
        );
        const names = await nameActors(api.db, actor, instance.programmeId, shown);
        return {
          body: {
            items: shown.map((row, index) => {
              const { type, ...data } = presentJournal(row, events[index] ?? row.event, names);
              const said = { type, data: data.data };
              return { type, ...data, ...(isWhole ? { withheld: [] } : withoutDossier(workflow, said)) };
            }),
            next: rows.length > query.limit ? String(shown.at(-1)?.seq) : null,
          },
        };
      },
    }),
    ...markingOperations({ noun, one, workflow, needs: read }),
  ];
}

function listOperation({ noun, one, workflow, isOfPeople = false }: Kind): Operation {
  const read = { data: dataOf(workflow), act: "read" } as const;
  return operation({
    method: "get",
    path: `/api/v1/${noun}`,
    id: `list${one}s`,
    tag: noun,
    summary: `List ${noun}, newest first`,
    needs: read,
    query: z.strictObject({
      programme: z.string().optional().meta({ description: "Slug or id of a programme." }),
      stage: z
        .string()
        .optional()
        .meta({ description: "A stage, such as `inquiry`; the workflow names them." }),
      state: z
        .string()
        .optional()
        .meta({ description: "A state, such as `triage`; the workflow names them." }),
      owner: z.string().optional().meta({ description: "Id of the account that owns it." }),
      text: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "Part of a name, organisation or e-mail." }),
      ...(isOfPeople ? { party: id.optional().meta({ description: "Id of the person it is about." }) } : {}),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: instancePage },
    async handle({ api, scope, query }) {
      const { programme, owner, limit, cursor, party, ...filter } = query;
      // Whom a filter finds, it says something of: of a roster card only what is on it.
      const isSaid = [owner, filter.stage, filter.state, filter.text].some((one) => one !== undefined);
      const programmeId =
        programme === undefined ? undefined : (await programmeOf(api, programme, scope, "query")).id;
      const within = scopeOf(scope, read, isSaid ? "whole" : "metadata");
      const businessKey = typeof party === "string" ? `party:${party}` : undefined;
      const asked = { ...filter, workflow, programmeId, ownerId: owner, businessKey };
      const rows = await knownPage(api.db, scope, limit, {
        read: async (count, last: Instance | undefined) =>
          await listInstances(api.db, { ...asked, limit: count, after: last ?? readCursor(cursor) }, within),
        about: (row) => row.id,
      });
      const { items, next } = page(
        rows,
        limit,
        (row) => row,
        (row) => row,
      );
      return { body: { items: await presentRows(api, items, scope), next } };
    },
  });
}

/** `names`: of accounts, by id. */
export function presentJournal(row: JournalRow, event: JsonObject, names: ReadonlyMap<string, string>) {
  const { type, ...data } = event;
  const { seq, origin, onBehalfOf, happenedAt, enteredAt, facts, effects, stage, state, hash } = row;
  const actor = row.actor as { id: string; roles: Role[] };
  return {
    seq,
    type: typeof type === "string" ? type : "",
    data,
    origin,
    actor: { ...actor, name: names.get(actor.id) ?? null },
    onBehalfOf,
    happenedAt: happenedAt.toISOString(),
    enteredAt: enteredAt.toISOString(),
    facts,
    effects,
    stage,
    state,
    hash,
  };
}
