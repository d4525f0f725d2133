/** Components and their style sheets: an undefined class is no error to anybody, it only looks wrong. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../../web/src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).map((name) => join(SRC, name));
const read = (file: string): string => readFileSync(file, "utf8");

const classesOf = (sheet: string): ReadonlySet<string> =>
  new Set(
    [
      ...read(sheet)
        .replaceAll(/:global\([^)]*\)|\/\*[\s\S]*?\*\//g, "")
        .matchAll(/\.([a-zA-Z][\w-]*)/g),
    ].map(([, name = ""]) => name),
  );

/** What each component asks of which sheet. */
const uses = files
  .filter((file) => file.endsWith(".tsx"))
  .flatMap((file) => {
    const text = read(file);
    return [...text.matchAll(/import (\w+) from "([^"]+\.module\.css)"/g)].map(
      ([, name = "", path = ""]) => ({
        file,
        sheet: join(dirname(file), path),
        asked: [...text.matchAll(new RegExp(`\\b${name}\\["([\\w-]+)"\\]`, "g"))].map(([, one = ""]) => one),
      }),
    );
  });

it("every class that a component asks for is in its sheet", () => {
  const missing = uses.flatMap(({ file, sheet, asked }) => {
    const known = classesOf(sheet);
    return asked.filter((one) => !known.has(one)).map((one) => `${relative(SRC, file)}: ${one}`);
  });
  expect(missing).toEqual([]);
});

it("every class of a sheet is asked for by some component", () => {
  const sheets = files.filter((file) => file.endsWith(".module.css"));
  const idle = sheets.flatMap((sheet) => {
    const asked = new Set(uses.filter((one) => one.sheet === sheet).flatMap((one) => one.asked));
    return [...classesOf(sheet)]
      .filter((one) => !asked.has(one))
      .map((one) => `${relative(SRC, sheet)}: ${one}`);
  });
  expect(idle).toEqual([]);
});
