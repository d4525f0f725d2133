/** Turns operations into Express routes: authenticate, parse, call, present. */
import express from "express";
import type { Request, RequestHandler, Response, Router } from "express";
import type { z } from "zod";
import { PUBLIC } from "../contract/actor.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import type { Api } from "./api.ts";
import { authenticate } from "./middleware/authenticate.ts";
import type { Operation, Reply } from "./operation.ts";

const BODY_BYTES_MAX = 1024 * 1024;

export function serveOperations(api: Api, operations: readonly Operation[]): Router {
  const router = express.Router({ caseSensitive: true });
  const readJson = express.json({ limit: BODY_BYTES_MAX, strict: true, type: isJson });
  for (const operation of operations) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
    const parsers: RequestHandler[] = operation.body === undefined ? [] : [expectJson, readJson];
    router[operation.method](path, ...parsers, async (request, response) => {
      present(response, await call(api, operation, request));
    });
  }
  refuseOtherMethods(router, operations);
  return router;
}

async function call(api: Api, operation: Operation, request: Request): Promise<Reply> {
  const actor = operation.access === "anybody" ? PUBLIC : await authenticate(api, request);
  const reply = await operation.handle({
    api,
    actor,
    params: parse(operation.params, request.params, "", "not-found"),
    query: parse(operation.query, request.query, "", "bad-request"),
    body: parse(operation.body, request.body ?? {}, "", "invalid"),
    request,
  });
  return { status: operation.success.status, ...reply };
}

function parse<Schema extends z.ZodType | undefined>(
  schema: Schema,
  value: unknown,
  base: string,
  code: "not-found" | "bad-request" | "invalid",
): (Schema extends z.ZodType ? z.output<Schema> : undefined) | undefined {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Schema extends z.ZodType ? z.output<Schema> : undefined;
  const problems = fieldProblems(parsed.error, base);
  const first = problems[0];
  const where = { "not-found": "The address", "bad-request": "The query", invalid: "The body" }[code];
  throw new InvalidInput(`${where} is not as expected: ${first?.pointer} ${first?.detail}`, problems, code);
}

function present(response: Response, { status = 200, headers = {}, body }: Reply): void {
  // What the API says may be personal: no cache keeps it (ASVS 14.3.2).
  response.status(status).set("Cache-Control", "no-store").set(headers);
  if (body === undefined) response.end();
  else if (typeof body === "string") response.send(body);
  else response.json(body);
}

const isJson = (request: { headers: Record<string, unknown> }): boolean =>
  /^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i.test(String(request.headers["content-type"] ?? ""));

const expectJson: RequestHandler = (request, _response, next) => {
  const isEmpty = request.headers["content-length"] === "0" || hasNoBody(request);
  if (isEmpty || isJson(request)) return next();
  const got = request.headers["content-type"] ?? "no content type";
  throw new ConvokeError("unsupported-media-type", `Expected application/json, got ${got}`);
};

const hasNoBody = (request: Request): boolean =>
  request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined;

function refuseOtherMethods(router: Router, operations: readonly Operation[]): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { path, method } of operations) {
    const express = path.replaceAll(/\{(\w+)\}/g, ":$1");
    methodsByPath.set(express, (methodsByPath.get(express) ?? new Set()).add(method.toUpperCase()));
  }
  for (const [path, methods] of methodsByPath) {
    const allow = [...methods, ...(methods.has("GET") ? ["HEAD"] : [])].join(", ");
    router.all(path, (request, response, next) => {
      if (request.method === "OPTIONS") return next();
      response.set("Allow", allow);
      throw new ConvokeError(
        "method-not-allowed",
        `${request.method} is not possible here; expected ${allow}`,
      );
    });
  }
}
