import type { House } from "../../bin/house.ts";
import type { Actor } from "../../src/contract/actor.ts";
import { newId } from "../../src/lib/ids.ts";

/** So many events a second, each to another engagement: the officer takes them on. Returns how many were applied. */
export async function sendSome(
  { db, engine }: House,
  actor: Actor,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `select id from engagement_line
     where state = 'received' and owner_id is null and programme_id = any($1::uuid[])
     order by created_at desc limit $2`,
    [actor.grants.map(({ programmeId }) => programmeId), perSecond * seconds],
  );
  let applied = 0;
  const startedAt = performance.now();
  const sending = rows.map(async ({ id }, nth) => {
    const waitMs = (nth * 1_000) / perSecond - (performance.now() - startedAt);
    await new Promise((resolve) => {
      setTimeout(resolve, waitMs);
    });
    const event = { type: "triage.claimed" };
    const result = await engine.send({ instanceId: id, event, actor, origin: "caller", key: newId() });
    if (result.kind === "applied") applied += 1;
  });
  await Promise.all(sending);
  return applied;
}
