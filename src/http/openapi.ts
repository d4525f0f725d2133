/** The OpenAPI document, from the same operations and schemas that serve the requests. */
import { STATUS_CODES } from "node:http";
import { createDocument } from "zod-openapi";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { z } from "zod";
import { problem } from "../contract/common.ts";
import { taken } from "../contract/sources.ts";
import type { ErrorCode } from "../lib/errors.ts";
import type { Api } from "./api.ts";
import { statusOf } from "./middleware/handle-errors.ts";
import type { Operation } from "./operation.ts";

export function openApiDocument(
  operations: readonly Operation[],
  { publicUrl, signIn }: Pick<Api, "publicUrl" | "signIn">,
  version: string,
): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = { ...hookPath };
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Convoke",
      version,
      description:
        "Engagements as durable statecharts. Send what happened; read what may happen next. Errors are problem documents (RFC 9457).",
    },
    servers: [{ url: publicUrl }],
    paths: paths as ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token." },
        session: { type: "apiKey", in: "cookie", name: signIn.sessionCookie },
      },
    },
  });
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { success, needs } = operation;
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [operation.tag],
    ...(needs === "anybody" ? { security: [] } : { security: [{ token: [] }, { session: [] }] }),
    requestParams: {
      ...(operation.params === undefined ? {} : { path: operation.params }),
      ...(operation.query === undefined ? {} : { query: operation.query }),
      ...(operation.headers === undefined ? {} : { header: headersOf(operation.headers) }),
    },
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } }),
    ...(operation.bytes === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              operation.bytes.types.map((type) => [
                type,
                { schema: { type: "string" as const, format: "binary" } },
              ]),
            ),
          },
        }),
    responses: {
      [String(success.status)]: {
        description: success.description,
        ...(success.schema === undefined
          ? {}
          : { content: { [success.type ?? "application/json"]: { schema: success.schema } } }),
      },
      ...problemResponses(operation),
    },
  };
}

const headersOf = (headers: Readonly<Record<string, string>>) =>
  z.object(
    Object.fromEntries(
      Object.entries(headers).map(([name, description]) => [
        name,
        z.string().optional().meta({ description }),
      ]),
    ),
  );

function problemResponses(operation: Operation) {
  const codes: ErrorCode[] = [...(operation.problems ?? [])];
  if (operation.needs !== "anybody") codes.push("unauthenticated", "forbidden", "too-many-requests", "busy");
  if (operation.query !== undefined) codes.push("bad-request");
  if (operation.body !== undefined || operation.bytes !== undefined)
    codes.push("bad-request", "invalid", "unsupported-media-type", "payload-too-large");
  return problemsOf(codes);
}

function problemsOf(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, Set<string>>();
  for (const code of codes) {
    const status = statusOf(code);
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [
      String(status),
      {
        description: `${STATUS_CODES[status]}: ${[...found].join(", ")}`,
        content: { "application/problem+json": { schema: problem } },
      },
    ]),
  );
}

/** The door takes bytes, not a schema: what is in them is the vendor's affair. */
const hookPath: Record<string, Record<string, ZodOpenApiOperationObject>> = {
  "/hooks/{source}": {
    post: {
      operationId: "takeDelivery",
      summary: "Deliver a form submission",
      description:
        "For form vendors. The signature is checked over the raw bytes, or the token in `token` or X-Convoke-Token. Repeating a delivery does nothing more.",
      tags: ["hooks"],
      security: [],
      requestParams: {
        path: z.object({
          source: z.string().meta({ description: "Slug or id of the source.", example: "contact" }),
        }),
        query: z.object({
          token: z.string().optional().meta({ description: "Of a source that is not signed." }),
        }),
      },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { type: "object", example: { name: "Ines Duarte", email: "ines@example.org" } },
          },
          "application/x-www-form-urlencoded": { schema: { type: "object" } },
        },
      },
      responses: {
        "200": {
          description: "Kept. Answered after the commit.",
          content: { "application/json": { schema: taken } },
        },
        ...problemsOf([
          "bad-request",
          "unauthenticated",
          "not-found",
          "payload-too-large",
          "unsupported-media-type",
          "busy",
        ]),
      },
    },
  },
};
