import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import { deliveryOf, multipartOf } from "../support/deliveries.ts";
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
    "multipart/form-data; charset=utf-8",
    "multipart/form-data; boundary=",
    'multipart/form-data; boundary=""',
    `multipart/form-data; boundary=${"x".repeat(71)}`,
    "multipart/mixed; boundary=x",
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
    ["tally", '{"eventId":{"id":7},"data":{}}', "/eventId"],
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
      ["c", ["é"]],
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

  it("builds what its brackets say, as PHP would, and loses nothing over it", () => {
    const body = [
      "contact[name]=Ada",
      "contact[email]=ada@x.example",
      "topics[]=Ports",
      "rows[0][a]=1&rows[0][b]=2&rows[1][a]=3",
      "open[][a]=4&open[][a]=5",
      "group[25]=1",
      "both=plain&both[inner]=nested",
      "odd[=1&odd]=2&[odd]=3&odd[a]b=4",
    ].join("&");
    const { answers } = readDelivery("form", deliveryOf(body, URLENCODED));
    expect(Object.fromEntries(answers.map(({ key, value }) => [key, value]))).toEqual({
      "contact.name": "Ada",
      "contact.email": "ada@x.example",
      topics: ["Ports"],
      "rows.0.a": "1",
      "rows.0.b": "2",
      "rows.1.a": "3",
      "open.0.a": "4",
      "open.1.a": "5",
      "group.25": "1",
      "both.": "plain",
      "both.inner": "nested",
      "odd[": "1",
      "odd]": "2",
      "[odd]": "3",
      "odd[a]b": "4",
    });
  });

  it.each([
    ["__proto__[x]=1", { kind: "shape" }],
    ["a[__proto__][x]=1", { kind: "shape" }],
    ["a[constructor]=1", { kind: "shape" }],
    [`a${"[b]".repeat(20)}=1`, { kind: "limit" }],
    [`${"a".repeat(1001)}=1`, { kind: "limit" }],
  ])("%.20s is a problem, and no prototype changes", (body, expected) => {
    expect(problemOf("form", deliveryOf(body, URLENCODED))).toMatchObject(expected);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe("a multipart body", () => {
  it("gives fields as brackets say, and names its files without keeping a byte of them", () => {
    const { answers } = readDelivery(
      "form",
      multipartOf([
        ["name", "Zoë Ångström"],
        ["topics[]", "Ports, quays"],
        ["topics[]", "Data"],
        ["message", "--not a boundary\r\nline two"],
        ["cv", ["../../lebenslauf-ö.pdf", "%PDF secret bytes"]],
        ["photo", ["", ""]],
      ]),
    );
    expect(answers.map(({ key, value }) => [key, value])).toEqual([
      ["name", "Zoë Ångström"],
      ["topics", ["Ports, quays", "Data"]],
      ["message", "--not a boundary\nline two"],
      ["cv", ["lebenslauf-ö.pdf"]],
      ["photo", []],
    ]);
    expect(JSON.stringify(answers)).not.toContain("secret");
  });

  it("may have no fields at all, and a large file", () => {
    expect(readDelivery("form", multipartOf([])).answers).toEqual([]);
    const large = multipartOf([
      ["cv", ["cv.pdf", "\0\r\n--".repeat(100_000)]],
      ["name", "Ada"],
    ]);
    expect(readDelivery("form", large).person.name).toBe("Ada");
  });

  const part = (headers: string) => `--x\r\n${headers}\r\n\r\nvalue\r\n--x--\r\n`;
  it.each<[string, string | Buffer, string]>([
    ["without an end", part('Content-Disposition: form-data; name="a"').slice(0, -8), "syntax"],
    ["that is empty", "", "syntax"],
    ["of other line ends", '--x\nContent-Disposition: form-data; name="a"\n\nvalue\n--x--\n', "syntax"],
    ["with broken part headers", part("Content-Disposition form-data\0"), "syntax"],
    ["with a field named __proto__", part('Content-Disposition: form-data; name="__proto__"'), "shape"],
    ["with a nested __proto__", part('Content-Disposition: form-data; name="a[__proto__]"'), "shape"],
    ["with too long a name", part(`Content-Disposition: form-data; name="${"a".repeat(1001)}"`), "limit"],
    [
      "with too long a file name",
      part(`Content-Disposition: form-data; name="a"; filename="${"f".repeat(301)}"`),
      "limit",
    ],
    [
      "with invalid UTF-8",
      Buffer.concat([
        Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
        Buffer.from([0xff]),
        Buffer.from("\r\n--x--\r\n"),
      ]),
      "encoding",
    ],
    [
      "with U+0000 in a value",
      part('Content-Disposition: form-data; name="a"').replace("value", "\0"),
      "encoding",
    ],
    [
      "of a field that is too large",
      part('Content-Disposition: form-data; name="a"').replace("value", "v".repeat(512 * 1024 + 1)),
      "limit",
    ],
  ])("%s is a problem", (_, body, kind) => {
    const contentType = "multipart/form-data; boundary=x";
    expect(problemOf("form", deliveryOf(body, { contentType }))).toMatchObject({ kind });
  });

  it("of 1,001 fields or 51 files is a problem", () => {
    const fields = Array.from({ length: 1001 }, (_, index) => [`f${index}`, "1"] as const);
    expect(problemOf("form", multipartOf(fields)).kind).toBe("limit");
    expect(readDelivery("form", multipartOf(fields.slice(1))).answers).toHaveLength(1000);
    const files = Array.from({ length: 51 }, (_, index) => [`f${index}`, ["f.txt", "1"]] as const);
    expect(problemOf("form", multipartOf(files)).kind).toBe("limit");
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
