import { describe, expect, it } from "vitest";
import { equalInConstantTime, hashToken, newToken } from "../../src/seal/tokens.ts";

describe("a token", () => {
  it("has a prefix and at least 128 random bits", () => {
    const token = newToken("cvk");
    expect(token).toMatch(/^cvk_[A-Za-z0-9_-]{43}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newToken("cvk"))).size).toBe(1000);
  });

  it("is stored as a hash", () => {
    expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("equals itself only", () => {
    expect(equalInConstantTime("abc", "abc")).toBe(true);
    for (const other of ["abd", "ab", "abcd", "", "ABC"])
      expect(equalInConstantTime("abc", other)).toBe(false);
  });
});
