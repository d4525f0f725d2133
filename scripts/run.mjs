/**
 * `npm start` on a fresh clone: install, build, then run the command in this same process, so that a signal reaches it
 * without a go-between; the scripts of package.json say `exec` for the same reason. Everything before the command writes to stderr only.
 */
import { existsSync, statSync, utimesSync, writeFileSync } from "node:fs";
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
await ensureBuilt();
ensureConsole();
process.argv = [process.execPath, command, ...process.argv.slice(2)];
await import(pathToFileURL(command).href);

async function ensureBuilt() {
  const sources = ["bin", "src", "workers", "workflows"];
  const settings = ["package-lock.json", "tsconfig.json", "scripts/build-server.mjs"];
  if (
    existsSync(mark) &&
    existsSync(command) &&
    newestOf(root, [...sources, ...settings]) <= statSync(mark).mtimeMs
  )
    return;

  console.error("Building …");
  const startedAt = new Date();
  try {
    // Only now: what it builds with may just have been installed.
    const { buildServer } = await import("./build-server.mjs");
    await buildServer(dist);
  } catch (error) {
    console.error(error);
    console.error("The build failed.");
    process.exit(1);
  }
  writeFileSync(mark, "");
  // A source that was saved during the build counts as newer.
  utimesSync(mark, startedAt, startedAt);
}
