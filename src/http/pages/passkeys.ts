/** Passkeys: the one thing of sign-in that needs a script in the browser. */
import { createRequire } from "node:module";
import express from "express";
import type { Response, Router } from "express";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { addressOf } from "../middleware/address.ts";
import { refuseForeignPages } from "../middleware/refuse-foreign-pages.ts";
import { browserOf, keepAccountAct, passCookies, privately, signedIn } from "./browser.ts";

export const PASSKEY_SCRIPTS = ["/assets/webauthn.js", "/assets/passkeys.js"];

export function servePasskeys(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { signIn, limits, publicUrl } = api;
  const json = express.json({ limit: "64kb" });
  const browserScript = createRequire(createRequire(import.meta.url).resolve("@better-auth/passkey")).resolve(
    "@simplewebauthn/browser",
  );

  router.get("/assets/webauthn.js", (_request, response) => {
    response.sendFile(bundleBeside(browserScript), { maxAge: "1h" });
  });
  router.get("/assets/passkeys.js", (_request, response) => {
    response.type("text/javascript").send(script);
  });

  router.get("/sign-in/passkey", async (request, response) => {
    await limits.tried("sign-in", addressOf(request));
    await pass(response, await signIn.ask("/passkey/generate-authenticate-options", browserOf(request)));
  });
  router.post("/sign-in/passkey", json, async (request, response) => {
    refuseForeignPages(request, publicUrl);
    await limits.tried("sign-in", addressOf(request));
    await pass(
      response,
      await signIn.ask("/passkey/verify-authentication", browserOf(request), request.body ?? {}),
      () => ({ status: "ok" }),
    );
  });

  router.get("/account/passkeys/new", async (request, response) => {
    await pass(response, await signIn.ask("/passkey/generate-register-options", browserOf(request)));
  });
  router.post("/account/passkeys/new", json, async (request, response) => {
    refuseForeignPages(request, publicUrl);
    const { response: made, name } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const named = typeof name === "string" ? name.slice(0, 80) : "";
    const me = await signedIn(api, request);
    if (me !== undefined) await keepAccountAct(api, me.actor.id, { operation: "/account/passkeys/new" });
    const body = { response: made, name: named };
    await pass(response, await signIn.ask("/passkey/verify-registration", browserOf(request), body), () => ({
      status: "ok",
    }));
  });
  return router;
}

/** What the script needs of the answer, or a problem document; a session's token stays in its cookie. */
async function pass(
  response: Response,
  answer: globalThis.Response,
  present: (body: unknown) => unknown = (body) => body,
): Promise<void> {
  const body: unknown = await answer.json();
  if (answer.status === 401)
    throw new ConvokeError("unauthenticated", "Sign in first, or use another passkey");
  if (answer.status === 403)
    throw new ConvokeError(
      "forbidden",
      "Sign in again before you add a passkey: your last sign-in is too long ago",
    );
  if (!answer.ok) throw new ConvokeError("bad-request", "The passkey was not accepted");
  passCookies(answer, response);
  privately(response).json(present(body));
}

const bundleBeside = (module: string): string =>
  `${module.slice(0, module.lastIndexOf("/@simplewebauthn/browser/"))}/@simplewebauthn/browser/dist/bundle/index.umd.min.js`;

const script = `"use strict";
(() => {
  const { startAuthentication, startRegistration, browserSupportsWebAuthn } = SimpleWebAuthnBrowser;
  const problem = document.getElementById("passkey-problem");
  const ask = async (path, body) => {
    const options = body === undefined ? {} : {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(path, { ...options, credentials: "same-origin" });
    const json = await answer.json();
    if (!answer.ok) throw new Error(json.detail);
    return json;
  };
  const attach = (id, act, next) => {
    const button = document.getElementById(id);
    if (button === null || !browserSupportsWebAuthn()) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      problem.hidden = true;
      try { await act(); location.assign(next); }
      catch (error) { problem.textContent = error.message; problem.hidden = false; button.disabled = false; }
    });
  };
  attach("passkey-sign-in", async () => {
    const response = await startAuthentication({ optionsJSON: await ask("/sign-in/passkey") });
    await ask("/sign-in/passkey", { response });
  }, "/signed-in");
  attach("passkey-add", async () => {
    const response = await startRegistration({ optionsJSON: await ask("/account/passkeys/new") });
    await ask("/account/passkeys/new", { response, name: document.getElementById("passkey-name").value });
  }, "/account");
})();
`;
