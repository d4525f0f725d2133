/**
 * Builds the console into dist/web when its sources are newer. Used by `npm start` and by tests in a browser, several of which may
 * begin at once: the first builds, the others wait.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { newestOf } from "./newest.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const mark = join(dist, ".console-built");
const lock = join(dist, ".console-building");
const folder = join(dist, "web");
const SOURCES = ["web/src", "web/public", "web/index.html", "vite.config.ts", "package-lock.json"];
const ABANDONED_MS = 180_000;

/** @returns {string} the folder that the console is served from */
export function ensureConsole() {
  if (isFresh()) return folder;
  mkdirSync(dist, { recursive: true });
  while (!tryLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    if (!isFresh()) build();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  return folder;
}

const isFresh = () =>
  existsSync(mark) &&
  existsSync(join(folder, "index.html")) &&
  newestOf(root, SOURCES) <= statSync(mark).mtimeMs;

function tryLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    // Whoever held it may have been killed.
    const heldSince = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - heldSince > ABANDONED_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function build() {
  console.error("Building the console …");
  const startedAt = new Date();
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { status } = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error("The console could not be built");
  writeFileSync(mark, "");
  // A source that was saved during the build counts as newer.
  utimesSync(mark, startedAt, startedAt);
}
