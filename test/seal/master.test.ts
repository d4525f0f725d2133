import { describe, expect, it } from "vitest";
import { rewrap, under } from "../../src/seal/key-wrapping.ts";
import { blindIndex, createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { newDataKey, openKey, openText, sealBytes, sealText } from "../../src/seal/sealed-bytes.ts";

const sealedError = expect.objectContaining({ code: "sealed" });

describe("the master key", () => {
  it("is read from base64, base64url and hex alike", () => {
    const bytes = Buffer.alloc(32, 0xfb);
    const texts = [
      bytes.toString("base64"),
      bytes.toString("base64url"),
      bytes.toString("hex"),
      ` ${bytes.toString("hex").toUpperCase()}\n`,
    ];
    expect(new Set(texts.map((text) => createMaster(text).check())).size).toBe(1);
  });

  it.each([
    ["nothing", ""],
    ["a word", "secret"],
    ["16 bytes", Buffer.alloc(16).toString("base64")],
    ["33 bytes", Buffer.alloc(33).toString("base64")],
    ["63 hex digits", "a".repeat(63)],
    ["base64 with a space inside", `${"A".repeat(20)} ${"A".repeat(22)}=`],
  ])("is refused when it is %s, in words that name the variable and not the key", (_, text) => {
    expect(() => createMaster(text)).toThrow(
      expect.objectContaining({
        code: "setting",
        message: expect.stringContaining("CONVOKE_MASTER_KEY must be 32 bytes"),
      }),
    );
    if (text !== "")
      expect(() => createMaster(text)).not.toThrow(
        expect.objectContaining({ message: expect.stringContaining(text) }),
      );
  });

  it("tells itself from another by its check value", () => {
    const text = generateMasterKey();
    expect(createMaster(text).check()).toBe(createMaster(text).check());
    expect(createMaster(text).check()).not.toBe(createMaster(generateMasterKey()).check());
    expect(createMaster(text).check()).toMatch(/^[0-9a-f]{64}$/);
  });

  it("unwraps the keys it made, and no other master does", () => {
    const text = generateMasterKey();
    const { wrapped, key } = createMaster(text).newKey();
    const sealed = sealText(key, "hello", "row/1");
    expect(openText(createMaster(text).unwrap(wrapped), sealed, "row/1")).toBe("hello");
    expect(() => createMaster(generateMasterKey()).unwrap(wrapped)).toThrow(sealedError);
  });

  it("is rotated by wrapping the keys again, while the data stays as it is", () => {
    const [before, after] = [createMaster(generateMasterKey()), createMaster(generateMasterKey())];
    const { wrapped, key } = before.newKey();
    const sealed = sealText(key, "hello", "row/1");
    const again = rewrap(wrapped, before, after);
    expect(openText(after.unwrap(again), sealed, "row/1")).toBe("hello");
    expect(() => before.unwrap(again)).toThrow(sealedError);
  });

  it("hands a delivery's key to a person, after which erasing the person's key erases the delivery", () => {
    const master = createMaster(generateMasterKey());
    const [delivery, person] = [master.newKey(), master.newKey()];
    const sealed = sealText(delivery.key, "body", "delivery/1");
    const held = rewrap(delivery.wrapped, master, under(person.key));
    expect(openText(under(person.key).unwrap(held), sealed, "delivery/1")).toBe("body");
    expect(() => master.unwrap(held)).toThrow(sealedError);
    expect(() => under(newDataKey()).unwrap(held)).toThrow(sealedError);
  });

  it("keeps keys and data apart: sealed data never opens as a key", () => {
    const key = newDataKey();
    const sealed = sealBytes(key, newDataKey().export(), "");
    expect(() => openKey(key, sealed)).toThrow(sealedError);
  });
});

describe("a blind index", () => {
  const master = createMaster(generateMasterKey());

  it("is the same for an address whatever its letter case and surroundings", () => {
    expect(blindIndex(master, " Ingrid@Nordlys.example ")).toBe(blindIndex(master, "ingrid@nordlys.example"));
    expect(blindIndex(master, "a@x.example")).not.toBe(blindIndex(master, "b@x.example"));
  });

  it("says nothing under another master or for another purpose", () => {
    const other = createMaster(generateMasterKey());
    expect(blindIndex(master, "a@x.example")).not.toBe(blindIndex(other, "a@x.example"));
    expect(master.hmac("request", "text")).not.toBe(master.hmac("limits", "text"));
    expect(master.hmac("request", "text")).toBe(master.hmac("request", "text"));
  });
});
