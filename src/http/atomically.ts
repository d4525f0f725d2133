import { appendAudit } from "../store/audit.ts";
import { inTransaction } from "../store/database.ts";
import { poolWithin } from "../store/within-transaction.ts";
import type { Api } from "./api.ts";
import type { Audited } from "./audited.ts";
import type { AnyCall, Operation, Reply } from "./operation.ts";
import { actsOf } from "./record-call.ts";

/**
 * Carry out a call that changes something, and keep in the trail that it did, in one transaction: neither stands without the
 * other. Work it asks for is hinted once it is there to be found.
 */
export async function changeOnRecord(
  operation: Operation,
  audited: Audited,
  call: Omit<AnyCall, "api">,
  api: Api,
): Promise<Reply> {
  const hinted: Parameters<Api["relay"]["hint"]>[0][] = [];
  const reply = await inTransaction(api.changes, async (tx) => {
    const db = poolWithin(tx);
    const directory = { ...api.directory, db };
    const within: Api = {
      ...api,
      db,
      directory,
      erasing: { ...api.erasing, directory },
      intake: { ...api.intake, db, hint: (effects) => void hinted.push(effects) },
      relay: { ...api.relay, hint: async (effects) => void hinted.push(effects) },
    };
    // Not a copy: the body is judged when it is read, which is after the policy was asked.
    const withinOne: AnyCall = Object.create(call, { api: { value: within } });
    const done = await operation.handle(withinOne);
    const acts = await actsOf(within, operation, audited, { call, reply: done });
    const at = await api.engine.now();
    // The heads of the chains are locked to the end of the transaction, and so last.
    await appendAudit(
      tx,
      acts.map((act) => ({ ...act, at })),
    );
    return done;
  });
  for (const effects of hinted) void api.relay.hint(effects);
  return reply;
}
