import { z } from "zod";
import {
  changeMapping,
  changeSource,
  madeSource,
  newSource,
  retriedHeld,
  rotateSource,
  source,
  sourcePage,
} from "../../contract/sources.ts";
import { ConvokeError } from "../../lib/errors.ts";
import { OUR_FIELDS } from "../../intake/inquiry.ts";
import { checkRoutes } from "../../intake/check-routes.ts";
import type { MadeSource } from "../../intake/sources.ts";
import { foreignVendors, makeSource, rotate } from "../../intake/sources.ts";
import { retryHeldOf } from "../../intake/held-deliveries.ts";
import type { Source } from "../../store/sources.ts";
import type { SourceChange } from "../../store/sources.ts";
import { changeSource as writeSource, listSources } from "../../store/sources.ts";
import type { Api } from "../api.ts";
import type { JsonObject } from "../../../workflows/workflow.ts";
import type { Route } from "../../contract/routes.ts";
import { findSource, readMapping } from "../find-source.ts";
import { expectedRevisionOf } from "../instances/headers.ts";
import { operation } from "../operation.ts";
import type { Operation, Reply } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const MAPPABLE = `Fields that a mapping can fill: ${OUR_FIELDS.join(", ")}.`;

export const sources: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/sources",
    id: "listSources",
    tag: "sources",
    summary: "List who may post deliveries",
    needs: { data: "sources", act: "read" },
    success: { status: 200, description: "All of them.", schema: sourcePage },
    async handle({ api, scope }) {
      const slugs = await programmeSlugs(api);
      const items = (await listSources(api.db, scope)).map((one) => present(api, one, slugs));
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/sources",
    id: "makeSource",
    tag: "sources",
    summary: "Let a form vendor post deliveries",
    description: `Vendors: ${foreignVendors.join(", ")}. With a secret, deliveries must be signed. Without one the source gets a token, which is part of \`url\` and good as the header X-Convoke-Token. ${MAPPABLE}`,
    needs: { data: "sources", act: "keep" },
    body: newSource,
    success: { status: 201, description: "Where to post. The token is shown once.", schema: madeSource },
    problems: ["conflict"],
    async handle({ api, actor, demand, body }) {
      const programme = await programmeOf(api, body.programme, actor);
      demand({ programmeId: programme.id, thing: "programme", id: body.programme });
      const made = await makeSource(api.intake, {
        programmeId: programme.id,
        slug: body.slug,
        name: body.name,
        vendor: body.vendor,
        secret: body.secret,
        mapping: readMapping(body.mapping),
        isOpen: body.open,
      });
      return { body: presentMade(api, made) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/sources/{id}/rotate",
    id: "rotateSource",
    tag: "sources",
    summary: "Give a source a new secret or token",
    description: "The old one counts for another 24 hours, so that no delivery falls between.",
    needs: { data: "sources", act: "keep" },
    params: z.object({ id: z.string() }),
    body: rotateSource,
    success: { status: 200, description: "Where to post. The token is shown once.", schema: madeSource },
    problems: ["not-found"],
    async handle(call) {
      const { api } = call;
      const found = await findSource(call, call.params.id);
      return { body: presentMade(api, await rotate(api.intake, found, call.body.secret)) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/sources/{id}/mapping",
    id: "changeMapping",
    tag: "sources",
    summary: "Say which question fills which field",
    description: `Counts for deliveries that are read from now on; a held one is read again with \`retry\`. ${MAPPABLE}`,
    needs: { data: "sources", act: "keep" },
    params: z.object({ id: z.string() }),
    body: changeMapping,
    success: { status: 200, description: "The source.", schema: source },
    problems: ["not-found"],
    async handle(call) {
      const found = await findSource(call, call.params.id);
      return await change(call.api, found, { mapping: mappingJson(call.body.mapping) }, undefined);
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/sources/{id}",
    id: "getSource",
    tag: "sources",
    summary: "Look at a source",
    needs: { data: "sources", act: "read" },
    params: z.object({ id: z.string() }),
    success: { status: 200, description: "The source. Its revision is the ETag.", schema: source },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      return await reply(api, await findSource({ api, actor, demand }, params.id));
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/sources/{id}",
    id: "changeSource",
    tag: "sources",
    summary:
      "Rename, pause or resume a source; say which question fills which field, and who looks after what comes in",
    description:
      "A paused source answers 200 and keeps what it gets; resumed, it reads what comes from then on, and `retry` what came before. " +
      `A source is never deleted. ${MAPPABLE}`,
    needs: { data: "sources", act: "keep" },
    params: z.object({ id: z.string() }),
    body: changeSource,
    headers: { "If-Match": "The revision the change is meant for, as an ETag." },
    success: { status: 200, description: "The source. Its revision is the ETag.", schema: source },
    problems: ["not-found", "stale-revision"],
    async handle(call) {
      const { api, actor, request } = call;
      const found = await findSource(call, call.params.id);
      const { body } = call;
      await checkRoutes(api.db, found.programmeId, body.routes);
      const paused = body.paused ? { at: await api.engine.now(), by: actor.id } : null;
      const changed = { name: body.name, routes: body.routes, mapping: mappingJson(body.mapping), paused };
      return await change(api, found, changed, expectedRevisionOf(request));
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/sources/{id}/retry",
    id: "retryHeldDeliveries",
    tag: "sources",
    summary: "Read what is held of a source once more, the oldest first",
    description: "What is held because it looks suspicious stays: a person looks at each of those.",
    needs: { data: "deliveries", act: "keep" },
    params: z.object({ id: z.string() }),
    success: { status: 200, description: "How many will be read.", schema: retriedHeld },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      const found = await findSource({ api, actor, demand }, params.id);
      return { body: { retried: await retryHeldOf(api.intake, found.id, actor.id) } };
    },
  }),
];

/** Throws `stale-revision`. */
async function change(
  api: Api,
  { id, slug }: Source,
  to: SourceChange,
  revision: number | undefined,
): Promise<Reply> {
  const changed = await writeSource(api.db, id, to, revision);
  if (changed === undefined)
    throw new ConvokeError("stale-revision", `The source ${slug} has another revision than ${revision}`);
  return await reply(api, changed);
}

const reply = async (api: Api, one: Source): Promise<Reply> => ({
  headers: { ETag: `"${one.revision}"` },
  body: present(api, one, await programmeSlugs(api)),
});

const mappingJson = (mapping: unknown): JsonObject => ({ ...readMapping(mapping) }) as JsonObject;

const hookUrl = ({ publicUrl }: Api, slug: string): string => `${publicUrl}/hooks/${slug}`;

function presentMade(api: Api, { source: { id, slug }, token }: MadeSource): z.output<typeof madeSource> {
  const url = hookUrl(api, slug);
  return token === undefined ? { id, slug, url } : { id, slug, url: `${url}?token=${token}`, token };
}

const present = (api: Api, one: Source, slugs: ReadonlyMap<string, string>): z.output<typeof source> => ({
  id: one.id,
  programme: slugs.get(one.programmeId) ?? one.programmeId,
  slug: one.slug,
  name: one.name ?? one.slug,
  vendor: one.vendor,
  paused: one.pausedAt !== null,
  auth: one.sealedSecret !== null ? "signature" : one.tokenHash !== null ? "token" : "open",
  url: hookUrl(api, one.slug),
  mapping: one.mapping as Record<string, string | string[]>,
  routes: one.routes as Route[],
  revision: one.revision,
  createdAt: one.createdAt.toISOString(),
});
