import { endedAs, fulfil, intend, withdraw } from "../audit/intentions.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { ErrorCode } from "../lib/errors.ts";
import type { Api } from "./api.ts";
import type { Audited } from "./audited.ts";
import { statusOf } from "./middleware/handle-errors.ts";
import type { AnyCall, Operation, Reply } from "./operation.ts";
import { actsOf } from "./record-call.ts";

/** Told before anything is done. */
const BEFOREHAND: ReadonlySet<ErrorCode> = new Set(["bad-request", "forbidden", "invalid", "not-found"]);

/**
 * Carry out a call that commits by itself, event by event. What it sets about is kept first, so that the trail has it
 * wherever the process dies. The intention names what the path names, since the body is judged after the policy.
 */
export async function changeByItself(
  operation: Operation,
  audited: Audited,
  call: AnyCall,
  api: Api,
): Promise<Reply> {
  const { actor, params, query, request } = call;
  const deps = { db: api.db, now: () => api.engine.now() };
  const body: unknown = request.body;
  const intended = await actsOf(api, operation, audited, { call: { actor, params, query, body }, reply: {} });
  const id = await intend(deps, intended);
  try {
    const reply = await operation.handle(call);
    await fulfil(deps, id, await actsOf(api, operation, audited, { call, reply }));
    return reply;
  } catch (error) {
    // Anything unforeseen leaves the intention: how far it came is not known.
    if (!(error instanceof ConvokeError) || statusOf(error.code) >= 500) throw error;
    const refused = intended.map((act) => ({ ...act, detail: endedAs(act.detail, error.code) }));
    await (BEFOREHAND.has(error.code) ? withdraw(deps, id) : fulfil(deps, id, refused));
    throw error;
  }
}
