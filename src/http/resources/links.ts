import { z } from "zod";
import type { IssuedLink } from "../../auth/action-links.ts";
import { linkById, linkForAccount, linkForParty, linksOf, revokeLink } from "../../auth/action-links.ts";
import type { ActionPurpose } from "../../auth/action-purposes.ts";
import { ACTION_PURPOSES, purposeOf } from "../../auth/action-purposes.ts";
import { demandKnown } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import { id } from "../../contract/common.ts";
import type { link } from "../../contract/links.ts";
import { linkPage, madeLink, newLink } from "../../contract/links.ts";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import type { ActionLink } from "../../store/action-links.ts";
import type { Instance } from "../../store/instances.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { unaskable } from "../pages/event-form.ts";

export const links: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/links",
    id: "listLinks",
    tag: "links",
    summary: "Links by which people without an account act on one chart",
    needs: { data: "links", act: "keep" },
    query: z.strictObject({ instance: id.meta({ description: "Id of the chart, such as an engagement." }) }),
    success: { status: 200, description: "Newest first, 200 at most.", schema: linkPage },
    problems: ["not-found"],
    async handle({ api, actor, demand, query }) {
      await instanceOf({ api, actor, demand }, query.instance);
      const items = (await linksOf(api, query.instance)).map(present);
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/links",
    id: "issueLink",
    tag: "links",
    summary: "Issue a link by hand",
    description: `It serves one purpose, once. Purposes for a party: ${ACTION_PURPOSES.join(", ")}.`,
    needs: { data: "links", act: "keep" },
    body: newLink,
    success: { status: 201, description: "The link; its address is shown once.", schema: madeLink },
    problems: ["not-found"],
    async handle({ api, actor, demand, body }) {
      const instance = await instanceOf({ api, actor, demand }, body.instance);
      const issued = await issue(api, actor, instance, body);
      return { body: { ...present(issued.link), url: issued.url } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/links/{id}/revoke",
    id: "revokeLink",
    tag: "links",
    summary: "Revoke a link at once",
    needs: { data: "links", act: "keep" },
    params: z.object({ id }),
    success: { status: 204, description: "It does not work any more." },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, demand, params }) {
      const found = await linkById(api, params.id);
      if (found === undefined) throw new NotFound("link", params.id);
      await instanceOf({ api, actor, demand }, found.instanceId, { thing: "link", id: params.id });
      await revokeLink(api.directory, params.id);
      return {};
    },
  }),
];

/** The chart, if the caller may issue links on it. Throws `not-found` for another programme's, `forbidden`. */
async function instanceOf(
  { api, actor, demand }: Asking,
  instanceId: string,
  asked: { thing: string; id: string } = { thing: "instance", id: instanceId },
): Promise<Instance> {
  const instance = await api.engine.peek(instanceId);
  if (instance === undefined) throw new NotFound(asked.thing, asked.id);
  demand({ programmeId: instance.programmeId, ...asked });
  await demandKnown(api.db, actor, instance);
  return instance;
}

async function issue(
  api: Api,
  actor: Actor,
  instance: Instance,
  body: z.output<typeof newLink>,
): Promise<IssuedLink> {
  const { db, publicUrl, directory } = api;
  const deps = { db, publicUrl, now: directory.now };
  if ("purpose" in body) {
    if (purposeOf(body.purpose) === undefined)
      throw wrong("/purpose", `one of ${ACTION_PURPOSES.join(", ")}`);
    const issued = await linkForParty(deps, instance.id, body.purpose as ActionPurpose, {
      issuedBy: actor.id,
    });
    if (issued === undefined) throw wrong("/instance", "an engagement with a party");
    return issued;
  }
  const { events } = api.engine.registry.version(instance.workflow, instance.version).definition;
  for (const [index, { event, preset }] of body.acts.entries()) {
    const rule = Object.hasOwn(events, event) ? events[event] : undefined;
    if (rule === undefined || !rule.who.includes(body.role))
      throw wrong(`/acts/${index}/event`, `an event of ${instance.workflow} that a ${body.role} may send`);
    const missing = unaskable(rule.schema, preset);
    if (missing.length > 0)
      throw wrong(`/acts/${index}/preset`, `${missing.join(", ")}, which nobody can be asked for on a page`);
  }
  const { account: accountId, role, acts, expiresInDays: days } = body;
  return await linkForAccount(deps, instance, { accountId, role, acts, days, issuedBy: actor.id });
}

const wrong = (pointer: string, expected: string): InvalidInput =>
  new InvalidInput(`The body is not as expected: ${pointer} expected ${expected}`, [
    { pointer, detail: `expected ${expected}` },
  ]);

const present = (one: ActionLink): z.output<typeof link> => ({
  id: one.id,
  instance: one.instanceId,
  purpose: one.purpose,
  role: one.role,
  events: one.acts.map(({ event }) => event),
  party: one.partyId,
  account: one.accountId,
  inMail: one.effect !== null,
  createdAt: one.createdAt.toISOString(),
  expiresAt: one.expiresAt.toISOString(),
  usedAt: one.usedAt?.toISOString() ?? null,
  usedFor: one.usedFor,
  revokedAt: one.revokedAt?.toISOString() ?? null,
});
