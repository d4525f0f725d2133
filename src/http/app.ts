import express from "express";
import type { Express } from "express";
import helmet from "helmet";
import { NotFound } from "../lib/errors.ts";
import type { Api } from "./api.ts";
import { serveHooks } from "./hooks.ts";
import { handleErrors } from "./middleware/handle-errors.ts";
import { openApiDocument } from "./openapi.ts";
import { servePages } from "./pages.ts";
import { healthOperations } from "./resources/health.ts";
import { allOperations } from "./resources/index.ts";
import { serveOperations } from "./serve-operations.ts";

/** The whole HTTP side over one set of dependencies. It opens no port. */
export function createApp(api: Api, version: string): Express {
  const operations = allOperations(api);
  const app = express();
  app.set("case sensitive routing", true);
  app.set("etag", false);
  app.set("query parser", "simple");
  app.use(
    helmet({
      contentSecurityPolicy: { directives: contentPolicy(api.publicUrl) },
      hsts: api.publicUrl.startsWith("https:"),
    }),
  );
  app.use(serveHooks(api));
  app.use(serveOperations(api, operations));
  app.use(servePages(api, openApiDocument(operations, api.publicUrl, version)));
  app.use((request) => {
    throw new NotFound("page", request.path);
  });
  app.use(handleErrors(api.log));
  return app;
}

/** A worker answers questions about its health and nothing else. */
export function createHealthApp(api: Api): Express {
  const app = express();
  app.use(serveOperations(api, healthOperations));
  app.use((request) => {
    throw new NotFound("page", request.path);
  });
  app.use(handleErrors(api.log));
  return app;
}

/** Everything comes from here. Swagger UI styles itself inline and draws its icons as data. */
const contentPolicy = (publicUrl: string) => ({
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  upgradeInsecureRequests: publicUrl.startsWith("https:") ? [] : null,
});
