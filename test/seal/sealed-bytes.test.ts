import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { newDataKey, openBytes, openText, sealBytes, sealText } from "../../src/seal/sealed-bytes.ts";

const sealedError = expect.objectContaining({ code: "sealed" });

describe("sealed bytes", () => {
  it("open again to what was sealed, whatever it is", () => {
    const key = newDataKey();
    for (const text of ["", "a", "Olena Ковальчук · ليلى · 🌊", "x".repeat(100_000)]) {
      expect(openText(key, sealText(key, text, "row/1"), "row/1")).toBe(text);
    }
    const bytes = Buffer.from([0, 255, 128]);
    expect(openBytes(key, sealBytes(key, bytes, "row/1"), "row/1")).toEqual(bytes);
  });

  it("differ each time, so that equal plaintexts cannot be told", () => {
    const key = newDataKey();
    expect(sealText(key, "same", "row/1")).not.toEqual(sealText(key, "same", "row/1"));
  });

  it("do not open when any one bit has changed", () => {
    const key = newDataKey();
    const sealed = sealText(key, "twelve chars", "row/1");
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => openBytes(key, changed, "row/1"), `bit ${bit}`).toThrow(sealedError);
    }
  });

  it("do not open when they are cut short or drawn out", () => {
    const key = newDataKey();
    const sealed = sealText(key, "text", "row/1");
    for (let length = 0; length < sealed.length; length++) {
      expect(() => openBytes(key, sealed.subarray(0, length), "row/1"), `${length} bytes`).toThrow(
        sealedError,
      );
    }
    expect(() => openBytes(key, Buffer.concat([sealed, Buffer.of(0)]), "row/1")).toThrow(sealedError);
  });

  it("do not open in the place of another record or under another key", () => {
    const key = newDataKey();
    const sealed = sealText(key, "text", "row/1");
    expect(() => openBytes(key, sealed, "row/2")).toThrow(sealedError);
    expect(() => openBytes(newDataKey(), sealed, "row/1")).toThrow(sealedError);
  });

  it("have a key that no log prints", () => {
    const key = newDataKey();
    const bytes = key.export();
    const printed = inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key);
    expect(printed).not.toContain(bytes.toString("hex"));
    expect(printed).not.toContain(bytes.toString("base64"));
  });
});
