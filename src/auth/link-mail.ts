/**
 * Mails that carry a link to sign in with. They are sealed and sent as durably as any other mail, but are kept apart: no
 * officer reads them, and what has gone out can be read by nobody here.
 */
import type { Relay } from "../engine/relay.ts";
import { newId } from "../lib/ids.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import type { Db, Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { SignInMail } from "../store/sign-in-mails.ts";
import { insertSignInMail, keptSignInMails, markSignInMail, readSignInMail } from "../store/sign-in-mails.ts";
import type { Vault } from "../store/vault.ts";
import { askFor, workOf } from "../store/work.ts";

export interface LinkMailText {
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
}

export interface LinkMailDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Promise<Date>;
}

const placeOf = (id: string): string => `sign-in-mail/${id}`;

/** Write the mail and the work of sending it, in the caller's transaction. Hint the returned effect after the commit. */
export async function writeLinkMail(
  tx: Tx,
  vault: Vault,
  { kind, content }: { readonly kind: SignInMail["kind"]; readonly content: LinkMailText },
  now: Date,
): Promise<NewEffect> {
  const id = newId();
  const keyId = await vault.newKey(tx, now);
  const sealed = await vault.seal(tx, keyId, JSON.stringify(content), placeOf(id));
  await insertSignInMail(tx, { id, kind, keyId, sealed, createdAt: now });
  // It is of no programme: it stands for itself.
  const effect = workOf({
    of: id,
    programmeId: id,
    action: "sendSignInMail",
    payload: { mailId: id },
    now,
  });
  await askFor(tx, [effect]);
  return effect;
}

/** Write the mail by itself, and see to it that it goes out soon. */
export async function postLinkMail(
  { db, vault, now }: LinkMailDeps,
  relay: Pick<Relay, "hint">,
  mail: Parameters<typeof writeLinkMail>[2],
): Promise<void> {
  const at = await now();
  const effect = await inTransaction(db, async (tx) => await writeLinkMail(tx, vault, mail, at));
  void relay.hint([effect]);
}

/** A mail that still has to go out; undefined when it has, or cannot be opened any more. */
export async function openLinkMail(
  { db, vault }: LinkMailDeps,
  id: string,
): Promise<{ mail: SignInMail; content: LinkMailText } | undefined> {
  const mail = await readSignInMail(db, id);
  if (mail === undefined || mail.status !== "kept") return undefined;
  const text = await vault.open(db, mail.keyId, mail.sealed, placeOf(id));
  return { mail, content: JSON.parse(text) as LinkMailText };
}

/** It went out, or never will: its words are erased, for the link in them lets somebody in. */
export async function settleLinkMail(
  { db, vault, now }: LinkMailDeps,
  mail: SignInMail,
  status: "sent" | "undeliverable",
): Promise<void> {
  const at = await now();
  await inTransaction(db, async (tx) => {
    await markSignInMail(tx, mail.id, status, at);
    await vault.destroy(tx, mail.keyId, at);
  });
}

/** Newest first; there are some only where no mail host is set, or while it does not answer. */
export async function keptLinkMails(
  deps: LinkMailDeps,
  limit: number,
): Promise<{ mail: SignInMail; content: LinkMailText }[]> {
  const kept = await keptSignInMails(deps.db, limit);
  const opened = await Promise.all(kept.map(({ id }) => openLinkMail(deps, id)));
  return opened.filter((one) => one !== undefined);
}
