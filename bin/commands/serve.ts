/** `convoke start`, `api` and `worker`: the same house with more or fewer of its parts running. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { offerFirstSignIn } from "../../src/auth/first-sign-in.ts";
import { readConfig } from "../../src/config.ts";
import type { Config } from "../../src/config.ts";
import { searchFor } from "../../src/directory/erasure/search-later.ts";
import { reapplyErasures } from "../../src/directory/erasure/reapply-erasures.ts";
import { createApp, createHealthApp } from "../../src/http/app.ts";
import { ensureDefaults } from "../defaults.ts";
import type { House } from "../house.ts";
import { openHouse } from "../house.ts";
import { listen } from "../listen.ts";
import { readWorkerSettings } from "../worker-settings.ts";
import type { WorkerSettings } from "../workers.ts";
import { ALL_WORK, startWorkers } from "../workers.ts";

export const start = async (): Promise<void> => await serve({ http: true, work: ALL_WORK });
export const api = async (): Promise<void> => await serve({ http: true, work: undefined });
export const worker = async (args: readonly string[]): Promise<void> =>
  await serve({ http: false, work: readWorkerSettings(args) });

/** Beside the built server: dist/web, as seen from dist/bin/parts. */
const CONSOLE = fileURLToPath(new URL("../../web", import.meta.url));

interface Parts {
  readonly http: boolean;
  readonly work: WorkerSettings | undefined;
}

export interface Running {
  readonly url: string;
  readonly signInUrl: string | undefined;
  stop(): Promise<void>;
}

async function serve(parts: Parts): Promise<void> {
  const starting = run(readConfig(), parts);
  let stopping: Promise<void> | undefined;
  // From the first moment on: a start that is broken off must not leave its PostgreSQL behind.
  const stop = (): void => {
    stopping ??= starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  const { url, signInUrl } = await starting;
  const lines = [`Convoke is ready at ${url}`];
  if (signInUrl !== undefined)
    lines.push(`Sign in as the first administrator (once, for 15 minutes): ${signInUrl}`);
  console.log(lines.join("\n"));
}

/** Open the house and run the parts asked for. */
export async function run(config: Config, parts: Parts): Promise<Running> {
  const house = await openHouse(config);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.toReversed()) await end();
    await house.close();
  };
  try {
    await ensureDefaults(house);
    await eraseAgain(house);
    const listening = await listen(config.port, config.host);
    stops.push(() => listening.close());
    // Those who listen would hold up the drain: they are told to come back, which is to another process.
    stops.push(() => Promise.resolve(house.stream.end()));
    const url = config.publicUrl ?? `http://${reachable(config.host)}:${listening.port}`;
    const http = { ...house, publicUrl: url, isVirtual: config.isVirtual };
    listening.serve(parts.http ? createApp(http, version, CONSOLE) : createHealthApp(http));
    if (parts.work !== undefined) stops.push(await startWorkers(house, url, parts.work));
    house.relay.start();
    stops.push(() => house.relay.stop());
    const token = parts.http ? await offerFirstSignIn(house.db, await house.engine.now()) : undefined;
    return { url, signInUrl: token === undefined ? undefined : `${url}/sign-in/${token}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whoever was erased stays erased, also when the database is a backup from before. */
async function eraseAgain({ erasing, log }: House): Promise<void> {
  const { erasedAgain, listed } = await reapplyErasures(erasing);
  if (erasedAgain > 0)
    log.warn({ erasedAgain, listed }, "People who had been erased were there again, and were erased");
  const searches = await searchFor(erasing);
  if (searches > 0)
    log.warn({ searches }, "Searches after erasures that were broken off have been made up for");
}

/** An address that listens everywhere is reached here by its loopback name. */
const reachable = (host: string): string =>
  host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;

const { version } = createRequire(import.meta.url)(packageFile()) as { version: string };

/** The package file lies beside `bin` in the sources and one folder further up in the build. */
function packageFile(): string {
  const isBuilt = import.meta.url.includes("/dist/bin/");
  return isBuilt ? "../../../package.json" : "../../package.json";
}
