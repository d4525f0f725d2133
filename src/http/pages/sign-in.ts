/** Signing in: by password and code, by a link in a mail, at the single sign-on provider; and signing out. */
import express from "express";
import type { Request, Response, Router } from "express";
import { OIDC_CALLBACK, OIDC_START } from "../../auth/sign-in.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form, input, page } from "../html.ts";
import { addressOf } from "../middleware/address.ts";
import { goOn, keepDestination } from "./after-sign-in.ts";
import { browserOf, fieldOf, goTo, orTold, ownForm, passCookies, privately, sendPage } from "./browser.ts";
import { PASSKEY_SCRIPTS } from "./passkeys.ts";
import { wordsFor } from "./words/index.ts";

export function serveSignIn(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { signIn, limits } = api;

  router.get("/sign-in", (request, response) => {
    keepDestination(request, response, api.publicUrl);
    show(api, request, response, 200);
  });

  router.get("/signed-in", (request, response) => goOn(request, response));

  router.post("/sign-in", ...ownForm(api), async (request, response) => {
    const [email, password] = [fieldOf(request, "email"), fieldOf(request, "password")];
    const address = addressOf(request);
    const tooMany = await orTold(async () => {
      await limits.tried("sign-in", address);
      await limits.refuseLocked(email, address);
    }, ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(request, response, tooMany);

    const answer = await signIn.ask("/sign-in/email", browserOf(request), { email, password });
    if (!answer.ok) {
      await limits.failed(email, address);
      return show(api, request, response, 401, wordsFor(request).signIn.wrong, email);
    }
    passCookies(answer, response);
    if (await asksForCode(answer)) return goTo(response, "/sign-in/code");
    await limits.succeeded(email, address);
    goOn(request, response);
  });

  router.get("/sign-in/code", (request, response) => askForCode(request, response, 200));

  router.post("/sign-in/code", ...ownForm(api), async (request, response) => {
    const tooMany = await orTold(() => limits.tried("sign-in", addressOf(request)), ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(request, response, tooMany);
    const code = fieldOf(request, "code").replaceAll(/\s/g, "");
    const path = /^\d{6}$/.test(code) ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code";
    const answer = await signIn.ask(path, browserOf(request), { code });
    passCookies(answer, response);
    if (answer.ok) return goOn(request, response);
    const { code: why } = (await answer.json()) as { code?: string };
    if (why === "INVALID_CODE" || why === "INVALID_BACKUP_CODE")
      return askForCode(request, response, 401, wordsFor(request).signIn.codeWrong);
    show(api, request, response, 401, wordsFor(request).signIn.tooLong);
  });

  router.post("/sign-in/link", ...ownForm(api), async (request, response) => {
    const tooMany = await orTold(() => limits.tried("mail-link", addressOf(request)), ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(request, response, tooMany);
    await signIn.ask("/sign-in/magic-link", browserOf(request), { email: fieldOf(request, "email") });
    // The same words whoever asks for whom: this page tells nobody who has an account.
    const words = wordsFor(request);
    const { mailed, mailedWhy } = words.signIn;
    sendPage(response, 200, mailed, `<p>${escapeHtml(mailedWhy)}</p>`, { words });
  });

  // A link shows on GET and acts on POST only: mail scanners follow links too.
  router.get("/sign-in/link/:token", (request, response) => {
    const action = `/sign-in/link/${encodeURIComponent(request.params.token)}`;
    const words = wordsFor(request);
    const { short } = words.signIn;
    sendPage(response, 200, short, form(action, "", short), { words });
  });

  router.post("/sign-in/link/:token", ...ownForm(api), async (request, response) => {
    const tooMany = await orTold(() => limits.tried("link", addressOf(request)), ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(request, response, tooMany);
    const token = encodeURIComponent(String(request.params["token"]));
    const answer = await signIn.ask(`/magic-link/verify?token=${token}`, browserOf(request));
    if (!answer.ok) return show(api, request, response, 410, wordsFor(request).signIn.linkUsed);
    passCookies(answer, response);
    goOn(request, response);
  });

  router.post("/sign-out", ...ownForm(api), async (request, response) => {
    passCookies(await signIn.ask("/sign-out", browserOf(request), {}), response);
    goTo(response, "/sign-in");
  });

  if (signIn.hasProvider) serveSingleSignOn(api, router);
  return router;
}

function serveSingleSignOn(api: Api, router: Router): void {
  const { signIn } = api;
  router.post("/sign-in/single", ...ownForm(api), async (request, response) => {
    const answer = await signIn.ask(OIDC_START.path, browserOf(request), {
      provider: OIDC_START.provider,
      callbackURL: "/account",
      errorCallbackURL: "/sign-in/refused",
      disableRedirect: true,
    });
    const words = wordsFor(request);
    const { providerAway, moment, onTo } = words.signIn;
    if (!answer.ok) return show(api, request, response, 503, providerAway);
    passCookies(answer, response);
    const { url } = (await answer.json()) as { url: string };
    // A redirect of a form would be held to our own address by the content security policy.
    privately(response).send(
      page(moment, `<p><a href="${escapeHtml(url)}">${escapeHtml(onTo(signIn.providerName ?? ""))}</a></p>`, {
        language: words.language,
        head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(url)}">`,
      }),
    );
  });

  router.get(OIDC_CALLBACK, async (request, response) => {
    const { search } = new URL(request.originalUrl, "http://here");
    const answer = await signIn.ask(`/callback/${OIDC_START.provider}${search}`, browserOf(request));
    passCookies(answer, response);
    const path = pathOf(answer.headers.get("location"));
    if (path === "/account") return goOn(request, response);
    goTo(response, path);
  });

  router.get("/sign-in/refused", (request, response) =>
    show(api, request, response, 403, wordsFor(request).signIn.noAccount),
  );
}

/** Where better-auth sends the browser, if that is here. */
function pathOf(location: string | null): string {
  const { pathname } = new URL(location ?? "/sign-in/refused", "http://here");
  return pathname === "/account" ? pathname : "/sign-in/refused";
}

async function asksForCode(answer: globalThis.Response): Promise<boolean> {
  return ((await answer.json()) as { twoFactorRedirect?: boolean }).twoFactorRedirect === true;
}

function wait(request: Request, response: Response, error: ConvokeError): void {
  const seconds = Number(error.extra["retryAfterS"]);
  const words = wordsFor(request);
  const { waitTitle, waitWhy } = words.signIn;
  response.set("Retry-After", String(seconds));
  sendPage(response, 429, waitTitle, `<p>${escapeHtml(waitWhy(Math.ceil(seconds / 60)))}</p>`, { words });
}

function show(
  { signIn }: Api,
  request: Request,
  response: Response,
  status: number,
  problem?: string,
  email = "",
): void {
  const words = wordsFor(request);
  const { signIn: say } = words;
  const address = (value: string) =>
    input(
      say.email,
      "email",
      `type="email" autocomplete="username webauthn" required maxlength="320" value="${escapeHtml(value)}"`,
    );
  const password = input(
    say.password,
    "password",
    `type="password" autocomplete="current-password" required maxlength="200"`,
  );
  const { providerName } = signIn;
  const content = `
    ${alert(problem)}
    ${form("/sign-in", address(email) + password, say.short)}
    <p class="alert" role="alert" id="passkey-problem" hidden></p>
    <p><button class="quiet" id="passkey-sign-in" hidden>${escapeHtml(say.byPasskey)}</button></p>
    ${providerName === undefined ? "" : form("/sign-in/single", "", say.byProvider(providerName), "quiet")}
    <h2>${escapeHtml(say.noPassword)}</h2>
    ${form("/sign-in/link", address(""), say.mailLink, "quiet")}`;
  sendPage(response, status, say.title, content, { words, scripts: PASSKEY_SCRIPTS });
}

function askForCode(request: Request, response: Response, status: number, problem?: string): void {
  const words = wordsFor(request);
  const { signIn: say } = words;
  const field = input(
    say.code,
    "code",
    `inputmode="numeric" autocomplete="one-time-code" required autofocus maxlength="20"`,
  );
  const content = `
    ${alert(problem)}
    <p>${escapeHtml(say.codeWhy)}</p>
    ${form("/sign-in/code", field, say.goOn)}`;
  sendPage(response, status, say.codeTitle, content, { words });
}
