/** One party has one live case: what they said opens it, or is kept with the one there is. */
import type { Actor } from "../contract/actor.ts";
import type { Result } from "../engine/commands.ts";
import type { Engine } from "../engine/engine.ts";
import type { MachineEvent } from "../machine/port.ts";
import { findEndedCaseOfKey } from "../store/idempotency.ts";
import type { Origin } from "../store/journal.ts";

export interface CaseEntry {
  readonly programmeId: string;
  readonly partyId: string;
  readonly actor: Actor;
  readonly origin: Origin;
  /** Makes a repetition find what the first one did, whichever way that went. */
  readonly key: string | undefined;
  /** What the key's fingerprint is taken over, when not the event: sealed ids differ each time. */
  readonly fingerprint?: string | undefined;
  readonly happenedAt?: Date | undefined;
  /** Opens the case of who has none. */
  readonly opening: MachineEvent;
  /** What the case that is there already hears. */
  readonly attaching: MachineEvent;
  /** Who may tell a case of others what the actor may not; the actor when left out. */
  readonly attachedBy?: Actor | undefined;
}

export interface Entered {
  readonly way: "opened" | "attached";
  readonly result: Result;
}

export async function enterCase(engine: Engine, entry: CaseEntry): Promise<Entered> {
  const { programmeId, partyId, actor, origin, key, fingerprint, happenedAt, opening, attaching } = entry;
  const sent = { origin, fingerprint, happenedAt };
  const teller = entry.attachedBy ?? actor;
  // Of several that Convoke speaks for, nobody uses up another's keys.
  const tellKey = key === undefined || teller === actor ? key : `${actor.id}:${key}`;
  const attach = async (instanceId: string): Promise<Entered> => ({
    way: "attached",
    result: await engine.send({ ...sent, actor: teller, key: tellKey, instanceId, event: attaching }),
  });
  // The case that heard it the first time may be over by now: a repetition must not open another one. What comes by
  // intake keeps a row of its own that says it was taken.
  const heard =
    tellKey === undefined || origin !== "caller"
      ? undefined
      : await findEndedCaseOfKey(engine.db, {
          key: tellKey,
          scope: `${origin}:${teller.id}`,
          programmeId,
          partyId,
        });
  if (heard !== undefined) return await attach(heard);
  const result = await engine.start({
    ...sent,
    actor,
    key,
    workflow: "engagement",
    programmeId,
    event: opening,
  });
  return result.kind === "exists" ? await attach(result.instanceId) : { way: "opened", result };
}
