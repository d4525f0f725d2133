/** Countries and languages are named in the reader's language, and listed in the order of that language. */
import { describe, expect, it } from "vitest";
import { countriesIn, countryIn } from "../src/parts/countries.ts";
import { languagesIn } from "../src/parts/languages.ts";

describe("a country", () => {
  it("is named in the reader's language, and stands as its code where nobody knows it", () => {
    expect(countryIn("en-GB", "PT")).toBe("Portugal");
    expect(countryIn("fr", "DE")).toBe("Allemagne");
    expect(countryIn("fr", "XQ")).toBe("XQ");
    expect(countryIn("fr", "Deutschland")).toBe("Deutschland");
  });

  it("is found in a list under the letter that its name has there", () => {
    const names = (locale: string) => countriesIn(locale).map(({ name }) => name);
    const [english, french] = [names("en-GB"), names("fr")];
    expect(english.indexOf("Germany")).toBeGreaterThan(english.indexOf("France"));
    expect(french.indexOf("Allemagne")).toBeLessThan(french.indexOf("France"));
    // É is an E.
    expect(french.indexOf("Égypte")).toBeLessThan(french.indexOf("France"));
    expect(english.length).toBe(french.length);
    expect(english).not.toContain("European Union");
  });

  it("stands in a list once, under its present code, as a language does", () => {
    for (const list of [countriesIn("en-GB"), languagesIn("en-GB")]) {
      const names = list.map(({ name }) => name);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
    const codeOf = (name: string) => countriesIn("en-GB").find((one) => one.name === name)?.code;
    expect(["Germany", "France", "United Kingdom", "Russia"].map(codeOf)).toEqual(["DE", "FR", "GB", "RU"]);
    const languages = languagesIn("en-GB").map(({ code }) => code);
    // What is told by three letters today keeps the two that it had.
    expect(["he", "id", "ro", "tl"].filter((code) => !languages.includes(code))).toEqual([]);
  });
});
