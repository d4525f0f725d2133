import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import { OUR_FIELDS } from "../../src/intake/inquiry.ts";
import { deliveryOf, samplesOf } from "../support/deliveries.ts";

const prototypeBefore = Reflect.ownKeys(Object.prototype);

const NAMES =
  "type field id ref title key label value options text choice choices labels fields properties email answers hidden rows columns toString __proto__ constructor";
const keys = fc.oneof(fc.constantFrom(...NAMES.split(" ")), fc.string({ unit: "binary" }));
const words = fc.oneof(
  fc.constantFrom(
    "toString",
    "CHECKBOXES",
    "MATRIX",
    "choices",
    "text",
    "matrix",
    "email",
    "Email",
    "a_b",
    "a",
  ),
  fc.string({ unit: "binary" }),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.constantFrom(null, true, 1e308, -0, []),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
  ),
})).value;
const list = fc.array(anything, { maxLength: 6 });

const bodies = {
  typeform: fc.record({
    event_id: fc.oneof(words, anything),
    form_response: fc.record({
      hidden: anything,
      variables: anything,
      definition: fc.record({ fields: list }),
      answers: list,
    }),
  }),
  tally: fc.record({
    eventId: fc.oneof(words, anything),
    data: fc.record({ createdAt: anything, fields: list }),
  }),
  form: fc.dictionary(keys, anything, { maxKeys: 8 }),
};
const mappings = fc.dictionary(
  fc.constantFrom(...OUR_FIELDS),
  fc.constantFrom("a", "email", "toString", "answers/0"),
);

describe.each(adapters.map((adapter) => ({ vendor: adapter.vendor, adapter })))(
  "whatever is sent to $vendor",
  ({ vendor, adapter }) => {
    function check(body: string | Buffer, contentType: string, mapping: object): void {
      const delivery = deliveryOf(body, { contentType });
      adapter.verify(delivery, ["secret"]);
      const parsed = adapter.parse(delivery);
      if (parsed.kind === "payload") {
        adapter.identify(parsed.payload);
        const inquiry = JSON.stringify(adapter.read(parsed.payload, mapping));
        expect(inquiry).not.toMatch(/\\u0000|\\ud[89a-f]/); // Neither may reach a jsonb column.
      } else {
        expect(parsed.problem.reason).not.toBe("");
      }
      expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeBefore);
    }
    const mediaTypes = fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain");

    it("as bytes, nothing throws and no prototype changes", () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), mediaTypes, (bytes, type) =>
          check(Buffer.from(bytes), type, {}),
        ),
      );
    });

    it("as text of a form, nothing throws", () => {
      const pairs = fc.webQueryParameters();
      fc.assert(fc.property(pairs, (text) => check(text, "application/x-www-form-urlencoded", {})));
    });

    it("as JSON, nothing throws and what is read can be stored", () => {
      fc.assert(fc.property(anything, (value) => check(JSON.stringify(value), "application/json", {})));
    });

    it("as JSON of nearly the right shape, nothing throws and what is read can be stored", () => {
      const body = bodies[vendor as keyof typeof bodies];
      fc.assert(
        fc.property(body, mappings, (value, mapping) =>
          check(JSON.stringify(value), "application/json", mapping),
        ),
        { numRuns: 1000 },
      );
    });

    it("as a real delivery with a byte changed, nothing throws", () => {
      const samples = samplesOf(vendor);
      const change = fc.tuple(fc.nat(samples.length - 1), fc.nat(), fc.nat(255));
      fc.assert(
        fc.property(change, ([index, place, byte]) => {
          const body = Buffer.from(samples[index]?.delivery.body ?? "");
          body.writeUInt8(byte, place % body.length);
          check(body, "application/json", {});
        }),
        { numRuns: 300 },
      );
    });

    it("as 20,000 answers, it is read in seconds", () => {
      const row = (index: number) => ({
        key: `q_${index}`,
        label: `Interest ${index}`,
        type: "CHECKBOXES",
        value: index % 2 === 0,
      });
      const answer = (index: number) => ({
        type: "text",
        text: "@".repeat(50),
        field: { id: `i${index}`, type: "short_text" },
      });
      const many = Array.from({ length: 20_000 }, (_, index) =>
        vendor === "tally" ? row(index) : answer(index),
      );
      const body = vendor === "tally" ? { data: { fields: many } } : { form_response: { answers: many } };
      const start = performance.now();
      check(JSON.stringify(body), "application/json", {});
      expect(performance.now() - start).toBeLessThan(10_000);
    });
  },
);
