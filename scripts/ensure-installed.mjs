/**
 * Installs the dependencies when they are missing or not those of the lock file. Uses only what Node carries, since it
 * runs before anything is installed. Run alone, it is what `npm test` does first.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const mark = join(modules, ".convoke-lock-hash");

export function ensureInstalled() {
  refuseOldNode();
  const wanted = hashOfLock();
  if (isInstalled(wanted)) return;

  console.error("Installing the dependencies (npm ci) …");
  // Inside `npm start`, npm says where it is itself; `npm` need not be on the path.
  const npm = process.env.npm_execpath;
  const [program, ...args] = npm?.endsWith(".js") ? [process.execPath, npm] : ["npm"];
  const install = ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  const { status, error } = spawnSync(program, [...args, ...install], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`The dependencies could not be installed${error ? `: ${error.message}` : ""}.`);
    process.exit(status ?? 1);
  }
  writeFileSync(mark, wanted);
}

/** Like `engines` in package.json, which npm only warns about. */
function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isSupported) return;
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  console.error(`Convoke runs on Node ${engines.node}; this is Node ${process.versions.node}.`);
  process.exit(1);
}

function hashOfLock() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** Somebody who ran npm by hand left no mark; then npm's own record of what it installed is compared. */
function isInstalled(wanted) {
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted)
    return existsSync(join(modules, ".package-lock.json"));
  if (!isSameAsRecord()) return false;
  writeFileSync(mark, wanted);
  return true;
}

function isSameAsRecord() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record)) return false;
  const { packages: installed } = JSON.parse(readFileSync(record, "utf8"));
  const { packages: locked } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

  // Optional packages are left out where they do not fit the platform.
  return Object.entries(locked).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
