import { describe, expect, it } from "vitest";
import { catalogues, sayIn } from "../../src/http/public/messages/index.ts";
import { en } from "../../src/http/public/messages/en.ts";

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([whole]) => whole).toSorted();

describe("the words of public pages", () => {
  it("are there in English, French, Spanish, Portuguese and Italian", () => {
    expect([...catalogues.keys()].toSorted()).toEqual(["en", "es", "fr", "it", "pt"]);
  });

  it("are the same set in every language, with the same placeholders, and none is empty", () => {
    for (const [language, messages] of catalogues) {
      expect(Object.keys(messages).toSorted(), language).toEqual(Object.keys(en).toSorted());
      for (const [key, text] of Object.entries(messages)) {
        const english = en[key as keyof typeof en];
        expect(placeholdersOf(text), `${language} ${key}`).toEqual(placeholdersOf(english));
        expect(text.trim(), `${language} ${key}`).not.toBe("");
      }
    }
  });

  it("are translated: a sentence is not the English one", () => {
    for (const [language, messages] of catalogues) {
      if (language === "en") continue;
      const same = Object.entries(messages).filter(
        ([key, text]) => text.split(" ").length > 2 && text === en[key as keyof typeof en],
      );
      expect(same, language).toEqual([]);
    }
  });

  it("keep a placeholder that nobody filled, rather than an empty place", () => {
    expect(sayIn(en)("groupLaunches")).toBe("planned for {month}");
    expect(sayIn(en)("groupLaunches", { month: "May 2013" })).toBe("planned for May 2013");
  });
});
