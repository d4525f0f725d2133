import { z } from "zod";
import { programmeName } from "../../contract/common.ts";
import {
  code,
  newTerm,
  renameTerm,
  restoreTerm,
  retireTerm,
  taxonomy,
  term,
  termPage,
} from "../../contract/taxonomies.ts";
import type { Taxonomy } from "../../contract/taxonomies.ts";
import {
  addTerm,
  renameTerm as rename,
  restoreTerm as restore,
  retireTerm as retire,
} from "../../directory/taxonomies.ts";
import type { Term } from "../../store/taxonomies.ts";
import { formerLabels, listTerms } from "../../store/taxonomies.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

const list = z.object({ taxonomy });
const entry = z.object({ taxonomy, code });

export const taxonomies: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/taxonomies",
    id: "listTerms",
    tag: "taxonomies",
    summary:
      "List a programme's lists: sectors, interests, kinds of organisation and site, and the others (S-002)",
    description: "Retired terms stay in the list, so that what was filed under them can be read.",
    needs: { data: "lists", act: "read" },
    query: z.strictObject({
      programme: programmeName.default("default").meta({ description: "Slug or id of a programme." }),
      taxonomy: taxonomy.optional().meta({ description: "Only this list." }),
      retired: z
        .enum(["with", "without"])
        .default("with")
        .meta({ description: "`without` leaves out what takes nothing new." }),
    }),
    success: { status: 200, description: "All terms, in the order of each list.", schema: termPage },
    async handle({ api, scope, query: { programme, taxonomy: only, retired } }) {
      const { id: programmeId } = await programmeOf(api, programme, scope, "query");
      const found = await listTerms(api.db, { programmeId, taxonomy: only }, scope);
      const shown = found.filter(({ retiredAt }) => retired === "with" || retiredAt === null);
      return { body: { items: await presentAll(api, shown), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/taxonomies/{taxonomy}",
    id: "addTerm",
    tag: "taxonomies",
    summary: "Add a term to one of a programme's lists",
    needs: { data: "lists", act: "keep" },
    params: list,
    body: newTerm,
    success: { status: 201, description: "The term.", schema: term },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, demand, params, body }) {
      const named = await nameTerm({ api, actor, demand }, body.programme, { ...params, code: body.code });
      return await reply(api, await addTerm(api.db, named, body.labels, await api.engine.now()));
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/taxonomies/{taxonomy}/{code}/labels",
    id: "renameTerm",
    tag: "taxonomies",
    summary: "Say what a term is called; its code stays and its former names are kept",
    needs: { data: "lists", act: "keep" },
    params: entry,
    body: renameTerm,
    success: { status: 200, description: "The term.", schema: term },
    problems: ["not-found"],
    async handle({ api, actor, demand, params, body }) {
      const named = await nameTerm({ api, actor, demand }, body.programme, params);
      const told = { by: actor, now: await api.engine.now() };
      return await reply(api, await rename(api.db, named, body.labels, told));
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/taxonomies/{taxonomy}/{code}/retire",
    id: "retireTerm",
    tag: "taxonomies",
    summary: "Take nothing new under a term",
    description: "It is never deleted: what was filed under it stays there and can be read and found.",
    needs: { data: "lists", act: "keep" },
    params: entry,
    body: retireTerm,
    success: { status: 200, description: "The term.", schema: term },
    problems: ["not-found"],
    async handle({ api, actor, demand, params, body }) {
      const named = await nameTerm({ api, actor, demand }, body.programme, params);
      return await reply(api, await retire(api.db, named, body.replacedBy, await api.engine.now()));
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/taxonomies/{taxonomy}/{code}/restore",
    id: "restoreTerm",
    tag: "taxonomies",
    summary: "Bring a retired term back",
    needs: { data: "lists", act: "keep" },
    params: entry,
    body: restoreTerm,
    success: { status: 200, description: "The term.", schema: term },
    problems: ["not-found"],
    async handle({ api, actor, demand, params, body }) {
      const named = await nameTerm({ api, actor, demand }, body.programme, params);
      return await reply(api, await restore(api.db, named));
    },
  }),
];

async function nameTerm(
  { api, actor, demand }: Asking,
  programme: string,
  named: { readonly taxonomy: Taxonomy; readonly code: string },
) {
  const { id: programmeId } = await programmeOf(api, programme, actor);
  demand({ programmeId, thing: "programme", id: programme });
  return { programmeId, ...named };
}

async function reply(api: Api, changed: Term) {
  const [body] = await presentAll(api, [changed]);
  return { body };
}

async function presentAll({ db }: Api, terms: readonly Term[]): Promise<z.output<typeof term>[]> {
  const former = await formerLabels(
    db,
    terms.map(({ id }) => id),
  );
  return terms.map((one) => ({
    taxonomy: one.taxonomy,
    code: one.code,
    labels: { ...one.labels },
    retiredAt: one.retiredAt?.toISOString() ?? null,
    replacedBy: one.replacedBy,
    formerly: former
      .filter(({ termId }) => termId === one.id)
      .map(({ labels, until, changedBy }) => ({
        labels: { ...labels },
        until: until.toISOString(),
        changedBy,
      })),
  }));
}
