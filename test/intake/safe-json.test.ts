import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/intake/safe-json.ts";

const LIMITS = { depthMax: 50, membersMax: 100_000 };
const parse = (text: string) => parseJson(Buffer.from(text), LIMITS);

/** Quotes, colons, backslashes and escapes, where a reader that is in a hurry might stumble. */
const tricky = fc.array(fc.constantFrom('"', ":", "\\", "{", "}", ",", " ", "\n", "a", "é", "\u{1F600}"));
const key = fc
  .oneof(tricky, fc.array(fc.string({ unit: "binary" })))
  .map((parts) => parts.join(""))
  .filter((text) => text !== "__proto__" && text !== "constructor" && !/[\0\p{Surrogate}]/u.test(text));

describe("JSON from outside", () => {
  it("is read as it is, whatever stands in its keys and strings and however it is set", () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        key,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(true, false, null),
        fc.array(tie("value")),
        fc.dictionary(key, tie("value"), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, "\t", "\r\n "), (sent, space) => {
        const text = JSON.stringify(sent, null, space);
        expect(parse(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it("with a key twice in one object is a problem, however the key is written and wherever it stands", () => {
    const written = key.map((text) => [
      JSON.stringify(text),
      `"${text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`,
    ]);
    fc.assert(
      fc.property(written, key, ([plain, escaped], other) => {
        const inside = `{${plain} : 1, ${JSON.stringify(`${other}x`)}:[{"a":"\\":"}], ${escaped}\n:2}`;
        expect(parse(`{"list":[${inside}]}`)).toMatchObject({ problem: { kind: "shape" } });
      }),
    );
  });

  it.each([
    ['{"a":["x","\\u0000"]}', "encoding", "/a/1"],
    ['{"a":{"b/c":"\\ud800"}}', "encoding", "/a/b~1c"],
    ['{"a":[{"\\udFfF":1}]}', "shape", "/a/0/\uFFFD"],
    ['{"a":[0,{"__proto__":1}]}', "shape", "/a/1/__proto__"],
  ])("%s is a problem that names the place", (text, kind, pointer) => {
    expect(parse(text)).toMatchObject({ problem: { kind, pointer } });
  });
});
