import type { RequestHandler } from "express";
import { ConvokeError } from "../../lib/errors.ts";

/** The last handler of a path: whatever its own handlers did not take is told what they would. */
export function allowOnly(...methods: readonly string[]): RequestHandler {
  const allowed = (methods.includes("GET") ? [...methods, "HEAD"] : [...methods]).toSorted().join(", ");
  return (request, response) => {
    response.set("Allow", allowed);
    if (request.method === "OPTIONS") return void response.status(204).end();
    throw new ConvokeError(
      "method-not-allowed",
      `${request.method} is not possible here; expected ${allowed}`,
    );
  };
}
