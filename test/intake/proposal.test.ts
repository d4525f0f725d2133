import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import { mappingSchema } from "../../src/intake/mapping.ts";
import { proposeMapping, shapeOf } from "../../src/intake/propose-mapping.ts";
import { deliveryOf, samplesOf } from "../support/deliveries.ts";
import { adapterFor, readDelivery } from "../support/read-delivery.ts";

const form = (fields: object, mapping = {}): Inquiry =>
  readDelivery("form", deliveryOf(JSON.stringify(fields)), mapping);

/** By which rule it was read may differ; what was read may not. */
const said = ({ answers, ...inquiry }: Inquiry) => ({
  ...inquiry,
  answers: answers.map(({ key, value }) => ({ key, value })),
});

describe("a proposed mapping", () => {
  const foreign = adapters.filter(({ isOwn }) => isOwn !== true).map(({ vendor }) => ({ vendor }));
  it.each(foreign)("says explicitly what was guessed of each delivery of $vendor", ({ vendor }) => {
    for (const { file, delivery } of samplesOf(vendor)) {
      if (adapterFor(vendor).parse(delivery).kind === "problem") continue;
      const guessed = readDelivery(vendor, delivery);
      const { mapping, questions } = proposeMapping([guessed], {});
      expect(mappingSchema.parse(mapping), file).toEqual(mapping);
      expect(questions.length, file).toBe(guessed.answers.length);
      const explicit = readDelivery(vendor, delivery, mapping);
      expect(said(explicit), file).toEqual(said(guessed));
      const rules = explicit.answers.flatMap(({ mappedBy }) => mappedBy ?? []);
      expect(
        rules.every((by) => by === "mapping"),
        `${file}: ${rules.join()}`,
      ).toBe(true);
    }
  });

  it("is made of several deliveries, so that a question that is seldom answered is in it", () => {
    const newest = form({ q1: "x@harbour.example", message: "Hello" });
    const older = form({ q1: "y@harbour.example", message: "Hello", Country: "Norway" });
    const { questions, mapping } = proposeMapping([newest, older], {});
    expect(questions.map(({ key, field, by, value }) => [key, field, by, value])).toEqual([
      ["q1", "email", "value", "x@harbour.example"],
      ["message", "message", "label", "Hello"],
      ["Country", "country", "label", "Norway"],
    ]);
    expect(mapping).toEqual({ country: "Country", message: "message", email: "q1" });
  });

  it("keeps what the source's own says, of questions too that nobody has answered", () => {
    const own = { organisation: ["never asked", "q7"], email: "e" };
    const read = form({ e: "ada@harbour.example", q7: "Lloyd", company: "Other", name: "Ada" }, own);
    expect(proposeMapping([read], own).mapping).toEqual({ ...own, name: "name" });
  });

  it("says family name where a name was completed by a given one", () => {
    const { mapping } = proposeMapping([form({ Nom: "Curie", Prénom: "Marie" })], {});
    expect(mapping).toEqual({ familyName: "Nom", givenName: "Prénom" });
  });

  it("shows of an answer what it looks like and none of its words", () => {
    expect(
      [null, true, 12, ["a", "b"], "ada@harbour.example", "+39 06 1234567", "Lloyd", "Dear\nall"].map(
        shapeOf,
      ),
    ).toEqual([
      { shape: "empty", length: 0 },
      { shape: "yes or no", length: 1 },
      { shape: "number", length: 2 },
      { shape: "list", length: 2 },
      { shape: "email", length: 19 },
      { shape: "phone", length: 14 },
      { shape: "line", length: 5 },
      { shape: "text", length: 8 },
    ]);
  });
});
