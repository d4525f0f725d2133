/** Many requests of one house over real HTTP: one port for the file, connections that stay open. */
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import type { Operation } from "../../src/http/operation.ts";
import type { Caller, TestHouse } from "./house.ts";

export interface Answer {
  readonly status: number;
  // What a test expects of it, it looks for itself.
  readonly body: Record<string, unknown>;
}

type Ask = (
  caller: Pick<Caller, "token"> | undefined,
  method: Operation["method"],
  path: string,
  body?: object,
) => Promise<Answer>;

/** Call it after `testHouse`, at the top of the file. */
export function quickCalls(house: TestHouse): Ask {
  let server: Server | undefined;
  let base = "";

  beforeAll(async () => {
    const opened = createServer(house.app);
    // A busy machine keeps a connection waiting for longer than the default, which would end it under the next call.
    opened.keepAliveTimeout = 120_000;
    await new Promise<void>((resolve) => opened.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(opened.address() as AddressInfo).port}`;
    server = opened;
  });
  afterAll(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });

  return async (caller, method, path, body) => {
    const response = await fetch(base + path, {
      method: method.toUpperCase(),
      headers: {
        ...(caller === undefined ? {} : { authorization: `Bearer ${caller.token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.headers.get("content-type")?.startsWith("text/event-stream") === true) {
      await response.body?.cancel();
      return { status: response.status, body: {} };
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, body: isJson && text !== "" ? JSON.parse(text) : { text } };
  };
}
