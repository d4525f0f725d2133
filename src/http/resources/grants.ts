/** Roles as callers name them, with programmes by slug, and as they are kept. */
import type { z } from "zod";
import { HELD_PER_BODY } from "../../auth/policy.ts";
import type { Actor, Grant } from "../../contract/actor.ts";
import type { grant } from "../../contract/common.ts";
import { InvalidInput } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { programmeOf } from "../programme-of.ts";

export type NamedGrant = z.output<typeof grant>;

export async function resolveGrants(
  api: Api,
  actor: Actor,
  named: readonly NamedGrant[],
  at = "/roles",
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const [index, { role, programme, body }] of named.entries()) {
    const programmeId = programme === null ? null : (await programmeOf(api, programme, actor)).id;
    if (body !== undefined) await expectBody(api, { role, programmeId, bodyId: body }, `${at}/${index}/body`);
    grants.push(body === undefined ? { role, programmeId } : { role, programmeId, bodyId: body });
  }
  return grants;
}

/** Throws `invalid` when the role is not held in bodies, or there is no such body in the programme. */
async function expectBody(
  { engine }: Api,
  { role, programmeId, bodyId }: Grant,
  pointer: string,
): Promise<void> {
  if (!HELD_PER_BODY.includes(role)) {
    const detail = `expected none: only ${HELD_PER_BODY.join(", ")} are held in a body`;
    throw new InvalidInput(`Nobody is ${role} of a body`, [{ pointer, detail }]);
  }
  const body = await engine.peek(bodyId ?? "");
  if (body?.workflow === "working_group" && body.programmeId === programmeId) return;
  const detail = "expected the id of a working group of the programme";
  throw new InvalidInput(`The programme has no body ${bodyId}`, [{ pointer, detail }]);
}

export const nameGrants = (grants: readonly Grant[], slugs: ReadonlyMap<string, string>): NamedGrant[] =>
  grants.map(({ role, programmeId, bodyId }) => ({
    role,
    ...(bodyId == null ? {} : { body: bodyId }),
    programme: programmeId === null ? null : (slugs.get(programmeId) ?? programmeId),
  }));
