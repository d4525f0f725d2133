/** Roles as callers name them, with programmes by slug, and as they are kept. */
import type { z } from "zod";
import type { Actor, Grant } from "../../contract/actor.ts";
import type { grant } from "../../contract/common.ts";
import type { Api } from "../api.ts";
import { programmeOf } from "../programme-of.ts";

export type NamedGrant = z.output<typeof grant>;

export async function resolveGrants(api: Api, actor: Actor, named: readonly NamedGrant[]): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const { role, programme } of named) {
    const programmeId = programme === null ? null : (await programmeOf(api, programme, actor)).id;
    grants.push({ role, programmeId });
  }
  return grants;
}

export const nameGrants = (grants: readonly Grant[], slugs: ReadonlyMap<string, string>): NamedGrant[] =>
  grants.map(({ role, programmeId }) => ({
    role,
    programme: programmeId === null ? null : (slugs.get(programmeId) ?? programmeId),
  }));
