/** Every way out of the house asks the one function. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What asks for many records or people at a time; each of them calls `mayKnow` of `src/auth/audience.ts`. */
const asks = /\b(?:demandKnown|demandKnownOf|knownPage|knownIds|whoMayHear)\(/;

const outlets = {
  "a read, an event and a journal": "src/http/instances/operations.ts",
  "a list and a search": "src/http/instances/operations.ts",
  "a marking": "src/http/instances/marking.ts",
  "a kept mail": "src/http/resources/mails.ts",
  "a delivery": "src/http/resources/deliveries.ts",
  "a contribution": "src/http/resources/recommendations.ts",
  "a mail that is sent": "workers/send-mail/send-mail.ts",
  "the morning's digest": "workers/send-digest/send-digest.ts",
} as const;

const source = async (file: string): Promise<string> => await readFile(file, "utf8");

describe("every way out", () => {
  for (const [outlet, file] of Object.entries(outlets)) {
    it(`asks who may know: ${outlet}`, async () => {
      const text = await source(file);
      expect(text).toMatch(/from "(?:\.\.\/)+(?:src\/)?auth\/known-records\.ts"/);
      expect(text).toMatch(asks);
    });
  }

  it("asks before it shows: each endpoint of a chart that names one", async () => {
    const text = await source(outlets["a read, an event and a journal"]);
    const finds = text.match(/findInstance\(/g) ?? [];
    const demands = text.match(/await demandKnown\(/g) ?? [];
    expect(finds.length).toBeGreaterThan(0);
    expect(demands.length).toBe(finds.length);
  });

  it("asks the same function, which nobody else decides beside", async () => {
    const deciding: string[] = [];
    for (const room of ["src", "workers", "bin"]) {
      for (const file of await readdir(room, { recursive: true })) {
        if (!file.endsWith(".ts")) continue;
        const text = await source(join(room, file));
        // A comparison with a label is a decision about an audience.
        if (/(?:===|!==|case) "TLP:/.test(text)) deciding.push(join(room, file));
      }
    }
    // The label over a mail is shown, not judged.
    expect(deciding.toSorted()).toEqual(["src/auth/audience.ts", "workers/send-mail/labelled.ts"]);
    expect(await source("src/auth/known-records.ts")).toContain('import { mayKnow } from "./audience.ts";');
  });
});
