import express from "express";
import type { Express } from "express";
import helmet from "helmet";
import { sha256 } from "../lib/canonical.ts";
import { NotFound } from "../lib/errors.ts";
import type { ApiParts } from "./api.ts";
import { completeApi } from "./complete-api.ts";
import { firstAskedBy } from "./console-first.ts";
import { inlineScripts, serveConsole } from "./console.ts";
import { serveHooks } from "./hooks.ts";
import { allowOrigins } from "./middleware/allow-origins.ts";
import { handleErrors } from "./middleware/handle-errors.ts";
import { refusePlainHttp } from "./middleware/refuse-plain-http.ts";
import { openApiDocument } from "./openapi.ts";
import { servePages } from "./pages.ts";
import { serveAccount } from "./pages/account.ts";
import { serveActions } from "./pages/action.ts";
import { serveInvitations } from "./pages/invitations.ts";
import { servePasskeys } from "./pages/passkeys.ts";
import { serveSignIn } from "./pages/sign-in.ts";
import { serveForm } from "./public/form.ts";
import { serveProgrammePage } from "./public/programme-page.ts";
import { servePublicScripts } from "./public/serve-scripts.ts";
import { healthOperations } from "./resources/health.ts";
import { allOperations } from "./resources/index.ts";
import { serveOperations } from "./serve-operations.ts";

/** The whole HTTP side over one set of dependencies, and the built console in `web`, if there is one. It opens no port. */
export function createApp(parts: ApiParts, version: string, web?: string): Express {
  const api = completeApi(parts);
  const operations = allOperations(api);
  const app = express();
  app.set("case sensitive routing", true);
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("trust proxy", api.access.proxies);
  app.disable("x-powered-by");
  app.use(["/hooks", "/api"], refusePlainHttp(api.publicUrl));
  // Before the headers that tell a browser what a page may do: a vendor's server has no use for a kilobyte of them.
  app.use(serveHooks(api));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: contentPolicy(api.publicUrl, inlineScripts(web)) },
      hsts: api.publicUrl.startsWith("https:"),
    }),
  );
  app.use("/api", allowOrigins(api.access.origins));
  app.use(serveOperations(api, operations));
  app.use(serveSignIn(api), servePasskeys(api), serveInvitations(api), serveAccount(api), serveActions(api));
  app.use(servePublicScripts(), serveForm(api), serveProgrammePage(api));
  app.use(serveConsole(web, async (request) => await firstAskedBy(api, request)));
  app.use(servePages(api, () => openApiDocument(operations, api, version)));
  app.use((request) => {
    throw new NotFound("page", request.path);
  });
  app.use(handleErrors(api.log));
  return app;
}

/** A worker answers questions about its health and nothing else. */
export function createHealthApp(parts: ApiParts): Express {
  const api = completeApi({ ...parts, access: { ...parts.access, oidc: undefined } });
  const app = express();
  app.use(serveOperations(api, healthOperations));
  app.use((request) => {
    throw new NotFound("page", request.path);
  });
  app.use(handleErrors(api.log));
  return app;
}

/** Everything comes from here. Swagger UI styles itself inline and draws its icons as data. */
const contentPolicy = (publicUrl: string, scripts: readonly string[]) => ({
  defaultSrc: ["'self'"],
  scriptSrc: [
    "'self'",
    ...scripts.map((text) => `'sha256-${Buffer.from(sha256(text), "hex").toString("base64")}'`),
  ],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  upgradeInsecureRequests: publicUrl.startsWith("https:") ? [] : null,
});
