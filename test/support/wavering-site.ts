/** A site as networks and restarts leave it: its server goes away and comes back on its port, its streams are cut. */
import type { RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Site } from "./chromium.ts";

const STREAM = "/api/v1/stream";

export interface WaveringSite extends Site {
  /** How many streams are open just now. */
  readonly streams: number;
  /** Cut all streams and let none through, while everything else is answered. */
  cutStreams(): void;
  mendStreams(): void;
  /** Nothing answers any more; every connection breaks. */
  stop(): Promise<void>;
  /** A new server on the same port. */
  restart(): Promise<void>;
}

/** Serve what `make` makes of the site's own address; it is made anew with each restart. */
export async function serveWavering(make: (url: string) => RequestListener): Promise<WaveringSite> {
  const streams = new Set<ServerResponse>();
  let areCut = false;
  let server = createServer();
  let url = "";

  async function start(port: number): Promise<void> {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const answer = make(url);
    server.on("request", (request, response) => {
      if (request.url?.startsWith(STREAM) === true) {
        if (areCut) {
          request.destroy();
          return;
        }
        streams.add(response);
        response.on("close", () => streams.delete(response));
      }
      answer(request, response);
    });
  }
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await start(0);
  return {
    get url() {
      return url;
    },
    get streams() {
      return streams.size;
    },
    cutStreams() {
      areCut = true;
      for (const response of streams) response.destroy();
    },
    mendStreams: () => void (areCut = false),
    stop,
    restart: async () => await start(Number(new URL(url).port)),
    close: stop,
  };
}
