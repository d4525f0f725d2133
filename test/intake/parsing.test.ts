import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { adapterFor, identifyDelivery, problemOf, readDelivery } from "../support/read-delivery.ts";

const URLENCODED = { contentType: "application/x-www-form-urlencoded" };
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("the media type", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    'Application/JSON;charset="UTF-8"',
    "application/vnd.vendor.v1+json",
    "application/json; profile=x; charset=utf8",
  ])("%s is read", (contentType) => {
    expect(adapterFor("form").parse(deliveryOf("{}", { contentType })).kind).toBe("payload");
  });

  it.each([
    undefined,
    "",
    "text/plain",
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/x+json",
    "application/json, text/plain",
    "application/",
    "nonsense",
  ])("%s is a problem that says what is expected", (contentType) => {
    const delivery = deliveryOf("{}", contentType === undefined ? { contentType: "" } : { contentType });
    for (const { vendor } of adapters) {
      const problem = problemOf(vendor, { ...delivery, contentType });
      expect(problem.kind).toBe("media-type");
      expect(problem.reason).toContain("expected");
    }
  });

  it("of a form post is for plain forms only", () => {
    expect(problemOf("typeform", deliveryOf("a=1", URLENCODED)).kind).toBe("media-type");
  });
});

describe("a JSON body", () => {
  it.each<[string, string | Buffer, { kind: string; pointer?: string }]>([
    ["that is empty", "", { kind: "syntax" }],
    ["that is cut short", '{"a":', { kind: "syntax" }],
    ["with invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), { kind: "encoding" }],
    ["with a surrogate written as UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), { kind: "encoding" }],
    ["in UTF-16", Buffer.from('\uFEFF{"a":1}', "utf16le"), { kind: "encoding" }],
    ["with U+0000 in a value", '{"a":{"b/c":"x\\u0000"}}', { kind: "encoding", pointer: "/a/b~1c" }],
    ["with U+0000 in a name", '{"a\\u0000":1}', { kind: "shape", pointer: "/a\uFFFD" }],
    ["with a lone surrogate", '{"a":["ok","\\ud800"]}', { kind: "encoding", pointer: "/a/1" }],
    ["that names a prototype", '{"a":{"__proto__":{"x":1}}}', { kind: "shape", pointer: "/a/__proto__" }],
    [
      "that names a constructor",
      '{"constructor":{"prototype":{"x":1}}}',
      { kind: "shape", pointer: "/constructor" },
    ],
    ["with a name twice in one object", '{"a":1,"b":{"c":1},"\\u0061":2}', { kind: "shape" }],
    ["21 levels deep", deep(21), { kind: "limit" }],
    ["10,000 levels deep", deep(10_000), { kind: "limit" }],
    [
      "of 1,001 fields",
      JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, i]))),
      { kind: "limit" },
    ],
    ["that is a list", "[]", { kind: "shape", pointer: "" }],
    ["that is text", '"text"', { kind: "shape", pointer: "" }],
    ["that is null", "null", { kind: "shape", pointer: "" }],
  ])("%s is a problem with its place", (_, body, expected) => {
    expect(problemOf("form", deliveryOf(body))).toMatchObject(expected);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it("may start with a byte order mark, nest 20 levels and use one name in two objects", () => {
    const inquiry = readDelivery(
      "form",
      deliveryOf('\uFEFF{"name":"Ada","a":{"n":"1"},"b":{"n":"\\"}{[,"}}'),
    );
    expect(inquiry.person.name).toBe("Ada");
    expect(readDelivery("form", deliveryOf(deep(20))).answers).toHaveLength(1);
  });

  it.each([
    ["typeform", "{}", "/form_response"],
    ["typeform", '{"form_response":[]}', "/form_response"],
    ["typeform", '{"form_response":{"answers":{}}}', "/form_response/answers"],
    ["typeform", '{"form_response":{"token":["x"]}}', "/form_response/token"],
    ["typeform", '{"event_type":"form_deleted","form_response":{}}', "/event_type"],
    ["tally", '{"eventId":7,"data":{}}', "/eventId"],
    ["tally", '{"data":"x"}', "/data"],
  ])("that is not %s's shape (%s) is a problem at %s", (vendor, body, pointer) => {
    expect(problemOf(vendor, deliveryOf(body))).toMatchObject({ kind: "shape", pointer });
  });
});

describe("an urlencoded body", () => {
  it("gives text, spaces and repeated names as lists", () => {
    const { answers } = readDelivery("form", deliveryOf("a=1+2&b=x&b=y&c%5B%5D=%C3%A9&d&&e=", URLENCODED));
    expect(answers.map(({ key, value }) => [key, value])).toEqual([
      ["a", "1 2"],
      ["b", ["x", "y"]],
      ["c", "é"],
      ["d", ""],
      ["e", ""],
    ]);
  });

  it.each([
    ["a=%ff", { kind: "encoding", pointer: "/a" }],
    ["a=%zz", { kind: "encoding", pointer: "/a" }],
    ["a=%00", { kind: "encoding", pointer: "/a" }],
    ["%00=1", { kind: "shape" }],
    ["__proto__=1", { kind: "shape" }],
    ["constructor=1", { kind: "shape" }],
    [Array.from({ length: 1001 }, (_, i) => `f${i}=1`).join("&"), { kind: "limit" }],
  ])("%.20s is a problem", (body, expected) => {
    expect(problemOf("form", deliveryOf(body, URLENCODED))).toMatchObject(expected);
  });

  it("keeps brackets as part of the name, so that they build nothing", () => {
    const { answers } = readDelivery("form", deliveryOf("__proto__[x]=1&a[__proto__][x]=1", URLENCODED));
    expect(answers).toHaveLength(2);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe("the Idempotency-Key of a form", () => {
  it.each([
    ['"abc-1"', "abc-1"],
    ["abc-1", "abc-1"],
  ])("%s names the delivery %s", (header, deliveryKey) => {
    const delivery = deliveryOf("{}", { headers: { "idempotency-key": header } });
    expect(identifyDelivery("form", delivery)).toEqual({ deliveryKey, submissionKey: null, partial: false });
  });

  it.each([[""], ['""'], ["a, b"], ["é"], ["x".repeat(201)], [["a", "b"]]])("%j is a problem", (header) => {
    expect(problemOf("form", deliveryOf("{}", { headers: { "idempotency-key": header } })).kind).toBe(
      "header",
    );
  });

  it("may be absent", () => {
    expect(identifyDelivery("form", deliveryOf("{}")).deliveryKey).toBeNull();
  });
});
