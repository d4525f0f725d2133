import { audienceOf } from "../../auth/known-audience.ts";
import type { Need, View } from "../../auth/policy.ts";
import { scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import type { Seer } from "../../store/engagement-lines.ts";
import type { Api } from "../api.ts";

export const READ_CASES = { data: "case file", act: "read" } as const satisfies Need;

/** For whom engagements are listed and counted: with the roles of a call's `scope`, those seen in this view or a better one. */
export async function seerOf({ db, engine }: Api, scope: Actor, worst: View = "metadata"): Promise<Seer> {
  const [audience, now] = await Promise.all([audienceOf(db, scope), engine.now()]);
  return { scope: scopeOf(scope, READ_CASES, worst), audience, now };
}
