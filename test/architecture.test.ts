/**
 * The architecture, as tables. Every import that they forbid, and every one that they allow, is planted in a scratch
 * folder and linted with the rules of this repository: a rule that does not bite is worthless.
 */
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import { temporaryFolder } from "./support/temporary-folder.ts";

const everyRoom = [
  "bin",
  "web",
  "workers",
  "src/http",
  "src/auth",
  "src/intake",
  "src/screening",
  "src/documents",
  "src/directory",
  "src/audit",
  "src/engine",
  "src/queue",
  "src/store",
  "src/machine",
  "src/contract",
  "src/lib",
  "src/seal",
  "workflows",
] as const;
type Room = (typeof everyRoom)[number];

const foundation = [
  "src/audit",
  "src/engine",
  "src/queue",
  "src/store",
  "src/machine",
  "src/contract",
  "src/lib",
  "src/seal",
  "workflows",
] as const;
const doors = ["src/intake", "src/screening", "src/documents", "src/directory"] as const;

/** Which other rooms a room may import. Everything points down. */
const mayImport: Record<Room, readonly Room[]> = {
  bin: everyRoom,
  web: ["src/contract"],
  // No SQL in a worker, and no HTTP server.
  workers: ["src/auth", ...doors, ...foundation.filter((room) => room !== "src/store")],
  "src/http": ["src/auth", ...doors, ...foundation],
  "src/auth": [...doors, ...foundation],
  "src/intake": foundation,
  "src/screening": foundation,
  "src/documents": foundation,
  "src/directory": foundation,
  "src/audit": foundation.filter((room) => room !== "src/audit"),
  "src/engine": ["src/queue", "src/store", "src/machine", "src/contract", "src/lib", "src/seal", "workflows"],
  "src/queue": ["src/store", "src/machine", "src/contract", "src/lib", "src/seal", "workflows"],
  "src/store": ["src/machine", "src/contract", "src/lib", "src/seal", "workflows"],
  "src/machine": ["src/contract", "src/lib", "src/seal", "workflows"],
  "src/contract": ["workflows"],
  "src/lib": [],
  "src/seal": ["src/lib"],
  workflows: [],
};

/** Packages that not every room may import. */
const importedBy: Record<string, readonly Room[]> = {
  pg: ["src/store"],
  kysely: ["src/store"],
  bullmq: ["src/queue"],
  ioredis: ["src/queue"],
  xstate: ["src/machine", "workflows"],
  express: ["src/http"],
  helmet: ["src/http"],
  "swagger-ui-dist": ["src/http"],
  nodemailer: ["workers"],
  "better-auth": ["src/auth"],
  "@better-auth/passkey": ["src/auth"],
  "node:crypto": ["src/seal", "src/lib", "src/machine", "src/intake", "src/store"],
  crypto: ["src/seal", "src/lib", "src/machine", "src/intake", "src/store"],
  "node:process": [],
  process: [],
  "node:fs/promises": everyRoom.filter((room) => !["web", "src/contract", "workflows"].includes(room)),
  luxon: everyRoom.filter((room) => !["src/contract", "workflows"].includes(room)),
  zod: everyRoom,
};

/** What pure rooms do without. */
const impure = [
  "Date.now()",
  "new Date()",
  "Math.random()",
  "crypto.randomUUID()",
  "fetch('')",
  "process.pid",
  "performance.now()",
  "setTimeout(() => {}, 1)",
  "setInterval(() => {}, 1)",
  "setImmediate(() => {})",
  "queueMicrotask(() => {})",
  "globalThis",
  "console.log()",
];

/** One planted line: who plants it, what it says, and whether the linter should refuse it. */
interface Planted {
  readonly file: string;
  readonly line: string;
  readonly why: string;
  readonly isRefused: boolean;
}

const planted: Planted[] = [
  ...everyRoom.flatMap((from) => everyRoom.filter((to) => to !== from).flatMap((to) => plantRoom(from, to))),
  ...everyRoom.flatMap((from) => Object.keys(importedBy).flatMap((name) => plantPackage(from, name))),
  ...everyRoom.flatMap((from) => plantConfig(from)),
  ...everyRoom.flatMap((from) => plantOwn(from)),
  ...everyRoom.flatMap((from) => plantImpure(from)),
  ...everyRoom.flatMap((from) => plantEnvironment(from)),
  ...everyRoom.flatMap((to) => plantInConfig(to)),
  ...Object.entries(importedBy).map(([name, rooms]) => plantPackageInConfig(name, rooms)),
];

let refused: Map<string, string>;

beforeAll(async () => {
  refused = await lint(planted);
});

describe("the linter", () => {
  it("refuses every import and every impurity that the architecture forbids", () => {
    const missed = planted.filter(({ isRefused, ...where }) => isRefused && !refused.has(placeOf(where)));
    expect(missed.map(({ why }) => why)).toEqual([]);
  });

  it("lets every import pass that the architecture allows", () => {
    const wronged = planted.filter(({ isRefused, ...where }) => !isRefused && refused.has(placeOf(where)));
    expect(wronged.map(({ why, ...where }) => `${why}: ${refused.get(placeOf(where))}`)).toEqual([]);
  });

  it("says which rule was broken, not only that one was", () => {
    const messages = planted
      .filter(({ isRefused }) => isRefused)
      .map((where) => refused.get(placeOf(where)) ?? "");
    for (const message of new Set(messages))
      expect(message).toMatch(/architecture\.md|as an argument|arrive as arguments|process\.env/);
  });
});

