/** Carries out `forgetParty` and `forgetPartyLater`: a party's key and card are destroyed. */
import { effects } from "../../workflows/effects.ts";
import type { Directory } from "../../src/directory/directory.ts";
import { holdsLiveCase } from "../../src/directory/live-cases.ts";
import { forgetParty } from "../../src/directory/people.ts";
import { done, effectKeyText, type EffectHandler } from "../../src/engine/outcome.ts";
import { isId } from "../../src/lib/ids.ts";
import type { Log } from "../../src/lib/log.ts";

export interface ForgetPartyDeps {
  readonly directory: Directory;
  readonly log: Log;
}

/** An executed erasure: nothing holds it up. */
export function forgetPartyHandler({ directory }: ForgetPartyDeps): EffectHandler {
  return {
    async perform(effect) {
      const partyId = partyOf(effect.payload);
      if (partyId === undefined) return NO_PARTY;
      await forgetParty(directory, partyId);
      return done();
    },
  };
}

/** Confirmed spam, 30 days on. Somebody who wrote again since and was heard is not forgotten with it. */
export function forgetPartyLaterHandler({ directory, log }: ForgetPartyDeps): EffectHandler {
  return {
    async perform(effect) {
      const partyId = partyOf(effect.payload);
      if (partyId === undefined) return NO_PARTY;
      if (await holdsLiveCase(directory, partyId)) {
        log.info({ effect: effectKeyText(effect) }, "A party wrote again since, and is not forgotten");
        return done();
      }
      await forgetParty(directory, partyId);
      return done();
    },
  };
}

const NO_PARTY = { kind: "give-up", reason: "The effect names no party to forget" } as const;

function partyOf(payload: unknown): string | undefined {
  const asked = effects.forgetParty.schema.safeParse(payload);
  return asked.success && isId(asked.data.partyId) ? asked.data.partyId : undefined;
}
