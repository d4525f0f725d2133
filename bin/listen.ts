import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import { ConvokeError } from "../src/lib/errors.ts";

export interface Listening {
  readonly port: number;
  /** Begin to answer; until then every request is told to come back. */
  serve(handler: RequestListener): void;
  /** Take no more connections, let running requests end. */
  close(): Promise<void>;
}

/** A vendor that trickles its request, or never ends it, holds a socket, not a process. */
export interface Patience {
  /** From the first byte to the last. */
  readonly requestMs: number;
  readonly headersMs: number;
  /** How often is looked who takes too long. */
  readonly lookMs: number;
}
const PATIENCE: Patience = { requestMs: 30_000, headersMs: 10_000, lookMs: 2_000 };
/** Requests still running after this are cut. */
const DRAIN_MS = 10_000;

/** Open the port. Throws `setting` when it is taken or not ours to take. */
export async function listen(
  port: number,
  host: string,
  { requestMs, headersMs, lookMs }: Patience = PATIENCE,
): Promise<Listening> {
  let handler: RequestListener = (_request, response) => {
    response.writeHead(503, { "Retry-After": "1" }).end();
  };
  let isClosing = false;
  const timeouts = {
    requestTimeout: requestMs,
    headersTimeout: headersMs,
    connectionsCheckingInterval: lookMs,
  };
  const server = createServer(timeouts, (request, response) => {
    // A client that keeps its connection busy would hold up the drain, and be cut in the middle of a request.
    if (isClosing) response.shouldKeepAlive = false;
    handler(request, response);
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new ConvokeError("setting", whatIsWrong(code, port, host), { cause: error });
  }
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    serve(app) {
      handler = app;
    },
    async close() {
      const closed = once(server, "close");
      isClosing = true;
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** It is the address that is not ours, or the port on it. */
function whatIsWrong(code: string, port: number, host: string): string {
  return ["ENOTFOUND", "EADDRNOTAVAIL", "EAI_AGAIN", "EINVAL"].includes(code)
    ? `HOST: expected an address of this machine, but ${host} answered ${code}`
    : `PORT: expected a free port on HOST ${host}, but ${port} answered ${code}`;
}
