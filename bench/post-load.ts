/**
 * The client of the HTTP benchmarks, in a thread of its own on the same cores. It speaks just enough HTTP/1.1 over
 * keep-alive sockets to cost next to nothing beside the server.
 */
import { createHmac, randomUUID } from "node:crypto";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { Round } from "./measure.ts";
import { roundOf } from "./measure.ts";

export interface Load {
  readonly port: number;
  readonly connections: number;
  /** For so long; or, until so many requests were answered. */
  readonly seconds?: number;
  readonly requests?: number;
  /** One of them at random for each request. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** `$ID` becomes a new id in each request. */
  readonly body: string;
  /** Signs each body as Typeform does. */
  readonly secret?: string;
}

/** Post at full speed from another thread. Throws when an answer is not 2xx. */
export async function postLoad(load: Load): Promise<Round> {
  const worker = new Worker(new URL(import.meta.url), { workerData: load });
  return await new Promise<Round>((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as Load));

async function run(load: Load): Promise<Round> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + (load.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  let left = load.requests ?? Number.POSITIVE_INFINITY;
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const socket = connect({ port: load.port, host: "127.0.0.1", noDelay: true });
      try {
        for (let at = performance.now(); at < endsAt && left > 0;) {
          left -= 1;
          await exchange(socket, requestOf(load));
          const now = performance.now();
          latencies.push(now - at);
          at = now;
        }
      } finally {
        socket.destroy();
      }
    }),
  );
  return roundOf(latencies, performance.now() - startedAt);
}

function requestOf({ paths, headers, body, secret, port }: Load): string {
  const id = randomUUID();
  const sent = body.replaceAll("$ID", id);
  const all: Record<string, string> = {
    Host: `127.0.0.1:${port}`,
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(sent)),
    ...headers,
  };
  if (secret === undefined) all["Idempotency-Key"] = id;
  else all["Typeform-Signature"] = `sha256=${createHmac("sha256", secret).update(sent).digest("base64")}`;
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const path = paths[Math.floor(Math.random() * paths.length)] ?? "/";
  return `POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n${sent}`;
}

/** Write one request and wait for the whole answer. */
async function exchange(socket: Socket, request: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let answer = "";
    const settle = (error?: Error): void => {
      socket.off("data", take);
      socket.off("error", settle);
      socket.off("close", hungUp);
      if (error === undefined) resolve();
      else reject(error);
    };
    const hungUp = (): void => settle(new Error("The server hung up"));
    const take = (chunk: Buffer): void => {
      answer += chunk.toString("latin1");
      const end = answer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? "0");
      if (answer.length < end + 4 + length) return;
      const isGood = answer.startsWith("HTTP/1.1 2");
      settle(
        isGood
          ? undefined
          : new Error(`The server answered ${answer.slice(0, 12)}: ${answer.slice(end + 4)}`),
      );
    };
    socket.on("data", take);
    socket.on("error", settle);
    socket.on("close", hungUp);
    socket.write(request);
  });
}
