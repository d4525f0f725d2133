/** `npm run bench [name…] [--json [file]]`: everything compared in one run on this machine. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Benchmark, Line, Settings } from "./benchmark.ts";
import { burst } from "./benchmarks/burst.ts";
import { consoleBudgets } from "./benchmarks/console.ts";
import { directory } from "./benchmarks/directory.ts";
import { engine } from "./benchmarks/engine.ts";
import { history } from "./benchmarks/history.ts";
import { hot } from "./benchmarks/hot.ts";
import { http } from "./benchmarks/http.ts";
import { imports } from "./benchmarks/import.ts";
import { intake } from "./benchmarks/intake.ts";
import { lifecycle } from "./benchmarks/lifecycle.ts";
import { soak } from "./benchmarks/soak.ts";
import { start } from "./benchmarks/start.ts";
import { timers } from "./benchmarks/timers.ts";
import { describeMachine } from "./machine.ts";
import { tableOf } from "./report.ts";
import { setStage } from "./stage.ts";

const benchmarks: Readonly<Record<string, Benchmark>> = {
  engine,
  hot,
  http,
  intake,
  burst,
  import: imports,
  history,
  timers,
  lifecycle,
  directory,
  console: consoleBudgets,
  soak,
  start,
};

const USAGE = `npm run bench [name…] -- [--json [file]] [--rounds 3] [--seconds 3, of soak 60] [--senders 1,16,64,256] [--alone]
names: ${Object.keys(benchmarks).join(", ")}`;

const { names, settings, json } = readArguments();
const say = (text: string): void => console.error(text);
const root = process.cwd();

const stage = await setStage(root);
const machine = describeMachine(root, stage.postgresVersion);
const failed: string[] = [];
const measured: Record<string, readonly Line[]> = {};
try {
  for (const name of names) {
    say(`${name} …`);
    try {
      measured[name] = (await benchmarks[name]?.(stage, settings, say)) ?? [];
    } catch (error) {
      // The figures of the others took minutes to get.
      failed.push(name);
      say(`  failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
} finally {
  await stage.stop();
}

const report = { machine, benchmarks: measured };
const text = JSON.stringify(report, null, 2);
if (json === "-") console.log(text);
else {
  console.log(tableOf(report));
  if (json !== undefined) writeFileSync(json, `${text}\n`);
}
// Peers and queues may have left handles behind; all that matters is closed.
process.exit(failed.length > 0 ? 1 : 0);

function readArguments(): { names: readonly string[]; settings: Settings; json: string | undefined } {
  const { values, positionals } = parseArgs({
    args: withJsonFile(process.argv.slice(2)),
    allowPositionals: true,
    options: {
      json: { type: "string" },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string" },
      senders: { type: "string", default: "1,16,64,256" },
      alone: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
  if (values.help || unknown.length > 0) {
    console.error(unknown.length > 0 ? `No benchmark is called ${unknown.join(", ")}.\n${USAGE}` : USAGE);
    process.exit(unknown.length > 0 ? 2 : 0);
  }
  return {
    names: positionals.length > 0 ? positionals : Object.keys(benchmarks),
    json: values.json,
    settings: {
      rounds: Number(values.rounds),
      seconds: Number(values.seconds ?? 3),
      soakSeconds: Number(values.seconds ?? 60),
      senders: values.senders.split(",").map(Number),
      isAlone: values.alone,
    },
  };
}

/** `--json` alone means standard output. */
function withJsonFile(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const isBare = arg === "--json" && !(args[index + 1] ?? "").endsWith(".json");
    return isBare ? ["--json", "-"] : [arg];
  });
}
