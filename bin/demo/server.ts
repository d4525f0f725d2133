/** A real Convoke for the time of the demo: its own temporary folder, its own port, a virtual clock. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../src/config.ts";
import { newToken } from "../../src/seal/tokens.ts";
import type { Running } from "../commands/serve.ts";
import { run } from "../commands/serve.ts";
import { ALL_WORK } from "../workers.ts";

export interface DemoServer {
  readonly url: string;
  readonly adminToken: string;
  /** Stop it and start it again over the same data, at the same address. */
  restart(): Promise<void>;
  /** Stop it and remove all it kept; the second time waits for the first. */
  end(): Promise<void>;
}

export async function startServer(clockStart: Date): Promise<DemoServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "convoke-demo-"));
  const remove = async (): Promise<void> => await rm(dataDir, { recursive: true, force: true });
  const config: Config = {
    dataDir,
    port: 0,
    host: "127.0.0.1",
    publicUrl: undefined,
    databaseUrl: undefined,
    redisUrl: undefined,
    masterKey: undefined,
    previousMasterKey: undefined,
    adminToken: newToken("cvk"),
    smtpUrl: undefined,
    mailFrom: "Partners in Prevention <office@partners.example>",
    inbound: {
      domain: undefined,
      port: undefined,
      host: "127.0.0.1",
      perAddress: 300,
      tls: undefined,
      trustedHost: undefined,
    },
    archiveAfterDays: undefined,
    isVirtual: true,
    isTemporary: true,
    clockStart,
    logLevel: "error",
    access: {
      oidc: undefined,
      proxies: 0,
      origins: [],
      hooks: { perAddress: Infinity, perSource: Infinity, inAll: Infinity },
    },
  };

  let running: Running;
  try {
    running = await run(config, { http: true, work: ALL_WORK });
  } catch (error) {
    await remove();
    throw error;
  }
  const { url } = running;
  let ending: Promise<void> | undefined;
  return {
    url,
    adminToken: config.adminToken ?? "",
    async restart() {
      await running.stop();
      running = await run({ ...config, port: Number(new URL(url).port) }, { http: true, work: ALL_WORK });
    },
    async end() {
      ending ??= running.stop().finally(remove);
      await ending;
    },
  };
}
