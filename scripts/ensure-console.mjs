/**
 * Builds the console into dist/web, or its gallery of parts into dist/gallery, when their sources are newer. Used by `npm start`
 * and by tests in a browser, several of which may begin at once: the first builds, the others wait.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { newestOf } from "./newest.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const SOURCES = ["web/src", "web/public", "vite.config.ts", "package-lock.json"];
const ABANDONED_MS = 180_000;

/** @returns {string} the folder that the console is served from */
export const ensureConsole = () =>
  ensure({
    name: "console",
    folder: join(dist, "web"),
    page: "index.html",
    sources: [...SOURCES, "web/index.html"],
    mode: "production",
  });

/** @returns {string} the folder of the gallery: `gallery.html` and what it loads from `/console/assets` */
export const ensureGallery = () =>
  ensure({
    name: "gallery",
    folder: join(dist, "gallery"),
    page: "gallery.html",
    sources: [...SOURCES, "web/gallery", "web/gallery.html"],
    mode: "gallery",
  });

/** @param {{ name: string, folder: string, page: string, sources: string[], mode: string }} what */
function ensure({ name, folder, page, sources, mode }) {
  const mark = join(dist, `.${name}-built`);
  const lock = join(dist, `.${name}-building`);
  const isFresh = () =>
    existsSync(mark) && existsSync(join(folder, page)) && newestOf(root, sources) <= statSync(mark).mtimeMs;
  if (isFresh()) return folder;
  mkdirSync(dist, { recursive: true });
  while (!tryLock(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    if (!isFresh()) build({ name, mode, mark });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  return folder;
}

function tryLock(lock) {
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

function build({ name, mode, mark }) {
  console.error(`Building the ${name} …`);
  const startedAt = new Date();
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { status } = spawnSync(process.execPath, [vite, "build", "--mode", mode, "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error(`The ${name} could not be built`);
  writeFileSync(mark, "");
  // A source that was saved during the build counts as newer.
  utimesSync(mark, startedAt, startedAt);
}
