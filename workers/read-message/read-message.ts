/** Reads a message that was kept at the door: it goes to the case it was addressed to, or waits for a person to file it. */
import { PUBLIC, SYSTEM } from "../../src/contract/actor.ts";
import type { Result } from "../../src/engine/commands.ts";
import type { EffectHandler, Outcome } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import type { MailDeps } from "../../src/intake/mail/file-message.ts";
import {
  addressedCase,
  answeredCase,
  discardMessage,
  fileMessage,
  handToParty,
  openMessage,
  partyOfCase,
  settleMessage,
} from "../../src/intake/mail/file-message.ts";
import type { Message } from "../../src/intake/mail/parse-message.ts";
import { letterReturned, readKeptMessage, settleReturned } from "../../src/intake/mail/returned-letters.ts";

export interface ReadMessageDeps extends Omit<MailDeps, "reading"> {
  readonly mail: MailDeps["reading"];
}

const ATTEMPTS_MAX = 5;

/** Why a message that was recognised is kept and nothing more. */
const NOT_ACTED_UPON = {
  "auto-reply": "An automatic reply; nothing follows from it",
  list: "Mail of a mailing list; nothing follows from it",
  loop: "A letter of our own that came back to us",
} as const;

const NOT_OURS = "A report about a letter that is none of ours";

export function readMessageHandler({ mail, ...rest }: ReadMessageDeps): EffectHandler {
  const deps: MailDeps = { ...rest, reading: mail };
  return {
    attemptsMax: ATTEMPTS_MAX,
    async perform(effect) {
      return await readMessage(deps, effect.instanceId, effect.attempts + 1 >= ATTEMPTS_MAX);
    },
  };
}

async function readMessage(deps: MailDeps, id: string, isLast: boolean): Promise<Outcome> {
  const row = await readKeptMessage(deps.intake, id);
  if (row?.status !== "received") return done();
  const hold = async (reason: string): Promise<Outcome> => {
    await settleMessage(deps, id, "held", reason, null);
    return done();
  };
  const parsed = await openMessage(deps, row);
  if (parsed.kind === "problem") return await hold(parsed.reason);
  const { message } = parsed;
  const addressed = await addressedCase(deps, row.programmeId, message);
  if (message.kind !== "message") return await notice(deps, row, message, addressed);
  if (addressed === "revoked") return await hold("The address it was sent to does not count any more");
  const party = addressed === undefined ? undefined : await partyOfCase(deps, addressed);
  if (addressed === undefined || party === undefined) return await hold("It names no case in its address");

  const filing = { message, instance: addressed, party, recordId: id, actor: PUBLIC };
  const result = await fileMessage(deps, row, { ...filing, origin: "intake" });
  if (result.kind === "applied" || result.kind === "duplicate") {
    await settleMessage(deps, id, "accepted", null, addressed.id);
    return done();
  }
  if (isPassing(result) && !isLast)
    return { kind: "retry", reason: `The engagement answered ${result.kind}` };
  return await hold(`The case it was sent to does not take it: ${result.kind}`);
}

const isPassing = ({ kind }: Result): boolean => kind === "parked" || kind === "threw";

/** What machines send. A letter that came back says something of the address; the rest is kept and tells nobody anything. */
async function notice(
  deps: MailDeps,
  row: NonNullable<Awaited<ReturnType<typeof readKeptMessage>>>,
  message: Message,
  addressed: Awaited<ReturnType<typeof addressedCase>>,
): Promise<Outcome> {
  const isBounce = message.kind === "bounce";
  const instance =
    addressed === undefined || addressed === "revoked"
      ? await answeredCase(deps, row.programmeId, message)
      : addressed;
  const reason = message.kind === "bounce" || message.kind === "message" ? "" : NOT_ACTED_UPON[message.kind];
  if (instance === undefined) {
    // We have our own letters; of all others a person decides, since a machine may be mistaken for one.
    if (message.kind === "loop") await discardMessage(deps, row, reason);
    else await settleMessage(deps, row.id, "held", isBounce ? NOT_OURS : reason, null);
    return done();
  }
  const party = await partyOfCase(deps, instance);
  if (party !== undefined) await handToParty(deps, row, party);
  if (!isBounce) {
    await settleMessage(deps, row.id, "accepted", reason, instance.id);
    return done();
  }
  const bounces = await letterReturned(deps, instance, message);
  // Where the chart does not mind lost contact, such as before anybody takes part, the mail's own copy says it.
  await deps.engine.send({
    actor: SYSTEM,
    origin: "intake",
    key: `message:${row.id}`,
    instanceId: instance.id,
    event: { type: "contact.lost", route: "email", bounces },
  });
  await settleReturned(deps, row, instance);
  return done();
}
