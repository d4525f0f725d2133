import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { loadMachine } from "../../src/machine/load-machine.ts";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Not among the workflows: whatever changes there has the command built anew, under the feet of tests that run it.
const scratch = await mkdtemp(join(root, "test", "docs", ".readme-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe("the workflow in the README", () => {
  it("is one that the engine can run, in 25 lines", async () => {
    const readme = await readFile(join(root, "README.md"), "utf8");
    const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(code.trimEnd().split("\n").length).toBeLessThanOrEqual(25);

    const file = join(scratch, "index.ts");
    await writeFile(file, code.replaceAll('"../../', '"../../../workflows/'));
    const { followUpV1 } = (await import(pathToFileURL(file).href)) as { followUpV1: WorkflowDefinition };

    const machine = loadMachine(followUpV1);
    const step = {
      now: "2012-12-03T09:00:00.000Z",
      happenedAt: "2012-12-03T09:00:00.000Z",
      actor: { id: "ana", roles: ["officer" as const] },
      facts: {},
    };
    const first = machine.initial({ id: "i1", programmeId: "p1" }, step);
    const asked = machine.apply(first.snapshot, { type: "call.promised" }, step);
    expect(asked).toMatchObject({ kind: "stepped", effects: [{ kind: "arm", id: "call.due" }] });
    if (asked.kind !== "stepped") return;

    const due = machine.apply(asked.snapshot, { type: "call.due" }, step);
    expect(due).toMatchObject({
      kind: "stepped",
      effects: expect.arrayContaining([expect.objectContaining({ kind: "act", name: "sendMail" })]),
    });
  });
});