describe("the table", () => {
  it("knows every room there is", async () => {
    const inSource = (await readdir("src", { withFileTypes: true })).filter((entry) => entry.isDirectory());
    expect(everyRoom).toEqual(expect.arrayContaining(inSource.map(({ name }) => `src/${name}`)));
  });
});

function plantRoom(from: Room, to: Room): Planted[] {
  const isRefused = !mayImport[from].includes(to);
  return filesOf(from).flatMap((file) => {
    const target = relative(dirname(file), `${to}/deep/thing.ts`);
    return [
      `import * as $ from "${target}";`,
      `import type { T as $ } from "${target}";`,
      `export { t as $ } from "${target}";`,
    ].map((line) => ({ file, line, why: `${from} imports ${to}: ${line}`, isRefused }));
  });
}

function plantPackage(from: Room, name: string): Planted[] {
  const isRefused = !importedBy[name]?.includes(from);
  return filesOf(from).flatMap((file) =>
    [`import * as $ from "${name}";`, `import type { T as $ } from "${name}";`].map((line) => ({
      file,
      line,
      why: `${from} imports ${name}: ${line}`,
      isRefused,
    })),
  );
}

function plantConfig(from: Room): Planted[] {
  return filesOf(from).map((file) => {
    const line = `import * as $ from "${relative(dirname(file), "src/config.ts")}";`;
    return { file, line, why: `${from} reads the settings itself: ${line}`, isRefused: from !== "bin" };
  });
}

function plantOwn(from: Room): Planted[] {
  return filesOf(from).map((file) => {
    const near = relative(dirname(file), `${from}/near/thing.ts`);
    const line = `import * as $ from "${near.startsWith(".") ? near : `./${near}`}";`;
    return { file, line, why: `${from} imports itself: ${line}`, isRefused: false };
  });
}

function plantImpure(from: Room): Planted[] {
  const isRefused = from === "workflows" || from === "src/machine";
  return filesOf(from)
    .flatMap((file) => impure.map((code) => ({ file, code })))
    .filter(({ code }) => isRefused || !code.startsWith("console"))
    .map(({ file, code }) => ({
      file,
      line: `export const $ = () => ${code};`,
      why: `${from} says ${code}`,
      isRefused,
    }));
}

function plantEnvironment(from: Room): Planted[] {
  const codes = ["process.env.HOME", 'process.env["HOME"]', 'process["env"]'];
  return filesOf(from).flatMap((file) =>
    codes.map((code) => ({
      file,
      line: `export const $ = ${code};`,
      why: `${from} reads ${code}`,
      isRefused: true,
    })),
  );
}

function plantInConfig(to: Room): Planted[] {
  const target = relative("src", `${to}/thing.ts`);
  const line = `import * as $ from "${target.startsWith(".") ? target : `./${target}`}";`;
  const isRefused = !["src/contract", "src/lib", "src/seal"].includes(to);
  return [
    { file: "src/config.ts", line, why: `src/config.ts imports ${to}`, isRefused },
    {
      file: "src/config.ts",
      line: "export const $ = process.env;",
      why: "src/config.ts reads the environment",
      isRefused: false,
    },
  ];
}

/** Reading settings takes no package but those that are open to most. */
function plantPackageInConfig(name: string, rooms: readonly Room[]): Planted {
  const line = `import * as $ from "${name}";`;
  return {
    file: "src/config.ts",
    line,
    why: `src/config.ts imports ${name}`,
    isRefused: !rooms.includes("bin"),
  };
}

/** A rule must hold at the top of a room and far below it. */
function filesOf(room: Room): string[] {
  return [`${room}/planted.ts`, `${room}/far/below/planted.ts`];
}

/** Lint everything at once; the answer maps `file: line` to the linter's message. */
async function lint(plants: readonly Planted[]): Promise<Map<string, string>> {
  await using scratch = await temporaryFolder();
  await copyFile(".oxlintrc.json", join(scratch.path, ".oxlintrc.json"));

  const files = new Set(plants.map(({ file }) => file));
  const lines = new Map<string, string[]>();
  for (const file of files) {
    const here = plants.filter((plant) => plant.file === file);
    const distinct = [...new Set(here.map(({ line }) => line))];
    lines.set(file, distinct);
    await mkdir(dirname(join(scratch.path, file)), { recursive: true });
    await writeFile(
      join(scratch.path, file),
      distinct.map((line, n) => line.replaceAll("$", `$${n}`)).join("\n"),
    );
  }

  const answer = new Map<string, string>();
  for (const { filename, labels, message, help } of await runLinter(scratch.path)) {
    const line = lines.get(filename)?.[(labels[0]?.span.line ?? 0) - 1];
    if (line !== undefined) answer.set(placeOf({ file: filename, line }), `${message} ${help ?? ""}`);
  }
  return answer;
}

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** Other rules have their say about the planted lines too; only those of the architecture count. */
const architectural = /no-restricted-|no-process-env/;

async function runLinter(folder: string): Promise<Diagnostic[]> {
  const oxlint = join(process.cwd(), "node_modules/oxlint/bin/oxlint");
  const stdout = await new Promise<string>((resolve) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    // It exits with 1 when it finds something, which is the point.
    execFile(process.execPath, [oxlint, "--format", "json"], options, (_error, output) => resolve(output));
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  return diagnostics.filter(({ code }) => architectural.test(code));
}

function placeOf({ file, line }: Pick<Planted, "file" | "line">): string {
  return `${file}: ${line}`;
}
