import { describe, expect, it } from "vitest";
import { loadMachine } from "../src/machine/load-machine.ts";
import { workflows, workflowsByName } from "./index.ts";

describe("every workflow", () => {
  for (const definition of workflows) {
    it(`passes the definition check: ${definition.name} v${definition.version}`, () => {
      expect(loadMachine(definition).hash).toMatch(/^[0-9a-f]{64}$/);
    });
  }

  it("is found by name and version", () => {
    for (const definition of workflows) {
      expect(workflowsByName.get(definition.name)?.get(definition.version)).toBe(definition);
    }
  });

  it("says in a sentence what each event means", () => {
    for (const { events } of workflows) {
      for (const [type, rule] of Object.entries(events)) expect(rule.meaning, type).toMatch(/^[A-Z].*\.$/);
    }
  });
});
