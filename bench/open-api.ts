import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import { ensureDefaults } from "../bin/defaults.ts";
import type { House } from "../bin/house.ts";
import { openHouse } from "../bin/house.ts";
import { readConfig } from "../src/config.ts";
import { createApp } from "../src/http/app.ts";
import { createLog } from "../src/lib/log.ts";
import { prepareBackend } from "../src/queue/backend.ts";
import { createMaster, generateMasterKey } from "../src/seal/master.ts";
import type { Server } from "./stage.ts";

export interface OpenApi {
  readonly house: House;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** What `convoke api` runs, on the real clock: HTTP and engine, no workers; `web` is the built console's folder. */
export async function openApi(connection: Server, web?: string): Promise<OpenApi> {
  const publicUrl = "http://127.0.0.1";
  const config = readConfig({
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: "error",
    // All load comes from one address; counted all the same, so that the counting is measured along.
    HOOKS_PER_ADDRESS: "100000000",
    HOOKS_PER_SOURCE: "100000000",
    HOOKS_IN_ALL: "100000000",
  });
  const queue = { kind: "postgres" as const, connection };
  const house = await openHouse(config, {
    log: createLog("error"),
    backing: {
      connection,
      queue,
      master: createMaster(generateMasterKey()),
      prepare: () => prepareBackend(queue),
      stop: () => Promise.resolve(),
    },
  });
  await ensureDefaults(house);
  const listening = await listenTo(createApp({ ...house, publicUrl, isVirtual: false }, "0.0.0", web));
  return {
    house,
    port: listening.port,
    async close() {
      await listening.close();
      await house.relay.stop();
      await house.close();
    },
  };
}

/** Serve on a free port of the loopback interface. */
export async function listenTo(
  handler: RequestListener,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
