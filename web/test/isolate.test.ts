/** Names that are written from right to left leave the sentence around them as it is. */
import { _createCache, _createIntlFormatters } from "use-intl/core";
import { describe, expect, it } from "vitest";
import formatMessage from "../src/i18n/format-message.ts";
import { inLine, isolated } from "../src/i18n/isolate.ts";

const ARABIC = "ليلى حداد";
const HEBREW = "נמל חיפה";
const apart = (name: string): string => `\u2068${name}\u2069`;

/** As use-intl calls it. */
const told = (message: string, values: Parameters<typeof formatMessage>[2]): unknown => {
  const cache = _createCache();
  const formatters = _createIntlFormatters(cache);
  return formatMessage("key", message, values, { cache, formatters, locale: "en-GB" });
};

describe("a name", () => {
  it("is kept apart from its sentence where it is written from right to left, and only there", () => {
    expect(told("{name} claimed this {count} minutes ago.", { name: ARABIC, count: 2 })).toBe(
      `${apart(ARABIC)} claimed this 2 minutes ago.`,
    );
    expect(told("{name} claimed this.", { name: "Ana Duarte" })).toBe("Ana Duarte claimed this.");
    expect(told("{count, plural, one {# for {name}} other {# for {name}}}", { name: HEBREW, count: 3 })).toBe(
      `3 for ${apart(HEBREW)}`,
    );
  });

  it("stays apart in a sentence that is part of another", () => {
    const did = `${apart(ARABIC)} claimed this`;
    expect(told("{name} claimed this", { name: ARABIC })).toBe(did);
    expect(told("Before: {did}.", { did })).toBe(`Before: ${apart(`${apart(ARABIC)} claimed this`)}.`);
  });

  it("cannot turn what comes after it, and is one of several in a line by itself", () => {
    expect(isolated("Ana\u202E (officer)")).toBe(apart("Ana (officer)"));
    expect(inLine([ARABIC, "Harbour Mutual", HEBREW])).toBe(
      `${apart(ARABIC)} · Harbour Mutual · ${apart(HEBREW)}`,
    );
  });
});
