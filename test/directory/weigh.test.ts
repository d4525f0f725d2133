import { describe, expect, it } from "vitest";
import { SCORE_MIN, weighOrganisations, weighPeople } from "../../src/directory/duplicates/weigh.ts";

const people = {
  names: ["", ""],
  similarity: 0,
  traces: [],
  sharesOrganisation: false,
  namesakes: 2,
  domains: [null, null],
} as const;
const organisations = {
  names: ["", ""],
  similarity: 0,
  hasOtherName: false,
  isAbbreviation: false,
  sharesDomain: false,
  countries: [null, null],
} as const;

describe("two people", () => {
  it("of one name are suggested, of one first name alone are not", () => {
    expect(weighPeople({ ...people, names: ["duarte ines", "duarte ines"] })).toEqual({
      score: 0.6,
      reasons: ["same-name"],
    });
    expect(weighPeople({ ...people, names: ["ines", "ines"] }).score).toBeLessThan(SCORE_MIN);
    // Where six are called so, it takes more than the name.
    const common = { ...people, names: ["chen wei", "chen wei"] as const, namesakes: 6 };
    expect(weighPeople(common).score).toBeLessThan(SCORE_MIN);
    expect(weighPeople({ ...common, sharesOrganisation: true }).score).toBeGreaterThan(SCORE_MIN);
  });

  it("are told by initials when something else agrees", () => {
    const initials = { ...people, names: ["duarte i", "duarte ines"] as const };
    expect(weighPeople(initials).reasons).toEqual(["initials"]);
    expect(weighPeople(initials).score).toBeLessThan(SCORE_MIN);
    expect(weighPeople({ ...initials, sharesOrganisation: true }).score).toBeGreaterThan(SCORE_MIN);
    // Initials only, or a word too many, say nothing.
    expect(weighPeople({ ...people, names: ["d i", "duarte ines"] }).reasons).toEqual([]);
    expect(weighPeople({ ...people, names: ["duarte i", "duarte ines maria"] }).reasons).toEqual([]);
  });

  it("are told by a mailbox or a telephone, and not by a host that everybody has", () => {
    expect(weighPeople({ ...people, traces: ["local", "mailbox"] })).toEqual({
      score: 0.85,
      reasons: ["same-mailbox"],
    });
    expect(weighPeople({ ...people, traces: ["phone"] }).score).toBeGreaterThan(SCORE_MIN);
    expect(weighPeople({ ...people, domains: ["gmail.com", "gmail.com"] }).reasons).toEqual([]);
    expect(weighPeople({ ...people, domains: ["iwg.example", "iwg.example"] }).reasons).toEqual([
      "same-domain",
    ]);
  });
});

describe("two organisations", () => {
  it("of one name are suggested, and of two countries are not", () => {
    const ministry = {
      ...organisations,
      names: ["ministry health", "ministry health"] as const,
      similarity: 1,
    };
    expect(weighOrganisations(ministry).score).toBe(0.8);
    expect(weighOrganisations({ ...ministry, countries: ["PT", "PT"] }).reasons).toContain("same-country");
    const abroad = weighOrganisations({ ...ministry, countries: ["PT", "ES"] });
    expect(abroad.reasons).toContain("different-country");
    expect(abroad.score).toBeLessThan(SCORE_MIN);
  });

  it("are told by an abbreviation, another name, or the host of their people", () => {
    for (const one of [{ isAbbreviation: true }, { hasOtherName: true }, { sharesDomain: true }])
      expect(weighOrganisations({ ...organisations, ...one }).score).toBeGreaterThanOrEqual(SCORE_MIN);
  });
});
