import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMultipart } from "../../src/intake/multipart.ts";
import { withoutFiles } from "../../src/intake/without-files.ts";

const LIMITS = { depthMax: 20, membersMax: 1000 };
const BOUNDARY = "aB3";
const contentType = `multipart/form-data; boundary=${BOUNDARY}`;
const MIB = 1024 * 1024;

const field = (name: string, value: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, fileName: string, bytes: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n` +
  `Content-Type: application/pdf\r\n\r\n${bytes}\r\n`;
const END = `--${BOUNDARY}--\r\n`;

const cutAt = (body: Buffer, places: readonly number[]): Buffer[] => {
  const cuts = [
    0,
    ...[...new Set(places.map((place) => place % body.length))].toSorted((a, b) => a - b),
    body.length,
  ];
  return cuts.slice(1).map((end, index) => body.subarray(cuts[index], end));
};
const read = (body: Buffer) => {
  const parsed = parseMultipart({ body, contentType }, LIMITS);
  if ("problem" in parsed) throw new Error(parsed.problem.reason);
  return { fields: parsed.fields, files: [...parsed.files] };
};

describe("a multipart body without its files", () => {
  it("says the same, however it was cut on the way, and notes what a file was", () => {
    // Nearly delimiters, and what looks like a file and is a text.
    const part = fc.constantFrom(
      field("name", 'filename="x.pdf"'),
      field("text", `\r\n-\r\n--a\r\n--aB2 ${"\r\n".repeat(3)}`),
      field("empty", ""),
      file("letter", "note.pdf", `%PDF\r\n\r\n--aB\r\n${"x".repeat(50)}`),
      file("scan", "empty.pdf", ""),
      file("left-empty", "", ""),
    );
    const places = fc.array(fc.nat(2_000), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), places, (parts, cuts) => {
        const body = Buffer.from(parts.join("") + END);
        const rest = withoutFiles(BOUNDARY, MIB);
        for (const chunk of cutAt(body, cuts)) expect(rest.push(chunk)).toBe(true);
        const left = rest.end();
        expect(read(left)).toEqual(read(body));
        expect(left.toString()).not.toContain("%PDF");
        expect(left.toString().match(/a file of 64 bytes, SHA-256 [0-9a-f]{64}/g) ?? []).toHaveLength(
          parts.filter((one) => one.includes("%PDF")).length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("is as short as it is, whatever its files are: memory stays flat (item 10)", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const used = (): number => {
      collect();
      collect(); // What the first has found to be free is freed by the second.
      return process.memoryUsage().arrayBuffers;
    };
    const chunk = Buffer.alloc(64 * 1024, "y");
    const before = used();
    const rests = Array.from({ length: 8 }, () => withoutFiles(BOUNDARY, MIB));
    for (const rest of rests)
      rest.push(Buffer.from(field("a", "b") + file("f", "large.bin", "").slice(0, -2)));
    for (let count = 0; count < 256; count += 1) for (const rest of rests) rest.push(chunk); // 16 MiB each.
    expect(used() - before).toBeLessThan(4 * MIB);
    for (const rest of rests) {
      rest.push(Buffer.from(`\r\n${END}`));
      expect(rest.end().length).toBeLessThan(500);
    }
  });

  it("says when there is too much that is no file", () => {
    const rest = withoutFiles(BOUNDARY, 1_000);
    expect(rest.push(Buffer.from(field("a", "x".repeat(2_000))))).toBe(false);
    const before = withoutFiles(BOUNDARY, 1_000);
    expect(before.push(Buffer.from("x".repeat(2_000)))).toBe(false);
  });
});
