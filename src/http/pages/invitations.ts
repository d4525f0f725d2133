/** Where an invitation leads: a password is chosen, and somebody is in. */
import express from "express";
import type { Router } from "express";
import { acceptInvitation, invitationOf } from "../../auth/invitations.ts";
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from "../../auth/sign-in.ts";
import type { Invitation } from "../../store/invitations.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form, input } from "../html.ts";
import { addressOf } from "../middleware/address.ts";
import { browserOf, fieldOf, goTo, orTold, ownForm, passCookies, sendPage } from "./browser.ts";

export function serveInvitations(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { directory, signIn, limits } = api;

  router.get("/invitations/:token", async (request, response) => {
    await limits.tried("link", addressOf(request));
    const { token } = request.params;
    const invitation = await invitationOf(directory, token);
    if (invitation === undefined) return sendPage(response, 410, "This invitation does not work", gone);
    sendPage(response, 200, "Welcome to Convoke", accept(token, invitation));
  });

  router.post("/invitations/:token", ...ownForm(api), async (request, response) => {
    await limits.tried("link", addressOf(request));
    const token = String(request.params["token"]);
    const invitation = await invitationOf(directory, token);
    if (invitation === undefined) return sendPage(response, 410, "This invitation does not work", gone);
    const [name, password] = [fieldOf(request, "name").trim(), fieldOf(request, "password")];
    const problem = problemOf(name, password);
    if (problem !== undefined)
      return sendPage(response, 422, "Welcome to Convoke", accept(token, invitation, problem));

    const passwordHash = await signIn.hashPassword(password);
    const accepted = await orTold(
      () => acceptInvitation(directory, token, { name, passwordHash }),
      ["forbidden", "invalid"],
    );
    if (accepted instanceof ConvokeError)
      return sendPage(response, 410, "This invitation does not work", gone);
    const answer = await signIn.ask("/sign-in/email", browserOf(request), {
      email: accepted.email,
      password,
    });
    passCookies(answer, response);
    goTo(response, "/account");
  });
  return router;
}

function problemOf(name: string, password: string): string | undefined {
  if (name === "" || name.length > 200) return "Please give your name.";
  if (password.length < PASSWORD_CHARS_MIN)
    return `A password has at least ${PASSWORD_CHARS_MIN} characters; four words will do.`;
  return password.length > PASSWORD_CHARS_MAX
    ? `A password has at most ${PASSWORD_CHARS_MAX} characters.`
    : undefined;
}

export const newPasswordField = input(
  `A password of at least ${PASSWORD_CHARS_MIN} characters`,
  "password",
  `type="password" autocomplete="new-password" required minlength="${PASSWORD_CHARS_MIN}" maxlength="${PASSWORD_CHARS_MAX}"`,
);

const accept = (token: string, { name, email, accountId }: Invitation, problem?: string): string => `
  ${alert(problem)}
  <p>${accountId === null ? "Choose a password, and you are in." : "Choose a new password. Every other way in that you had ends, on all your devices."}
  You sign in as <strong>${escapeHtml(email)}</strong>.</p>
  ${form(
    `/invitations/${encodeURIComponent(token)}`,
    input("Your name", "name", `autocomplete="name" required maxlength="200" value="${escapeHtml(name)}"`) +
      newPasswordField,
    "Come in",
  )}
  <p class="hint">Inside you can add an authenticator app or a passkey.</p>`;

const gone = `
  <p>It has been used, was withdrawn or has expired.</p>
  <p>If you have a password already, <a href="/sign-in">sign in</a>. Else ask whoever invited you for a new one.</p>`;
