/** What somebody sees and changes about their own way in: sessions, password, authenticator app, passkeys, tokens. */
import express from "express";
import type { Request, Response, Router } from "express";
import { toString as qrCode } from "qrcode";
import { PASSWORD_CHARS_MIN } from "../../auth/sign-in.ts";
import { issueToken, revokeTokenOf, tokensOf } from "../../auth/tokens.ts";
import { deletePasskey, endSession, listPasskeys, listSessions, readWaysIn } from "../../store/sign-in.ts";
import { isId } from "../../lib/ids.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form, input, page } from "../html.ts";
import { showAccount } from "./account-page.ts";
import type { SignedIn } from "./browser.ts";
import {
  browserOf,
  fieldOf,
  goTo,
  keepAccountAct,
  ownForm,
  passCookies,
  privately,
  sendPage,
  signedIn,
} from "./browser.ts";
import { PASSKEY_SCRIPTS } from "./passkeys.ts";

type Handler = (request: Request, response: Response, me: SignedIn) => Promise<void>;

const TOKEN_DAYS = [7, 30, 90, 365] as const;
const DAY_MS = 86_400_000;

export function serveAccount(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { db, signIn, engine } = api;

  const asMe = (handler: Handler) => async (request: Request, response: Response) => {
    const me = await signedIn(api, request);
    if (me === undefined) return goTo(response, "/sign-in");
    await handler(request, response, me);
  };
  const post = (path: string, handler: Handler): void =>
    void router.post(
      `/account${path}`,
      ...ownForm(api),
      // Kept before it is done: an attempt that fails is one too.
      asMe(async (request, response, me) => {
        await keepAccountAct(api, me.actor.id, { operation: `/account${path}` });
        await handler(request, response, me);
      }),
    );

  async function show(response: Response, me: SignedIn, status = 200, problem?: string): Promise<void> {
    const { actor, token } = me;
    const now = await engine.now();
    const content = showAccount({
      name: actor.name,
      ways: await readWaysIn(db, actor.id),
      sessions: await listSessions(db, actor.id, token),
      passkeys: await listPasskeys(db, actor.id),
      tokens: await tokensOf(db, actor.id, now),
      tokenDays: TOKEN_DAYS,
    });
    const html = page("Your account", alert(problem) + content, { scripts: PASSKEY_SCRIPTS });
    privately(response).status(status).send(html);
  }

  router.get(
    "/account",
    asMe(async (_request, response, me) => await show(response, me)),
  );

  post("/sessions/end", async (request, response, { actor }) => {
    const id = fieldOf(request, "id");
    if (isId(id)) await endSession(db, actor.id, id);
    goTo(response, "/account");
  });

  post("/password", async (request, response, me) => {
    const [currentPassword, newPassword] = [fieldOf(request, "current"), fieldOf(request, "new")];
    const body = { currentPassword, newPassword, revokeOtherSessions: true };
    const answer = await signIn.ask("/change-password", browserOf(request), body);
    if (!answer.ok) {
      const why = `The password was not changed: the present one has to be right, and the new one at least ${PASSWORD_CHARS_MIN} characters long.`;
      return await show(response, me, 422, why);
    }
    passCookies(answer, response);
    goTo(response, "/account");
  });

  post("/totp", async (request, response, me) => {
    const password = fieldOf(request, "password");
    const answer = await signIn.ask("/two-factor/enable", browserOf(request), { password });
    if (!answer.ok)
      return await show(response, me, 422, "The password is wrong, or an app is set up already.");
    const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
    sendPage(response, 200, "Your authenticator app", await totpPage(totpURI, backupCodes));
  });

  post("/totp/confirm", async (request, response) => {
    const code = fieldOf(request, "code").replaceAll(/\s/g, "");
    const answer = await signIn.ask("/two-factor/verify-totp", browserOf(request), { code });
    if (!answer.ok)
      return sendPage(response, 422, "Your authenticator app", confirmForm("The code is wrong, or too old."));
    passCookies(answer, response);
    goTo(response, "/account");
  });

  post("/totp/off", async (request, response, me) => {
    const password = fieldOf(request, "password");
    const answer = await signIn.ask("/two-factor/disable", browserOf(request), { password });
    if (!answer.ok) return await show(response, me, 422, "The password is wrong.");
    passCookies(answer, response);
    goTo(response, "/account");
  });

  post("/passkeys/delete", async (request, response, { actor }) => {
    const id = fieldOf(request, "id");
    if (isId(id)) await deletePasskey(db, actor.id, id);
    goTo(response, "/account");
  });

  post("/tokens", async (request, response, me) => {
    const label = fieldOf(request, "label").trim().slice(0, 80);
    const days = TOKEN_DAYS.find((one) => String(one) === fieldOf(request, "days"));
    if (label === "" || days === undefined)
      return await show(response, me, 422, "A token needs a name and a number of days.");
    const now = await engine.now();
    const scope = { readOnly: fieldOf(request, "readOnly") === "on", roles: null, programmes: null };
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    const { token } = await issueToken(db, me.actor.id, { label, scope, expiresAt }, now);
    sendPage(
      response,
      200,
      "Your new token",
      `<p>Shown this once; keep it where programs keep secrets:</p><pre>${escapeHtml(token)}</pre><p><a href="/account">Back to your account</a></p>`,
    );
  });

  post("/tokens/revoke", async (request, response, { actor }) => {
    const id = fieldOf(request, "id");
    if (isId(id)) await revokeTokenOf(db, actor.id, id, await engine.now()).catch(() => undefined);
    goTo(response, "/account");
  });
  return router;
}

async function totpPage(uri: string, backupCodes: readonly string[]): Promise<string> {
  const svg = await qrCode(uri, { type: "svg", margin: 2, width: 240 });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return `
    <p>Scan this with your authenticator app:</p>
    ${svg.replace("<svg ", '<svg role="img" aria-label="QR code for your authenticator app" ')}
    <p class="hint">Or type it in: <code>${escapeHtml(secret)}</code></p>
    <h2>Recovery codes</h2>
    <p>Each works once, should you lose your app. They are shown only now: print them, or keep them with your passwords.</p>
    <pre>${backupCodes.map(escapeHtml).join("\n")}</pre>
    ${confirmForm()}`;
}

const confirmForm = (problem?: string): string => `
  ${alert(problem)}
  <h2>Does it work?</h2>
  <p>From the moment you confirm a code, your password alone does not let anybody in.</p>
  ${form("/account/totp/confirm", input("The six digits your app shows now", "code", `inputmode="numeric" autocomplete="one-time-code" required maxlength="10"`), "Turn it on")}`;
