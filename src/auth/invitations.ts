/** People come in by an invitation: a link in a mail that works once, for some days, until it is revoked. */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor, Grant } from "../contract/actor.ts";
import { isAdministrator } from "../contract/actor.ts";
import { ConvokeError, InvalidInput, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { hashToken, newToken } from "../seal/tokens.ts";
import { insertAccount, readAccount } from "../store/accounts.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Invitation } from "../store/invitations.ts";
import {
  insertInvitation,
  listInvitations,
  openInvitation,
  revokeInvitation,
  revokeInvitationsTo,
  takeInvitation,
} from "../store/invitations.ts";
import {
  accountWithAddress,
  clearWaysIn,
  insertSignInUser,
  readWaysIn,
  setPassword,
} from "../store/sign-in.ts";
import { appendAudit } from "../store/audit.ts";
import { accountMade } from "./account-made.ts";
import type { LinkMailDeps } from "./link-mail.ts";
import { writeLinkMail } from "./link-mail.ts";
import { narrowed } from "./scope-of.ts";

const VALID_DAYS = 7;
const DAY_MS = 86_400_000;
const LISTED_MAX = 200;

/** Roles that somebody who is no administrator may invite to: none that decides or sees a dossier. */
const OFFICERS_INVITE: readonly Role[] = ["lead", "chair", "secretariat", "member"];

export interface Invited {
  readonly name: string;
  readonly email: string;
  readonly grants: readonly Grant[];
}

type Deps = LinkMailDeps & { readonly publicUrl: string };

/**
 * Invite somebody. Returns the invitation and the mail's work, to be hinted. Throws `forbidden` for roles the inviter may
 * not give, and `conflict` when somebody signs in with the address already.
 */
export async function invite(
  deps: Deps,
  actor: Actor,
  invited: Invited,
): Promise<{ invitation: Invitation; effect: NewEffect }> {
  demandInviting(actor, invited.grants);
  const email = invited.email.toLowerCase();
  return await issue(deps, { ...invited, email, accountId: null, invitedBy: actor.id }, async (tx) => {
    if ((await accountWithAddress(tx, email)) !== undefined)
      throw new ConvokeError("conflict", "Somebody signs in with this address already");
  });
}

/** Ask somebody back who lost their way in: the link sets a new password and ends every other way. Throws `not-found`. */
export async function inviteBack(
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<{ invitation: Invitation; effect: NewEffect }> {
  const account = await readAccount(deps.db, accountId);
  if (account === undefined || account.kind === "service") throw new NotFound("account", accountId);
  const email = (await readWaysIn(deps.db, accountId))?.email ?? account.email?.toLowerCase();
  if (email === undefined)
    throw new ConvokeError("conflict", "The account has no e-mail address to write to");
  const { name, grants } = account;
  return await issue(deps, { name, email, grants, accountId, invitedBy: actor.id }, async (tx) => {
    const holder = await accountWithAddress(tx, email);
    if (holder !== undefined && holder !== accountId)
      throw new ConvokeError("conflict", "Somebody else signs in with this address");
  });
}

async function issue(
  { db, vault, now, publicUrl }: Deps,
  about: Pick<Invitation, "name" | "email" | "grants" | "accountId" | "invitedBy">,
  check: (tx: Tx) => Promise<void>,
): Promise<{ invitation: Invitation; effect: NewEffect }> {
  const token = newToken("cvi");
  const createdAt = await now();
  const expiresAt = new Date(createdAt.getTime() + VALID_DAYS * DAY_MS);
  const invitation = { id: newId(), hash: hashToken(token), ...about, createdAt, expiresAt };
  const content = invitationMail(invitation, `${publicUrl}/invitations/${token}`);
  return await inTransaction(db, async (tx) => {
    await check(tx);
    await revokeInvitationsTo(tx, about.email, createdAt);
    await insertInvitation(tx, invitation);
    const effect = await writeLinkMail(tx, vault, { kind: "invitation", content }, createdAt);
    return { invitation: { ...invitation, acceptedAt: null, revokedAt: null }, effect };
  });
}

function demandInviting(actor: Actor, grants: readonly Grant[]): void {
  if (isAdministrator(actor)) return;
  const officer = narrowed(actor, { data: "invitations", act: "keep" });
  for (const { role, programmeId } of grants) {
    const isTheirs = officer.grants.some(
      (held) => held.programmeId === null || held.programmeId === programmeId,
    );
    if (isTheirs && programmeId !== null && OFFICERS_INVITE.includes(role)) continue;
    throw new ConvokeError(
      "forbidden",
      `You may invite people to be ${OFFICERS_INVITE.join(", ")} in your own programmes; ${role} needs an administrator`,
      { extra: { needs: ["admin"] } },
    );
  }
}

/** The invitation behind a link, as long as it works. Looking changes nothing. */
export const invitationOf = async (
  { db, now }: LinkMailDeps,
  token: string,
): Promise<Invitation | undefined> => await openInvitation(db, hashToken(token), await now());

/**
 * Accept: makes the account with its roles and its password, or gives the account they had its new password. Throws
 * `forbidden` when the link does not work (any more).
 */
export async function acceptInvitation(
  deps: LinkMailDeps,
  token: string,
  { name, passwordHash }: { readonly name: string; readonly passwordHash: string },
): Promise<{ email: string }> {
  const now = await deps.now();
  const invitation = await openInvitation(deps.db, hashToken(token), now);
  if (invitation === undefined) throw gone();
  const { email, grants } = invitation;
  const accountId = invitation.accountId ?? newId();
  await inTransaction(deps.db, async (tx) => {
    if (!(await takeInvitation(tx, invitation.id, now))) throw gone();
    if (invitation.accountId === null)
      await insertAccount(
        tx,
        { id: accountId, name, email, kind: "staff", createdAt: now, grants },
        invitation.invitedBy,
      );
    else await clearWaysIn(tx, accountId);
    await giveWayIn(tx, { accountId, name, email, passwordHash });
    await appendAudit(tx, [accountMade(accountId, "acceptInvitation", now)]);
  });
  return { email };
}

/** The address and password an account signs in with. Throws `invalid` when the address is another account's. */
export async function giveWayIn(
  tx: Tx,
  one: {
    readonly accountId: string;
    readonly name: string;
    readonly email: string;
    readonly passwordHash: string;
  },
): Promise<void> {
  const { accountId, name, passwordHash: hash } = one;
  const email = one.email.toLowerCase();
  const isNew = await insertSignInUser(tx, { accountId, name, email });
  if (!isNew && (await accountWithAddress(tx, email)) !== accountId) {
    throw new InvalidInput("Somebody signs in with this address already", [
      { pointer: "/email", detail: "expected an address nobody here signs in with" },
    ]);
  }
  await setPassword(tx, { id: newId(), accountId, hash });
}

/** Invitations nobody accepted yet: an administrator sees all, others their own. */
export async function openInvitations({ db }: LinkMailDeps, actor: Actor): Promise<Invitation[]> {
  return await listInvitations(db, { invitedBy: reach(actor), limit: LISTED_MAX });
}

/** Throws `not-found` when there is none of theirs that could still be accepted. */
export async function withdrawInvitation({ db, now }: LinkMailDeps, actor: Actor, id: string): Promise<void> {
  const isRevoked = await revokeInvitation(db, { id, invitedBy: reach(actor), now: await now() });
  if (!isRevoked) throw new NotFound("invitation", id);
}

function reach(actor: Actor): string | undefined {
  if (isAdministrator(actor)) return undefined;
  narrowed(actor, { data: "invitations", act: "keep" });
  return actor.id;
}

const gone = (): ConvokeError =>
  new ConvokeError("forbidden", "This invitation has been used, was withdrawn or has expired");

function invitationMail(
  { name, email, accountId }: Pick<Invitation, "name" | "email" | "accountId">,
  link: string,
) {
  const isBack = accountId !== null;
  return {
    to: { name, email },
    subject: isBack ? "Your way back into Convoke" : "You are invited to Convoke",
    text: [
      `Hello ${name},`,
      isBack
        ? "An administrator asks you to choose a new password. Until you do, nothing changes."
        : "You are invited to work with Convoke. With this link you choose a password and come in:",
      link,
      `The link works once, for ${VALID_DAYS} days. If you did not expect it, do nothing.`,
      "",
    ].join("\n\n"),
  };
}
