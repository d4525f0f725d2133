/** What a browser fetches for the first screen, by the manifest of the build: the entry, Today and the words of one language. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ensureConsole } from "../../scripts/ensure-console.mjs";

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const KIB = 1_024;
const SCRIPTS_MAX = 260 * KIB;
const STYLES_MAX = 16 * KIB;
const FONT_MAX = 48 * KIB;

let folder = "";
let page = "";
let chunks: Readonly<Record<string, Chunk>> = {};

beforeAll(() => {
  folder = ensureConsole();
  page = readFileSync(join(folder, "index.html"), "utf8");
  chunks = JSON.parse(readFileSync(join(folder, ".vite", "manifest.json"), "utf8")) as typeof chunks;
}, 120_000);

function gather(name: string, files: Set<string>): void {
  const chunk = chunks[name];
  if (chunk === undefined) throw new Error(`The build has no ${name}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const imported of chunk.imports ?? []) gather(imported, files);
}

function bytes(files: ReadonlySet<string>, ending: string): number {
  const own = [...files].filter((file) => file.endsWith(ending));
  return own.reduce((sum, file) => sum + statSync(join(folder, `${file}.gz`)).size, 0);
}

describe("the first screen", () => {
  it.each(["en", "fr"])("is light to fetch in %s (gzip)", (language) => {
    const files = new Set<string>();
    for (const name of ["index.html", `src/catalogues/${language}/index.ts`]) gather(name, files);
    expect(bytes(files, ".js")).toBeLessThan(SCRIPTS_MAX);
    expect(bytes(files, ".css")).toBeLessThan(STYLES_MAX);
    // Neither charts nor forms come before somebody asks for them.
    expect([...files].join(" ")).not.toMatch(/recharts|InputBase/);
  });

  it("has one font of its own, asked for with the page", () => {
    const font = Object.values(chunks).find(({ file }) => file.endsWith(".woff2"))?.file ?? "";
    expect(statSync(join(folder, font)).size).toBeLessThan(FONT_MAX);
    expect(page).toContain(`href="/console/${font}"`);
  });

  it.each(["en", "fr"])("asks for the words of %s with the page", (language) => {
    expect(page).toContain(`/console/${chunks[`src/catalogues/${language}/index.ts`]?.file}`);
  });
});
