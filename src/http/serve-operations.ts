/** Turns operations into Express routes: authenticate, parse, call, keep who saw it, present. */
import type { IncomingMessage } from "node:http";
import express from "express";
import type { Request, RequestHandler, Response, Router } from "express";
import type { z } from "zod";
import { PLACELESS } from "../auth/policy.ts";
import type { View } from "../auth/policy.ts";
import type { AskedFor } from "../auth/scope-of.ts";
import { demandRecord, grantMeets, narrowed } from "../auth/scope-of.ts";
import type { Actor } from "../contract/actor.ts";
import { PUBLIC } from "../contract/actor.ts";
import { assert, assertNever } from "../lib/assert.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import { unstorable } from "../lib/storable.ts";
import type { Api } from "./api.ts";
import { changeOnRecord } from "./atomically.ts";
import type { Audited } from "./audited.ts";
import { auditedAs } from "./audited.ts";
import { changeByItself } from "./by-itself.ts";
import { allowOnly } from "./middleware/allow-only.ts";
import { authenticate } from "./middleware/authenticate.ts";
import type { AnyCall, Operation, Reply } from "./operation.ts";
import { recordCall } from "./record-call.ts";
import { sendLines } from "./send-lines.ts";

const BODY_BYTES_MAX = 1024 * 1024;

export function serveOperations(api: Api, operations: readonly Operation[]): Router {
  const router = express.Router({ caseSensitive: true });
  const readJson = express.json({ limit: BODY_BYTES_MAX, type: isJson, reviver: refusePrototype });
  for (const operation of operations) {
    router[operation.method](pathOf(operation), async (request, response) => {
      // Who may not call is not read any further.
      const actor = operation.needs === "anybody" ? PUBLIC : await authenticate(api, request);
      const rights = rightsFor(operation, actor);
      if (operation.body !== undefined) {
        expectJson(request);
        await run(readJson, request, response);
      }
      if (operation.bytes !== undefined) {
        expectType(request, operation.bytes.types);
        await run(express.raw({ limit: operation.bytes.max, type: () => true }), request, response);
      }
      await present(response, await answer(api, operation, rights, request), api.log);
    });
  }
  refuseOtherMethods(router, operations);
  return router;
}

const pathOf = ({ path }: Operation): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

type Rights = Pick<AnyCall, "actor" | "scope" | "demand">;

/**
 * The policy's one door. Throws `forbidden` to who lacks the right everywhere, before a word of the request is read; where
 * the path names a record, that is told only once it is known that the caller has a part where the record stands.
 */
function rightsFor({ needs, path, id }: Operation, actor: Actor): Rights {
  if (typeof needs === "string") {
    const demand = () => {
      throw new Error(`${id} names nothing of the policy that it could ask for`);
    };
    return { actor, scope: actor, demand };
  }
  const demand = (record: AskedFor): View => demandRecord(actor, needs, record);
  if (!namesRecord({ needs, path })) return { actor, scope: narrowed(actor, needs), demand };
  const grants = actor.grants.filter(grantMeets(needs));
  return { actor, scope: { ...actor, grants }, demand };
}

/** Does the path name a record that stands in a programme? A term of a list is the programme's that the body names. */
const namesRecord = ({ needs, path }: Pick<Operation, "needs" | "path">): boolean =>
  typeof needs !== "string" && path.includes("{id}") && !PLACELESS.includes(needs.data);

const run = async (middleware: RequestHandler, request: Request, response: Response): Promise<void> =>
  await new Promise((resolve, reject) => {
    void middleware(request, response, (error?: unknown) =>
      error === undefined ? resolve() : reject(error),
    );
  });

