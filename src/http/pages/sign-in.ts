/** Signing in: by password and code, by a link in a mail, at the single sign-on provider; and signing out. */
import express from "express";
import type { Response, Router } from "express";
import { OIDC_CALLBACK, OIDC_START } from "../../auth/sign-in.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form, input, page } from "../html.ts";
import { addressOf } from "../middleware/address.ts";
import { goOn, keepDestination } from "./after-sign-in.ts";
import { browserOf, fieldOf, goTo, orTold, ownForm, passCookies, privately, sendPage } from "./browser.ts";
import { PASSKEY_SCRIPTS } from "./passkeys.ts";

export function serveSignIn(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { signIn, limits } = api;

  router.get("/sign-in", (request, response) => {
    keepDestination(request, response, api.publicUrl);
    show(api, response, 200);
  });

  router.get("/signed-in", (request, response) => goOn(request, response));

  router.post("/sign-in", ...ownForm(api), async (request, response) => {
    const [email, password] = [fieldOf(request, "email"), fieldOf(request, "password")];
    const address = addressOf(request);
    const tooMany = await orTold(async () => {
      await limits.tried("sign-in", address);
      await limits.refuseLocked(email, address);
    }, ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(response, tooMany);

    const answer = await signIn.ask("/sign-in/email", browserOf(request), { email, password });
    if (!answer.ok) {
      await limits.failed(email, address);
      return show(api, response, 401, "The address or the password is wrong.", email);
    }
    passCookies(answer, response);
    if (await asksForCode(answer)) return goTo(response, "/sign-in/code");
    await limits.succeeded(email, address);
    goOn(request, response);
  });

  router.get("/sign-in/code", (_request, response) => sendPage(response, 200, "Your code", codeForm()));

  router.post("/sign-in/code", ...ownForm(api), async (request, response) => {
    const tooMany = await orTold(() => limits.tried("sign-in", addressOf(request)), ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(response, tooMany);
    const code = fieldOf(request, "code").replaceAll(/\s/g, "");
    const path = /^\d{6}$/.test(code) ? "/two-factor/verify-totp" : "/two-factor/verify-backup-code";
    const answer = await signIn.ask(path, browserOf(request), { code });
    passCookies(answer, response);
    if (answer.ok) return goOn(request, response);
    const { code: why } = (await answer.json()) as { code?: string };
    if (why === "INVALID_CODE" || why === "INVALID_BACKUP_CODE")
      return sendPage(response, 401, "Your code", codeForm("The code is wrong, or too old."));
    show(api, response, 401, "That took too long or too many tries. Please begin again.");
  });

  router.post("/sign-in/link", ...ownForm(api), async (request, response) => {
    const tooMany = await orTold(() => limits.tried("mail-link", addressOf(request)), ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(response, tooMany);
    await signIn.ask("/sign-in/magic-link", browserOf(request), { email: fieldOf(request, "email") });
    // The same words whoever asks for whom: this page tells nobody who has an account.
    sendPage(
      response,
      200,
      "Look into your mail",
      "<p>If somebody signs in with this address, a link is on its way to it. It works for a quarter of an hour.</p>",
    );
  });

  // A link shows on GET and acts on POST only: mail scanners follow links too.
  router.get("/sign-in/link/:token", (request, response) => {
    const action = `/sign-in/link/${encodeURIComponent(request.params.token)}`;
    sendPage(response, 200, "Sign in", form(action, "", "Sign in"));
  });

  router.post("/sign-in/link/:token", ...ownForm(api), async (request, response) => {
    const tooMany = await orTold(() => limits.tried("link", addressOf(request)), ["too-many-requests"]);
    if (tooMany instanceof ConvokeError) return wait(response, tooMany);
    const token = encodeURIComponent(String(request.params["token"]));
    const answer = await signIn.ask(`/magic-link/verify?token=${token}`, browserOf(request));
    if (!answer.ok) return show(api, response, 410, "This link has been used or has expired.");
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
    if (!answer.ok) return show(api, response, 503, "The sign-in provider cannot be reached just now.");
    passCookies(answer, response);
    const { url } = (await answer.json()) as { url: string };
    // A redirect of a form would be held to our own address by the content security policy.
    privately(response).send(
      page(
        "One moment",
        `<p><a href="${escapeHtml(url)}">On to ${escapeHtml(signIn.providerName ?? "")}</a></p>`,
        {
          head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(url)}">`,
        },
      ),
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

  router.get("/sign-in/refused", (_request, response) =>
    show(
      api,
      response,
      403,
      "The provider knows you, but you have no account here with the address it has verified.",
    ),
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

function wait(response: Response, error: ConvokeError): void {
  response.set("Retry-After", String(error.extra["retryAfterS"]));
  sendPage(response, 429, "Please wait", `<p>${escapeHtml(error.message)}.</p>`);
}

function show({ signIn }: Api, response: Response, status: number, problem?: string, email = ""): void {
  const address = (value: string) =>
    input(
      "E-mail address",
      "email",
      `type="email" autocomplete="username webauthn" required maxlength="320" value="${escapeHtml(value)}"`,
    );
  const password = input(
    "Password",
    "password",
    `type="password" autocomplete="current-password" required maxlength="200"`,
  );
  const content = `
    ${alert(problem)}
    ${form("/sign-in", address(email) + password, "Sign in")}
    <p class="alert" role="alert" id="passkey-problem" hidden></p>
    <p><button class="quiet" id="passkey-sign-in" hidden>Sign in with a passkey</button></p>
    ${signIn.providerName === undefined ? "" : form("/sign-in/single", "", `Sign in with ${signIn.providerName}`, "quiet")}
    <h2>No password at hand?</h2>
    ${form("/sign-in/link", address(""), "Mail me a link", "quiet")}`;
  privately(response)
    .status(status)
    .send(page("Sign in to Convoke", content, { scripts: PASSKEY_SCRIPTS }));
}

const codeForm = (problem?: string): string => `
  ${alert(problem)}
  <p>Open your authenticator app and type in the six digits it shows for Convoke. One of your recovery codes does as well.</p>
  ${form("/sign-in/code", input("Code", "code", `inputmode="numeric" autocomplete="one-time-code" required autofocus maxlength="20"`), "Go on")}`;
