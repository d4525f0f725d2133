/** The only place that turns an error's code into a status and a problem document (RFC 9457). */
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, Response } from "express";
import type { ErrorCode } from "../../lib/errors.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Log } from "../../lib/log.ts";
import { isTransient, isUnavailable } from "../../store/database.ts";

const statusByCode: Readonly<Record<ErrorCode, number>> = {
  "bad-request": 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "key-reused": 409,
  refused: 409,
  parked: 409,
  "stale-revision": 412,
  "payload-too-large": 413,
  "unsupported-media-type": 415,
  invalid: 422,
  "machine-threw": 422,
  "too-many-requests": 429,
  definition: 500,
  "snapshot-mismatch": 500,
  "journal-damaged": 500,
  setting: 500,
  sealed: 410,
  busy: 503,
};

export const statusOf = (code: ErrorCode): number => statusByCode[code];

/** Seconds after which it is worth asking again. */
const RETRY_AFTER_S = "2";

export function handleErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = asConvokeError(error);
    if (known === undefined) {
      log.error(
        { err: error, method: request.method, path: request.route?.path },
        "A request failed unforeseen",
      );
      return sendProblem(response, 500, "internal", "Something went wrong here; it has been logged", {});
    }
    const status = statusOf(known.code);
    if (status >= 500) log.warn({ err: known, code: known.code }, "A request could not be served");
    if (status === 503) response.set("Retry-After", RETRY_AFTER_S);
    if (status === 429) response.set("Retry-After", retryAfterOf(known));
    if (status === 401) response.set("WWW-Authenticate", 'Bearer realm="convoke"');
    sendProblem(response, status, known.code, known.message, known.extra);
  };
}

/** Who was counted out is told for how long. */
const retryAfterOf = ({ extra }: ConvokeError): string =>
  typeof extra["retryAfterS"] === "number" ? String(extra["retryAfterS"]) : RETRY_AFTER_S;

function sendProblem(
  response: Response,
  status: number,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>>,
): void {
  const title = STATUS_CODES[status] ?? "Error";
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title, status, detail, code, ...extra }));
}

/** Errors of the body parser and of the database, in our own words. */
function asConvokeError(error: unknown): ConvokeError | undefined {
  if (error instanceof ConvokeError) return error;
  if (isUnavailable(error)) {
    return new ConvokeError("busy", "The database cannot be reached; try again in a moment", {
      cause: error,
    });
  }
  // Somebody holds a lock, perhaps a process that stands still: its transaction is ended before long.
  if (isTransient(error)) {
    return new ConvokeError("busy", "Somebody else is at the same record; try again in a moment", {
      cause: error,
    });
  }
  return error instanceof Error ? asParserError(error) : undefined;
}

/** Express and its body parsers name what went wrong in `type`, and the status they would answer in `status`. */
function asParserError(error: Error & { type?: unknown; status?: unknown; limit?: unknown }) {
  switch (error.type) {
    case "entity.too.large":
      return new ConvokeError("payload-too-large", `The body is larger than ${String(error.limit)} bytes`, {
        cause: error,
      });
    case "encoding.unsupported":
      return new ConvokeError(
        "unsupported-media-type",
        "The Content-Encoding is not known here; expected gzip, deflate, br or none",
        { cause: error },
      );
    case "charset.unsupported":
      return new ConvokeError("unsupported-media-type", "The body must be in UTF-8", { cause: error });
    case "entity.parse.failed":
      return new ConvokeError("bad-request", "The body cannot be read as JSON", {
        cause: error,
        extra: { errors: [{ pointer: "", detail: "expected a JSON object in UTF-8" }] },
      });
  }
  if ("code" in error && String(error.code).startsWith("Z_")) {
    return new ConvokeError("bad-request", "The body is not what its Content-Encoding says", {
      cause: error,
    });
  }
  if (error instanceof URIError) return new ConvokeError("bad-request", "The path is not valid UTF-8");
  const isTheirs = typeof error.status === "number" && error.status >= 400 && error.status < 500;
  return isTheirs
    ? new ConvokeError("bad-request", "The request cannot be read", { cause: error })
    : undefined;
}
