/** Where an invitation leads: a password is chosen, and somebody is in. */
import express from "express";
import type { Request, Response, Router } from "express";
import { acceptInvitation, invitationOf } from "../../auth/invitations.ts";
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from "../../auth/sign-in.ts";
import type { Invitation } from "../../store/invitations.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form, input, link, strong } from "../html.ts";
import { addressOf } from "../middleware/address.ts";
import { browserOf, fieldOf, goTo, orTold, ownForm, passCookies, sendPage } from "./browser.ts";
import type { Words } from "./words/index.ts";
import { wordsFor } from "./words/index.ts";

export function serveInvitations(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { directory, signIn, limits } = api;

  router.get("/invitations/:token", async (request, response) => {
    await limits.tried("link", addressOf(request));
    const { token } = request.params;
    const invitation = await invitationOf(directory, token);
    if (invitation === undefined) return sendGone(request, response);
    sendWelcome(request, response, { status: 200, token, invitation });
  });

  router.post("/invitations/:token", ...ownForm(api), async (request, response) => {
    await limits.tried("link", addressOf(request));
    const token = String(request.params["token"]);
    const invitation = await invitationOf(directory, token);
    if (invitation === undefined) return sendGone(request, response);
    const [name, password] = [fieldOf(request, "name").trim(), fieldOf(request, "password")];
    const problem = problemOf(wordsFor(request), name, password);
    if (problem !== undefined)
      return sendWelcome(request, response, { status: 422, token, invitation, problem });

    const passwordHash = await signIn.hashPassword(password);
    const accepted = await orTold(
      () => acceptInvitation(directory, token, { name, passwordHash }),
      ["forbidden", "invalid"],
    );
    if (accepted instanceof ConvokeError) return sendGone(request, response);
    const answer = await signIn.ask("/sign-in/email", browserOf(request), {
      email: accepted.email,
      password,
    });
    passCookies(answer, response);
    goTo(response, "/account");
  });
  return router;
}

function problemOf({ invitation: say }: Words, name: string, password: string): string | undefined {
  if (name === "" || name.length > 200) return say.noName;
  if (password.length < PASSWORD_CHARS_MIN) return say.tooShort(PASSWORD_CHARS_MIN);
  return password.length > PASSWORD_CHARS_MAX ? say.tooLong(PASSWORD_CHARS_MAX) : undefined;
}

export const newPasswordField = ({ invitation: say }: Words): string =>
  input(
    say.password(PASSWORD_CHARS_MIN),
    "password",
    `type="password" autocomplete="new-password" required minlength="${PASSWORD_CHARS_MIN}" maxlength="${PASSWORD_CHARS_MAX}"`,
  );

interface Welcomed {
  readonly status: number;
  readonly token: string;
  readonly invitation: Invitation;
  readonly problem?: string;
}

function sendWelcome(request: Request, response: Response, welcomed: Welcomed): void {
  const { status, token, invitation, problem } = welcomed;
  const { name, email, accountId } = invitation;
  const words = wordsFor(request);
  const { invitation: say } = words;
  const nameField = input(
    say.name,
    "name",
    `autocomplete="name" required maxlength="200" value="${escapeHtml(name)}"`,
  );
  const content = `
    ${alert(problem)}
    <p>${escapeHtml(accountId === null ? say.choose : say.chooseAnew)} ${strong(say.youAre, email)}</p>
    ${form(`/invitations/${encodeURIComponent(token)}`, nameField + newPasswordField(words), say.comeIn)}
    <p class="hint">${escapeHtml(say.later)}</p>`;
  sendPage(response, status, say.title, content, { words });
}

function sendGone(request: Request, response: Response): void {
  const words = wordsFor(request);
  const { gone, goneWhy, goneNext } = words.invitation;
  const content = `
    <p>${escapeHtml(goneWhy)}</p>
    <p>${goneNext((text) => link("/sign-in", text))}</p>`;
  sendPage(response, 410, gone, content, { words });
}