async function answer(api: Api, operation: Operation, rights: Rights, request: Request): Promise<Reply> {
  let isAsked = !namesRecord(operation);
  let judged: { readonly body: unknown } | undefined;
  const call = {
    api,
    ...rights,
    demand(record: AskedFor) {
      isAsked = true;
      return rights.demand(record);
    },
    params: parse(operation.params, request.params, "", "not-found"),
    query: parse(operation.query, request.query, "", "bad-request"),
    // Judged when it is first asked for, which is after the policy was: whoever may not is told nothing about a body.
    get body() {
      judged ??= { body: parse(operation.body, request.body ?? {}, "", "invalid") };
      return judged.body;
    },
    request,
  };
  const audited = auditedAs(operation);
  const reply = await carryOut(api, operation, audited, call);
  // Nothing leaves here of a record that the policy was not asked about.
  assert(isAsked, `${operation.id} asked whether the caller may`);
  if (audited?.kept === "after") await recordCall(api, operation, audited, { call, reply });
  return { status: operation.success.status, ...reply };
}

async function carryOut(
  api: Api,
  operation: Operation,
  audited: Audited | undefined,
  call: AnyCall,
): Promise<Reply> {
  if (audited === undefined) return await operation.handle(call);
  switch (audited.kept) {
    case "with":
      return await changeOnRecord(operation, audited, call, api);
    case "before":
      return await changeByItself(operation, audited, call, api);
    case "after":
      return await operation.handle(call);
    default:
      return assertNever(audited.kept);
  }
}

function parse<Schema extends z.ZodType | undefined>(
  schema: Schema,
  value: unknown,
  base: string,
  code: "not-found" | "bad-request" | "invalid",
): (Schema extends z.ZodType ? z.output<Schema> : undefined) | undefined {
  if (schema === undefined) return undefined;
  const unstorables = unstorable(value, base);
  const parsed = schema.safeParse(value);
  if (parsed.success && unstorables.length === 0)
    return parsed.data as Schema extends z.ZodType ? z.output<Schema> : undefined;
  const problems = [...unstorables, ...(parsed.success ? [] : fieldProblems(parsed.error, base))];
  const first = [problems[0]?.pointer, problems[0]?.detail].filter((part) => part !== "").join(" ");
  const where = { "not-found": "The address", "bad-request": "The query", invalid: "The body" }[code];
  throw new InvalidInput(`${where} is not as expected: ${first}`, problems, code);
}

async function present(
  response: Response,
  { status = 200, headers = {}, body, lines, listen }: Reply,
  log: Api["log"],
): Promise<void> {
  // What the API says may be personal: no cache keeps it (ASVS 14.3.2).
  response.status(status).set("Cache-Control", "no-store").set(headers);
  if (listen !== undefined && response.req.method !== "HEAD") {
    response.flushHeaders();
    listen(response);
  } else if (lines !== undefined && response.req.method !== "HEAD") await sendLines(response, lines, log);
  else if (body === undefined) response.end();
  else if (typeof body === "string") response.send(body);
  else response.json(body);
}

const isJson = (request: IncomingMessage): boolean =>
  /^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i.test(request.headers["content-type"] ?? "");

/** Copied with `Object.assign`, such a member would change the copy's prototype instead. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("No member may be named __proto__");
  return value;
}

function expectJson(request: Request): void {
  const isEmpty = request.headers["content-length"] === "0" || hasNoBody(request);
  if (isEmpty || isJson(request)) return;
  const got = request.headers["content-type"] ?? "no content type";
  throw new ConvokeError("unsupported-media-type", `Expected application/json, got ${got}`);
}

function expectType(request: Request, types: readonly string[]): void {
  const [type = ""] = (request.headers["content-type"] ?? "").toLowerCase().split(";");
  if (types.includes(type.trim())) return;
  const got = type === "" ? "no content type" : type;
  throw new ConvokeError("unsupported-media-type", `Expected ${types.join(" or ")}, got ${got}`);
}

const hasNoBody = (request: Request): boolean =>
  request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined;

function refuseOtherMethods(router: Router, operations: readonly Operation[]): void {
  for (const path of new Set(operations.map(pathOf))) {
    const taken = operations.filter((operation) => pathOf(operation) === path);
    router.all(path, allowOnly(...taken.map(({ method }) => method.toUpperCase())));
  }
}
