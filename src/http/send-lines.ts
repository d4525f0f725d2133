/** Text that is made while it is sent, so that no list is too long to take away and a slow reader is waited for. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { Log } from "../lib/log.ts";

/**
 * The first piece is made before anything is sent: what fails there is answered as any failure is. Later ones cut the
 * connection, so that nobody takes half a file for the whole.
 */
export async function sendLines(response: Response, lines: AsyncIterable<string>, log: Log): Promise<void> {
  const pieces = lines[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return void response.end();
  const rest = { [Symbol.asyncIterator]: () => pieces };
  async function* all(): AsyncGenerator<string> {
    yield String(first.value);
    yield* rest;
  }
  try {
    await pipeline(Readable.from(all()), response);
  } catch (error) {
    // Whoever closed the connection has stopped the download, which is their right.
    const isStopped =
      error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
    if (!isStopped) log.warn({ err: error }, "An export broke off");
  }
}
