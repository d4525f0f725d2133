import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { buildCommand, embeddedIn, expectNoLeaks, postgresOf } from "./convoke.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

beforeAll(buildCommand, 120_000);

it("npm start drains and leaves nothing running when whoever began it ends npm", async () => {
  await using folder = await temporaryFolder();
  const { PATH, HOME } = process.env;
  const npm = spawn("npm", ["start"], {
    cwd: ROOT,
    env: { PATH, HOME, ...embeddedIn(folder.path) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [printed, logged] = ["", ""];
  npm.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  npm.stderr.setEncoding("utf8").on("data", (text: string) => (logged += text));
  await eventually(() => expect(printed).toContain("Convoke is ready at"), { withinMs: 50_000 });

  // npm alone: a shell between it and Convoke would end with it, and leave Convoke behind.
  npm.kill("SIGTERM");
  expect(await once(npm, "exit")).toEqual([0, null]);
  expect(await postgresOf(folder.path)).toBeUndefined();
  await expectNoLeaks("npm start", logged, embeddedIn(folder.path));
});
