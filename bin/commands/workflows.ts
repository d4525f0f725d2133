/** `convoke workflows check|migrate|lock`: versions of charts that instances are running on. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { checkVersions } from "../../src/engine/check-versions.ts";
import type { Fate } from "../../src/engine/check-versions.ts";
import { extendLock } from "../../src/engine/definition-lock.ts";
import { migrateAll } from "../../src/engine/migrate-all.ts";
import { createRegistry } from "../../src/engine/registry.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { workflows as definitions } from "../../workflows/index.ts";
import { withHouse } from "../with-house.ts";

const USAGE = `Expected one of:
  convoke workflows check [workflow]                  dry run over every live instance
  convoke workflows migrate <workflow> [--per-second n]  move live instances to the newest version
  convoke workflows lock [--replace]                  write workflows/lock.json (in a source tree)`;

export async function workflows(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      "per-second": { type: "string", default: "50" },
      replace: { type: "boolean", default: false },
    },
  });
  const [verb, workflow] = positionals;
  if (verb === "check") return await check(workflow);
  if (verb === "migrate" && workflow !== undefined)
    return await migrate(workflow, Number(values["per-second"]));
  if (verb === "lock") return await lock(values.replace);
  throw new ConvokeError("setting", USAGE);
}

async function check(workflow: string | undefined): Promise<void> {
  const fates = await withHouse(({ engine }) => checkVersions(engine, workflow));
  const failures = fates.reduce((sum, fate) => sum + fate.failures, 0);
  for (const fate of fates) console.log(line(fate));
  console.log(
    failures === 0 ? "Every live instance is in order." : `${failures} live instances need a look.`,
  );
  if (failures > 0) process.exitCode = 1;
}

function line({ workflow, version, newest, state, count, failures, named }: Fate): string {
  const what = newest === version ? "stays" : `to version ${newest}`;
  const head = `${workflow}@${version}  ${state.padEnd(24)} ${String(count).padStart(7)} ${what}`;
  const rest = named.map(({ id, reason }) => `    ${id}: ${reason}`);
  return [failures === 0 ? head : `${head}, ${failures} cannot`, ...rest].join("\n");
}

async function migrate(workflow: string, perSecond: number): Promise<void> {
  if (!(perSecond > 0)) throw new ConvokeError("setting", "--per-second: expected a number above 0");
  const { migrated, failed } = await withHouse(({ engine }) =>
    migrateAll(engine, {
      workflow,
      perSecond,
      onEach: (id, problem) => {
        if (problem !== undefined) console.error(`${id}: ${problem}`);
      },
    }),
  );
  console.log(`Migrated ${migrated}; ${failed} stay as they are.`);
  if (failed > 0) process.exitCode = 1;
}

const LOCK = "workflows/lock.json";

async function lock(replace: boolean): Promise<void> {
  const before: unknown = JSON.parse(await readFile(LOCK, "utf8").catch(() => "{}"));
  const after = extendLock(before, createRegistry(definitions).all(), replace);
  await writeFile(LOCK, `${JSON.stringify(after, null, 2)}\n`);
  console.log(`${LOCK} holds ${Object.keys(after).join(", ")}.`);
}
