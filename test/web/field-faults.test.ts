/** Every sentence about a field that the server may say has French words. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { fieldProblems } from "../../src/lib/field-problems.ts";
import { faultInFrench } from "../../web/src/form/faults-in-french.ts";

const ROOT = join(import.meta.dirname, "../..");
/** Said to whoever installs or runs Convoke, or to programs: never beside a field of the console. */
const NOT_IN_FORMS = [
  "src/config.ts",
  "src/queue/",
  "src/http/middleware/",
  "src/intake/adapters/googleforms.ts",
  "src/contract/reasons.ts",
];

/** With a value in place of whatever is put in. */
function sentencesIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, plain, template]) => plain ?? template?.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "42") ?? "")
    .filter((said) => /^(?:[^;]{1,60}; )?expected \S/.test(said));
}

it("what the source says of a field", () => {
  const files = ["src", "workflows"]
    .flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true }).map((file) => join(room, String(file))),
    )
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .filter((file) => !NOT_IN_FORMS.some((one) => file.startsWith(one)));
  const said = new Set(files.flatMap(sentencesIn));
  expect(said.size).toBeGreaterThan(90);
  const silent = [...said].filter((one) => /\b(?:expected|such as)\b/.test(faultInFrench(one) ?? one));
  expect(silent).toEqual([]);
});

it.each([
  ["text", z.string(), 1, "attendu : du texte"],
  ["something missing", z.object({ a: z.number() }), {}, "manque ; attendu : un nombre"],
  ["a short text", z.string().min(3), "ab", "attendu : au moins 3 caractères"],
  ["a long text", z.string().max(1), "ab", "attendu : au plus 1 caractère"],
  ["a list", z.array(z.string()).max(1), ["a", "b"], "attendu : au plus 1 élément"],
  ["a small number", z.number().min(5), 2, "attendu : 5 ou plus"],
  ["an address", z.email(), "x", "attendu : une adresse e-mail comme ines@example.org"],
  ["a choice", z.enum(["a", "b"]), "c", "attendu : l’un de a, b"],
  ["one way or the other", z.union([z.string(), z.null()]), 1, "attendu : du texte, ou rien"],
  ["an id", z.uuid(), "x", "attendu : un UUID comme 01a20335-7b09-75f0-87fb-107aea84417c"],
  [
    "a field that is not known",
    z.strictObject({ a: z.string().optional() }),
    { b: 1 },
    "n’est pas un champ connu ici ; attendu : a",
  ],
])("what a schema finds: %s", (_, schema: z.ZodType, value, french) => {
  const { error } = schema.safeParse(value);
  const [first] = fieldProblems(error ?? new z.ZodError([]));
  expect(faultInFrench(first?.detail ?? "")?.replaceAll(/[\u00a0\u202f]/g, " ")).toBe(french);
});
