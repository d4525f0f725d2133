/** The bytes of a delivery, before anybody knows whose it is: bounded in memory, whatever is sent. */
import express from "express";
import type { Request, RequestHandler } from "express";
import { ConvokeError } from "../lib/errors.ts";
import { boundaryOf } from "../intake/multipart.ts";
import { withoutFiles } from "../intake/without-files.ts";

/** Larger than any form without files; counted after inflating, so that a small bomb stays small. */
const KEPT_BYTES_MAX = 1024 * 1024;
/** With the files of a form, which are read past and not kept. */
const SENT_BYTES_MAX = 32 * 1024 * 1024;

/** Whose files were left out, because with them they would have been too large to keep. */
const shortened = new WeakSet<Request>();
export const isShortened = (request: Request): boolean => shortened.has(request);

/** Throws `payload-too-large`. */
export function readDeliveryBody(): RequestHandler {
  const readWhole = express.raw({ limit: KEPT_BYTES_MAX, type: () => true });
  return async (request, response, next) => {
    const boundary = multipartBoundary(request);
    if (boundary === undefined || Number(request.headers["content-length"]) <= KEPT_BYTES_MAX)
      return readWhole(request, response, next);
    request.body = await readMultipart(request, boundary);
    next();
  };
}

/** What is compressed is inflated and kept whole, or not at all. */
function multipartBoundary({ headers }: Request): string | undefined {
  const type = headers["content-type"] ?? "";
  const isPlain = (headers["content-encoding"] ?? "identity") === "identity";
  return isPlain && /^multipart\/form-data\b/i.test(type) ? boundaryOf(type) : undefined;
}

/** Whole while it is small; from then on without what is in its files. */
async function readMultipart(request: Request, boundary: string): Promise<Buffer> {
  const rest = withoutFiles(boundary, KEPT_BYTES_MAX);
  let whole: Buffer[] = [];
  let size = Number(request.headers["content-length"]) > SENT_BYTES_MAX ? Infinity : 0;
  try {
    // Whoever is refused hears so before the connection ends.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > SENT_BYTES_MAX) throw tooLarge(`${SENT_BYTES_MAX} bytes with its files`);
      whole.push(chunk);
      if (size <= KEPT_BYTES_MAX) continue;
      if (!whole.every((one) => rest.push(one))) throw tooLarge(`${KEPT_BYTES_MAX} bytes without its files`);
      whole = [];
      shortened.add(request);
    }
  } catch (error) {
    request.resume();
    if (error instanceof ConvokeError) throw error;
    throw new ConvokeError("bad-request", "The body ended before its end", { cause: error });
  }
  return isShortened(request) ? rest.end() : Buffer.concat(whole);
}

const tooLarge = (limit: string): ConvokeError =>
  new ConvokeError("payload-too-large", `The body is larger than ${limit}`);
