import { expect, it } from "vitest";
import type { ReasonCode } from "../../src/contract/reasons.ts";
import { readReason, REASONS, reasonText } from "../../src/contract/reasons.ts";

const codes = Object.keys(REASONS) as ReasonCode[];
/** Values in which there is what the sentences have between theirs. */
const VALUES = ["x-hub-signature", "sha256={signature}", 'the field "a; b" is missing', "2\nlines", "$&"];

it.each(codes)("reads back the sentence %s with what was put in", (code) => {
  for (const value of VALUES) {
    const names = [...REASONS[code].matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const values = Object.fromEntries(names.map((name) => [name, value]));
    const said = (reasonText as (code: ReasonCode, values: object) => string)(code, values);
    expect(said).not.toContain("{}");
    expect(readReason(said)).toEqual({ key: code, values });
  }
});

it("leaves words that are not ours to whoever said them", () => {
  expect(readReason("/form_response/answers is missing; expected a list")).toBeUndefined();
  expect(readReason("")).toBeUndefined();
});
