/** What somebody sees and changes about their own way in: sessions, password, authenticator app, passkeys, tokens. */
import express from "express";
import type { Request, Response, Router } from "express";
import { toString as qrCode } from "qrcode";
import { PASSWORD_CHARS_MIN } from "../../auth/sign-in.ts";
import { issueToken, revokeTokenOf, tokensOf } from "../../auth/tokens.ts";
import { deletePasskey, endSession, listPasskeys, listSessions, readWaysIn } from "../../store/sign-in.ts";
import { isId } from "../../lib/ids.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form, input, link } from "../html.ts";
import { showAccount } from "./account-page.ts";
import type { SignedIn } from "./browser.ts";
import {
  browserOf,
  fieldOf,
  goTo,
  keepAccountAct,
  ownForm,
  passCookies,
  sendPage,
  signedIn,
} from "./browser.ts";
import { PASSKEY_SCRIPTS } from "./passkeys.ts";
import type { Words } from "./words/index.ts";
import { wordsFor } from "./words/index.ts";

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

  async function show(
    request: Request,
    response: Response,
    me: SignedIn,
    problem?: (say: Words["account"]) => string,
  ): Promise<void> {
    const { actor, token } = me;
    const now = await engine.now();
    const words = wordsFor(request);
    const content = showAccount(words, {
      name: actor.name,
      ways: await readWaysIn(db, actor.id),
      sessions: await listSessions(db, actor.id, token),
      passkeys: await listPasskeys(db, actor.id),
      tokens: await tokensOf(db, actor.id, now),
      tokenDays: TOKEN_DAYS,
    });
    const status = problem === undefined ? 200 : 422;
    sendPage(response, status, words.account.title, alert(problem?.(words.account)) + content, {
      words,
      scripts: PASSKEY_SCRIPTS,
    });
  }

  router.get("/account", asMe(show));

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
      return await show(request, response, me, (say) => say.unchanged(PASSWORD_CHARS_MIN));
    }
    passCookies(answer, response);
    goTo(response, "/account");
  });

  post("/totp", async (request, response, me) => {
    const password = fieldOf(request, "password");
    const answer = await signIn.ask("/two-factor/enable", browserOf(request), { password });
    if (!answer.ok) return await show(request, response, me, (say) => say.appWrong);
    const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
    const words = wordsFor(request);
    const content = await totpPage(words.account, totpURI, backupCodes);
    sendPage(response, 200, words.account.appTitle, content, { words });
  });

  post("/totp/confirm", async (request, response) => {
    const code = fieldOf(request, "code").replaceAll(/\s/g, "");
    const answer = await signIn.ask("/two-factor/verify-totp", browserOf(request), { code });
    if (!answer.ok) {
      const words = wordsFor(request);
      const content = confirmForm(words.account, words.signIn.codeWrong);
      return sendPage(response, 422, words.account.appTitle, content, { words });
    }
    passCookies(answer, response);
    goTo(response, "/account");
  });

  post("/totp/off", async (request, response, me) => {
    const password = fieldOf(request, "password");
    const answer = await signIn.ask("/two-factor/disable", browserOf(request), { password });
    if (!answer.ok) return await show(request, response, me, (say) => say.passwordWrong);
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
    if (label === "" || days === undefined) return await show(request, response, me, (say) => say.tokenNeeds);
    const now = await engine.now();
    const scope = { readOnly: fieldOf(request, "readOnly") === "on", roles: null, programmes: null };
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    const { token } = await issueToken(db, me.actor.id, { label, scope, expiresAt }, now);
    const words = wordsFor(request);
    const { newToken, tokenOnce, back } = words.account;
    const content = `<p>${escapeHtml(tokenOnce)}</p><pre>${escapeHtml(token)}</pre><p>${link("/account", back)}</p>`;
    sendPage(response, 200, newToken, content, { words });
  });

  post("/tokens/revoke", async (request, response, { actor }) => {
    const id = fieldOf(request, "id");
    if (isId(id)) await revokeTokenOf(db, actor.id, id, await engine.now()).catch(() => undefined);
    goTo(response, "/account");
  });
  return router;
}

async function totpPage(say: Words["account"], uri: string, backupCodes: readonly string[]): Promise<string> {
  const svg = await qrCode(uri, { type: "svg", margin: 2, width: 240 });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return `
    <p>${escapeHtml(say.scan)}</p>
    ${svg.replace("<svg ", `<svg role="img" aria-label="${escapeHtml(say.qrCode)}" `)}
    <p class="hint">${escapeHtml(say.orType)} <code>${escapeHtml(secret)}</code></p>
    <h2>${escapeHtml(say.recovery)}</h2>
    <p>${escapeHtml(say.recoveryWhy)}</p>
    <pre>${backupCodes.map(escapeHtml).join("\n")}</pre>
    ${confirmForm(say)}`;
}

function confirmForm(say: Words["account"], problem?: string): string {
  const field = input(
    say.digits,
    "code",
    `inputmode="numeric" autocomplete="one-time-code" required maxlength="10"`,
  );
  return `
  ${alert(problem)}
  <h2>${escapeHtml(say.doesItWork)}</h2>
  <p>${escapeHtml(say.fromThen)}</p>
  ${form("/account/totp/confirm", field, say.turnOn)}`;
}
