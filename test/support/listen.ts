/** Listens to the stream of a house over real HTTP, as a browser does. */
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RequestListener } from "node:http";
import { afterAll, expect } from "vitest";
import { eventually } from "./eventually.ts";
import type { Caller } from "./house.ts";

interface Message {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Ear {
  /** In the order they came. */
  readonly heard: Message[];
  /** Of one chart, the revisions it was told of. */
  revisionsOf(id: string): unknown[];
  /** Wait for a message of this kind, about this chart if one is named. */
  hears(event: string, id?: string): Promise<Message>;
  /** Resolves when the other side has ended it. */
  readonly ended: Promise<void>;
  hangUp(): Promise<void>;
}

interface Port {
  listen(
    caller: Pick<Caller, "token">,
    after?: { readonly id?: string; readonly query?: string },
  ): Promise<Ear>;
}

const servers: Server[] = [];

/** Open a port for the app, until the file's tests are over. */
export async function openPort(app: RequestListener): Promise<Port> {
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async listen({ token }, { id, query } = {}) {
      const hanging = new AbortController();
      const response = await fetch(`${base}/api/v1/stream${query === undefined ? "" : `?after=${query}`}`, {
        headers: { authorization: `Bearer ${token}`, ...(id === undefined ? {} : { "last-event-id": id }) },
        signal: hanging.signal,
      });
      expect(response.status, await refusalOf(response)).toBe(200);
      const heard: Message[] = [];
      const ended = readInto(heard, response).catch(() => undefined);
      const ear: Ear = {
        heard,
        ended,
        revisionsOf: (one) =>
          heard
            .filter(({ event, data }) => event === "change" && data["id"] === one)
            .map(({ data }) => data["revision"]),
        hears: async (event, one) =>
          await eventually(() => {
            const found = heard.find(
              (each) => each.event === event && (one === undefined || each.data["id"] === one),
            );
            if (found === undefined)
              throw new Error(`Not heard: ${event} ${one ?? ""} in ${JSON.stringify(heard)}`);
            return found;
          }),
        async hangUp() {
          hanging.abort();
          await ended;
        },
      };
      await ear.hears("ready");
      return ear;
    },
  };
}

afterAll(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const refusalOf = async (response: Response): Promise<string> => (response.ok ? "" : await response.text());

async function readInto(heard: Message[], response: Response): Promise<void> {
  let text = "";
  for await (const bytes of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += bytes as string;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      const event = field("event");
      if (event !== undefined)
        heard.push({ event, id: field("id"), data: JSON.parse(field("data") ?? "{}") });
    }
  }
}
