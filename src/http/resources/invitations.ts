import { z } from "zod";
import { invite, inviteBack, openInvitations, withdrawInvitation } from "../../auth/invitations.ts";
import { keptLinkMails } from "../../auth/link-mail.ts";
import { id } from "../../contract/common.ts";
import { invitation, invitationPage, newInvitation, signInMailPage } from "../../contract/invitations.ts";
import type { Invitation } from "../../store/invitations.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeSlugs } from "../programme-of.ts";
import { nameGrants, resolveGrants } from "./grants.ts";

const MAILS_MAX = 100;

export const invitations: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/invitations",
    id: "invite",
    tag: "accounts",
    summary: "Invite somebody by e-mail, with the roles they will have",
    description:
      "The link works once, for seven days. An officer may invite leads, chairs, secretariat and members of their own programmes; an administrator anybody. Inviting again ends the invitation before.",
    needs: { data: "invitations", act: "keep" },
    body: newInvitation,
    success: { status: 201, description: "Invited.", schema: invitation },
    problems: ["conflict"],
    async handle({ api, actor, body: { name, email, roles } }) {
      const grants = await resolveGrants(api, actor, roles);
      const { publicUrl, directory } = api;
      const made = await invite({ ...directory, publicUrl }, actor, { name, email, grants });
      void api.relay.hint([made.effect]);
      return { body: await present(api, made.invitation) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/invitations",
    id: "listInvitations",
    tag: "accounts",
    summary: "Invitations nobody has accepted yet: your own, or all for an administrator",
    needs: { data: "invitations", act: "read" },
    success: { status: 200, description: "Newest first, 200 at most.", schema: invitationPage },
    async handle({ api, actor }) {
      const found = await openInvitations(api.directory, actor);
      return { body: { items: await Promise.all(found.map((one) => present(api, one))), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/invitations/{id}/withdraw",
    id: "withdrawInvitation",
    tag: "accounts",
    summary: "Withdraw an invitation",
    needs: { data: "invitations", act: "keep" },
    params: z.object({ id }),
    success: { status: 204, description: "Its link does not work any more." },
    problems: ["not-found"],
    async handle({ api, actor, params }) {
      await withdrawInvitation(api.directory, actor, params.id);
      return {};
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/invite-back",
    id: "inviteBack",
    tag: "accounts",
    summary: "Let somebody choose a new password who lost their way in",
    description: "Once they use the link, their sessions, authenticator app and passkeys end.",
    needs: { data: "accounts", act: "keep" },
    params: z.object({ id }),
    success: { status: 201, description: "Invited.", schema: invitation },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, params }) {
      const made = await inviteBack({ ...api.directory, publicUrl: api.publicUrl }, actor, params.id);
      void api.relay.hint([made.effect]);
      return { body: await present(api, made.invitation) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/sign-in-mails",
    id: "listSignInMails",
    tag: "accounts",
    summary: "Mails with a link to sign in with that did not go out",
    description:
      "Where no mail host is set, links are handed on from here. What a mail host took is erased and not listed.",
    needs: { data: "accounts", act: "read" },
    success: { status: 200, description: "Newest first, 100 at most.", schema: signInMailPage },
    async handle({ api }) {
      const kept = await keptLinkMails(api.directory, MAILS_MAX);
      const items = kept.map(({ mail, content }) => ({
        id: mail.id,
        kind: mail.kind,
        createdAt: mail.createdAt.toISOString(),
        ...content,
      }));
      return { body: { items, next: null } };
    },
  }),
];

async function present(api: Api, one: Invitation): Promise<z.output<typeof invitation>> {
  return {
    id: one.id,
    name: one.name,
    email: one.email,
    roles: nameGrants(one.grants, await programmeSlugs(api)),
    account: one.accountId,
    createdAt: one.createdAt.toISOString(),
    expiresAt: one.expiresAt.toISOString(),
  };
}
