/** Letters of ours that did not arrive. */
import { SYSTEM } from "../../contract/actor.ts";
import type { Instance } from "../../store/instances.ts";
import type { HeldMessage } from "../../store/messages.ts";
import { countReturned, markReturned, readMessageRow } from "../../store/messages.ts";
import type { Intake } from "../intake.ts";
import type { MailDeps } from "./file-message.ts";
import { settleMessage } from "./file-message.ts";
import type { Message } from "./parse-message.ts";

const RETURNED = "A letter of ours came back";

/** For the worker, which is nobody's scope. */
export const readKeptMessage = async ({ db }: Intake, id: string): Promise<HeldMessage | undefined> =>
  await readMessageRow(db, id, SYSTEM);

/** Notes it with the copy of the letter. Returns how many of the case's letters came back, this one included. */
export async function letterReturned(
  { intake }: MailDeps,
  instance: Instance,
  { answers }: Message,
): Promise<number> {
  await markReturned(intake.db, instance.id, answers);
  return (await countReturned(intake.db, instance.id, RETURNED)) + 1;
}

/** Last of all: what is settled is not looked at again. */
export async function settleReturned(
  deps: MailDeps,
  row: Pick<HeldMessage, "id">,
  instance: Instance,
): Promise<void> {
  await settleMessage(deps, row.id, "accepted", RETURNED, instance.id);
}
