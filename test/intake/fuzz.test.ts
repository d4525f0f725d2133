import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import { OUR_FIELDS } from "../../src/intake/inquiry.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { wildBodyFor } from "../support/wild-deliveries.ts";

/** Bodies for each vendor. `CONVOKE_FUZZ_RUNS=10000 npx vitest run test/intake/fuzz.test.ts` takes its time. */
const RUNS = Number(process.env["CONVOKE_FUZZ_RUNS"] ?? 200);

const prototypeBefore = Reflect.ownKeys(Object.prototype);

const mappings = fc.dictionary(
  fc.constantFrom(...OUR_FIELDS),
  fc.constantFrom("a", "email", "toString", "answers/0", "1", "q1_name", "group"),
);

describe.each(adapters.map((adapter) => ({ vendor: adapter.vendor, adapter })))(
  "whatever is sent to $vendor",
  ({ vendor, adapter }) => {
    function check(body: string | Buffer, contentType: string | undefined, mapping: object): void {
      const delivery = { ...deliveryOf(body), contentType };
      adapter.verify(delivery, ["secret"]);
      const parsed = adapter.parse(delivery);
      if (parsed.kind === "payload") {
        adapter.identify(parsed.payload);
        const inquiry = JSON.stringify(adapter.read(parsed.payload, mapping));
        // Neither may reach a jsonb column. A backslash that somebody typed is escaped itself, and begins nothing.
        expect(inquiry).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/);
      } else {
        expect(parsed.problem.reason).not.toBe("");
        expect(parsed.problem.reason).not.toMatch(/[\0\r\n]/); // It goes into an answer and a log.
      }
      expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeBefore);
    }

    it(
      "in whatever encoding, nothing throws, no prototype changes, and what is read can be stored",
      {
        timeout: 7_200_000,
      },
      () => {
        fc.assert(
          fc.property(wildBodyFor(vendor), mappings, ({ body, contentType }, mapping) =>
            check(body, contentType, mapping),
          ),
          { numRuns: RUNS },
        );
      },
    );

    it("as 20,000 answers, it is read in seconds", () => {
      const row = (index: number) => ({
        key: `q_${index}`,
        id: `q_${index}`,
        label: `Interest ${index}`,
        type: "CHECKBOXES",
        value: index % 2 === 0,
      });
      const answer = (index: number) => ({
        type: "text",
        text: "@".repeat(50),
        field: { id: `i${index}`, type: "short_text" },
      });
      const rows = Array.from({ length: 20_000 }, (_, index) => row(index));
      const questions = Object.fromEntries(rows.map(({ id }, index) => [`q${index}_${id}`, "@".repeat(40)]));
      const bodies: Readonly<Record<string, object>> = {
        tally: { data: { fields: rows } },
        fillout: { submission: { questions: rows } },
        googleforms: { answers: rows },
        jotform: { rawRequest: JSON.stringify(questions), pretty: ":@".repeat(100_000) },
      };
      const typeform = {
        form_response: { answers: Array.from({ length: 20_000 }, (_, index) => answer(index)) },
      };
      // Of this process: what else the machine has to do is no matter of ours.
      const start = process.cpuUsage();
      check(JSON.stringify(bodies[vendor] ?? typeform), "application/json", {});
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).toBeLessThan(10_000);
    });
  },
);
