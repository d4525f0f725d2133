import { z } from "zod";
import {
  changeMapping,
  madeSource,
  newSource,
  rotateSource,
  source,
  sourcePage,
} from "../../contract/sources.ts";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import { fieldProblems } from "../../lib/field-problems.ts";
import { OUR_FIELDS } from "../../intake/inquiry.ts";
import type { Mapping } from "../../intake/mapping.ts";
import { mappingSchema } from "../../intake/mapping.ts";
import type { MadeSource } from "../../intake/sources.ts";
import { foreignVendors, makeSource, rotate } from "../../intake/sources.ts";
import type { Source } from "../../store/sources.ts";
import { listSources, readSource, setMapping } from "../../store/sources.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
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
      const { api } = call;
      const found = await findSource(call, call.params.id);
      const mapping = { ...readMapping(call.body.mapping) };
      await setMapping(api.db, found.id, mapping);
      return { body: present(api, { ...found, mapping }, await programmeSlugs(api)) };
    },
  }),
];

async function findSource({ api, actor, demand }: Asking, idOrSlug: string): Promise<Source> {
  const found = await readSource(api.db, idOrSlug, actor);
  if (found === undefined) throw new NotFound("source", idOrSlug);
  demand({ programmeId: found.programmeId, thing: "source", id: idOrSlug });
  return found;
}

function readMapping(mapping: unknown): Mapping | undefined {
  if (mapping === undefined) return undefined;
  const parsed = mappingSchema.safeParse(mapping);
  if (parsed.success) return parsed.data;
  throw new InvalidInput("The mapping is not as expected", fieldProblems(parsed.error, "/mapping"));
}

const hookUrl = ({ publicUrl }: Api, slug: string): string => `${publicUrl}/hooks/${slug}`;

function presentMade(api: Api, { source: { id, slug }, token }: MadeSource): z.output<typeof madeSource> {
  const url = hookUrl(api, slug);
  return token === undefined ? { id, slug, url } : { id, slug, url: `${url}?token=${token}`, token };
}

const present = (api: Api, one: Source, slugs: ReadonlyMap<string, string>): z.output<typeof source> => ({
  id: one.id,
  programme: slugs.get(one.programmeId) ?? one.programmeId,
  slug: one.slug,
  vendor: one.vendor,
  auth: one.sealedSecret !== null ? "signature" : one.tokenHash !== null ? "token" : "open",
  url: hookUrl(api, one.slug),
  mapping: one.mapping as Record<string, string | string[]>,
  createdAt: one.createdAt.toISOString(),
});
