/**
 * `npm start` on a fresh clone: install, build, then run the command in this same process, so that a signal reaches it
 * without a go-between; the scripts of package.json say `exec` for the same reason. Everything before the command writes to stderr only.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { ensureConsole } from "./ensure-console.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { newestOf } from "./newest.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const mark = join(dist, ".built");
const command = join(dist, "bin", "convoke.js");

ensureInstalled();
ensureBuilt();
ensureConsole();
process.argv = [process.execPath, command, ...process.argv.slice(2)];
await import(pathToFileURL(command).href);

function ensureBuilt() {
  const sources = ["bin", "src", "workers", "workflows"];
  const settings = ["package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  if (
    existsSync(mark) &&
    existsSync(command) &&
    newestOf(root, [...sources, ...settings]) <= statSync(mark).mtimeMs
  )
    return;

  console.error("Building …");
  // What was deleted from the sources must not live on in the build. The console beside them has a build of its own.
  const startedAt = new Date();
  for (const source of sources) rmSync(join(dist, source), { recursive: true, force: true });
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) {
    console.error("The build failed.");
    process.exit(status ?? 1);
  }
  mkdirSync(dist, { recursive: true });
  writeFileSync(mark, "");
  // A source that was saved during the build counts as newer.
  utimesSync(mark, startedAt, startedAt);
}
