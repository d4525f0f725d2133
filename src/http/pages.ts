/** The few pages people see before there is a console: home, the API's documentation, the first sign-in. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import express from "express";
import type { Router } from "express";
import { z } from "zod";
import { isFirstSignIn, signInFirst } from "../auth/first-sign-in.ts";
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from "../auth/sign-in.ts";
import { issueFirstToken } from "../auth/tokens.ts";
import { InvalidInput } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import type { Api } from "./api.ts";
import { escapeHtml, input, link, page } from "./html.ts";
import { addressOf } from "./middleware/address.ts";
import { browserOf, ownForm, passCookies, sendPage } from "./pages/browser.ts";
import { newPasswordField } from "./pages/invitations.ts";
import type { Words } from "./pages/words/index.ts";
import { wordsFor } from "./pages/words/index.ts";

const person = z.object({
  name: z.string().trim().min(1, "expected your name").max(200),
  email: z.email("expected an e-mail address").max(320),
  password: z
    .string("expected a password")
    .min(PASSWORD_CHARS_MIN, `expected at least ${PASSWORD_CHARS_MIN} characters`)
    .max(PASSWORD_CHARS_MAX),
});

/** `describe` makes the OpenAPI document, which takes a third of a second: only when somebody asks for it. */
export function servePages(api: Api, describe: () => object): Router {
  const router = express.Router({ caseSensitive: true });
  let document: object | undefined;

  router.get("/", (_request, response) => {
    response.send(page("Convoke", home(api)));
  });

  router.get("/openapi.json", (_request, response) => {
    document ??= describe();
    response.json(document);
  });

  router.get("/docs", (_request, response) => {
    response.send(docsPage);
  });
  router.get("/docs/start.js", (_request, response) => {
    response.type("text/javascript").send(docsStart);
  });
  const assets = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  router.use("/docs", express.static(assets, { index: false, fallthrough: true, maxAge: "1h" }));

  // A link in a mail or a terminal shows on GET and acts on POST only.
  router.get("/sign-in/:token", async (request, response) => {
    await api.limits.tried("link", addressOf(request));
    const isValid = await isFirstSignIn(api.db, request.params.token, await api.engine.now());
    const words = wordsFor(request);
    const { short } = words.signIn;
    if (isValid) sendPage(response, 200, short, signInForm(words), { words });
    else sendPage(response, 403, short, usedLink(words), { words });
  });

  router.post("/sign-in/:token", ...ownForm(api), async (request, response) => {
    await api.limits.tried("link", addressOf(request));
    const parsed = person.safeParse(request.body ?? {});
    if (!parsed.success) throw new InvalidInput("The form is not as expected", fieldProblems(parsed.error));
    const now = await api.engine.now();
    const token = String(request.params["token"]);
    const words = wordsFor(request);
    if (!(await isFirstSignIn(api.db, token, now)))
      return sendPage(response, 403, words.signIn.short, usedLink(words), { words });
    const { name, email, password } = parsed.data;
    const passwordHash = await api.signIn.hashPassword(password);
    const { accountId } = await signInFirst(api.db, token, { name, email, passwordHash }, now);
    const apiToken = await issueFirstToken(api.db, accountId, now);
    passCookies(await api.signIn.ask("/sign-in/email", browserOf(request), { email, password }), response);
    sendPage(response, 200, words.first.done, signedIn(words, name, apiToken), { words });
  });
  return router;
}

const home = ({ publicUrl, isVirtual }: Api): string => `
  <p>Convoke is running${isVirtual ? ", on a <strong>virtual clock</strong>" : ""}. It keeps engagements as
  statecharts that survive anything: send what happened, read what may happen next.</p>
  <ul>
    <li><a href="/console">The console</a></li>
    <li><a href="/sign-in">Sign in</a></li>
    <li><a href="/docs">The API, with forms to try it</a></li>
    <li><a href="/openapi.json">Its OpenAPI document</a></li>
    <li><a href="/health/ready">Health</a></li>
  </ul>
  <p>A first delivery to the contact form:</p>
  <pre>curl ${escapeHtml(publicUrl)}/hooks/contact \\
  -H 'content-type: application/json' \\
  -d '{"name":"Ines Duarte","email":"ines@example.org"}'</pre>`;

const signInForm = (words: Words): string => `
  <p>${escapeHtml(words.first.why)}</p>
  <form method="post">
    ${input(words.invitation.name, "name", `autocomplete="name" required maxlength="200"`)}
    ${input(words.first.email, "email", `type="email" autocomplete="email" required maxlength="320"`)}
    ${newPasswordField(words)}
    <button>${escapeHtml(words.first.send)}</button>
  </form>`;

const usedLink = ({ first }: Words): string => `
  <p>${escapeHtml(first.used)}</p>
  <p>${first.usedNext((text) => link("/sign-in", text))}</p>`;

const signedIn = ({ first }: Words, name: string, token: string): string => {
  const to = (path: string) => (text: string) => link(path, text);
  return `
  <p>${escapeHtml(first.welcome(name))}</p>
  <p>${escapeHtml(first.token)}</p>
  <pre>${escapeHtml(token)}</pre>
  <p>${first.next(to("/console"), to("/console/admin/people"), to("/account"))}</p>`;
};

const docsPage = page(
  "Convoke API",
  `<div id="api"><p>The documentation needs JavaScript; the same is in <a href="/openapi.json">openapi.json</a>.</p></div>`,
  {
    head: `<link rel="stylesheet" href="/docs/swagger-ui.css">`,
    scripts: ["/docs/swagger-ui-bundle.js", "/docs/start.js"],
    isWide: true,
  },
);

const docsStart = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true, docExpansion: "list",
  defaultModelsExpandDepth: 0, tryItOutEnabled: false, validatorUrl: null });`;
