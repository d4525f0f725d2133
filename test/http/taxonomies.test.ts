import { describe, expect, it } from "vitest";
import { interestCodes } from "../../src/directory/match-terms.ts";
import { giveStartingLists } from "../../src/directory/programmes.ts";
import { STARTING_LISTS } from "../../src/directory/starting-lists.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

const codesOf = async (caller: Caller, taxonomy: string, more = "") => {
  const { body } = await caller.get(`/api/v1/taxonomies?taxonomy=${taxonomy}${more}`).expect(200);
  return (body.items as { code: string }[]).map(({ code }) => code);
};
const plan = (sector: string) => ({ name: "G", sector, launchMonth: "2013-06", capacity: 4 });

describe("a programme's lists (S-002, S-075, S-097, S-122)", () => {
  it("begin as every programme's do", async () => {
    const officer = await house.as("officer");
    for (const [taxonomy, list] of Object.entries(STARTING_LISTS)) {
      expect(await codesOf(officer, taxonomy)).toEqual(list.map(([code]) => code));
    }
    expect(await codesOf(officer, "site_kinds")).toContain("hotels");
    expect(await codesOf(officer, "instruments")).toContain("civil_litigation");
  });

  it("are given to programmes that were made before there were any", async () => {
    const { db, engine } = house.house;
    const programmeId = await house.programme("older");
    await db.query("delete from taxonomy_term where programme_id = $1", [programmeId]);
    await giveStartingLists(db, await engine.now());
    await giveStartingLists(db, await engine.now());
    const older = await house.as("officer", "older");
    expect(await codesOf(older, "sectors", "&programme=older")).toHaveLength(STARTING_LISTS.sectors.length);
  });

  it("grow in one programme only, and under administrators' hands", async () => {
    const administrator = await house.as("admin", "default");
    const term = { code: "ports", labels: { en: "Ports", pt: "Portos" } };
    const added = await administrator.post("/api/v1/taxonomies/sectors", term).expect(201);
    expect(added.body).toEqual({
      ...term,
      taxonomy: "sectors",
      retiredAt: null,
      replacedBy: null,
      formerly: [],
    });
    await administrator.post("/api/v1/taxonomies/sectors", term).expect(409);
    const elsewhere = await house.as("officer", "elsewhere");
    expect(await codesOf(elsewhere, "sectors", "&programme=elsewhere")).not.toContain("ports");
    await elsewhere.get("/api/v1/taxonomies?programme=default").expect(400);
    await elsewhere.post("/api/v1/taxonomies/sectors", term).expect(403);
    await (await house.as("officer")).post("/api/v1/taxonomies/sectors", term).expect(403);
    await administrator.post("/api/v1/taxonomies/colours", term).expect(404);
  });

  it("are refused by field what no term can be", async () => {
    const administrator = await house.as("admin", "default");
    for (const [body, pointer] of [
      [{ code: "Ports of Call", labels: { en: "P" } }, "/code"],
      [{ code: "p", labels: {} }, "/labels"],
      [{ code: "p", labels: { english: "P" } }, "/labels/english"],
      [{ code: "p", labels: { en: " " } }, "/labels/en"],
    ] as const) {
      const answer = await administrator.post("/api/v1/taxonomies/sectors", body);
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
  });

  it("keep what a term was called", async () => {
    const administrator = await house.as("admin", "default");
    const rename = async (labels: object) =>
      await administrator.put("/api/v1/taxonomies/sectors/shipping/labels", { labels }).expect(200);
    await rename({ en: "Maritime transport" });
    await house.advance("2012-12-04T09:00:00Z");
    const twice = await rename({ en: "Sea transport" });
    expect(twice.body).toMatchObject({ code: "shipping", labels: { en: "Sea transport" } });
    expect(twice.body.formerly).toEqual([
      {
        labels: { en: "Maritime transport" },
        until: "2012-12-04T09:00:00.000Z",
        changedBy: administrator.accountId,
      },
      { labels: { en: "Shipping" }, until: expect.any(String), changedBy: administrator.accountId },
    ]);
    expect((await rename({ en: "Sea transport" })).body.formerly).toHaveLength(2);
    const none = administrator.put("/api/v1/taxonomies/sectors/nothing/labels", { labels: { en: "N" } });
    await none.expect(404);
  });
});

describe("a term that is retired", () => {
  it("stays readable, takes nothing new, and names what took its place", async () => {
    const [administrator, chair] = [await house.as("admin", "default"), await house.as("chair")];
    await chair.post("/api/v1/groups", plan("insurance")).expect(201);
    const retire = { replacedBy: "finance" };
    const retired = await administrator
      .post("/api/v1/taxonomies/sectors/insurance/retire", retire)
      .expect(200);
    expect(retired.body).toMatchObject({ retiredAt: expect.any(String), replacedBy: "finance" });
    expect(await codesOf(chair, "sectors")).toContain("insurance");
    expect(await codesOf(chair, "sectors", "&retired=without")).not.toContain("insurance");
    const groups = await chair.get("/api/v1/groups");
    expect(groups.body.items[0].card.sector).toBe("insurance");

    const refused = await chair.post("/api/v1/groups", plan("insurance")).expect(422);
    expect(refused.body.errors).toEqual([
      { pointer: "/sector", detail: "insurance was retired from the list sectors; use finance instead" },
    ]);
    const unknown = await chair.post("/api/v1/groups", plan("fishing")).expect(422);
    expect(unknown.body.errors[0].detail).toMatch(
      /^expected a code of the programme's list sectors: dual_use, /,
    );
    expect((await chair.get("/api/v1/groups")).body.items).toHaveLength(1);
  });

  it("leads to the last that took a place", async () => {
    const [administrator, chair] = [await house.as("admin", "default"), await house.as("chair")];
    await administrator.post("/api/v1/taxonomies/sectors/finance/retire", { replacedBy: "manufacturers" });
    const refused = await chair.post("/api/v1/groups", plan("insurance")).expect(422);
    expect(refused.body.errors[0].detail).toContain("use manufacturers instead");
  });

  it("is not replaced by what takes nothing new itself, nor by itself", async () => {
    const administrator = await house.as("admin", "default");
    for (const replacedBy of ["insurance", "nothing", "manufacturers"]) {
      const answer = await administrator.post("/api/v1/taxonomies/sectors/manufacturers/retire", {
        replacedBy,
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].pointer).toBe("/replacedBy");
    }
  });

  it("can be restored, and its code is never given a second meaning", async () => {
    const [administrator, chair] = [await house.as("admin", "default"), await house.as("chair")];
    const again = { code: "insurance", labels: { en: "Something else" } };
    const refused = await administrator.post("/api/v1/taxonomies/sectors", again).expect(409);
    expect(refused.body.detail).toContain("can be restored");
    await administrator.post("/api/v1/taxonomies/sectors/insurance/restore").expect(200);
    await chair.post("/api/v1/groups", plan("insurance")).expect(201);
  });
});

describe("interests that a form brings", () => {
  it("are filed under the programme's terms, whatever the language; other words, which may be a name, stay sealed (invariant 12)", async () => {
    const administrator = await house.as("admin", "default");
    const labels = { en: "Civil nuclear supply", pt: "Fornecimento nuclear civil" };
    await administrator.post("/api/v1/taxonomies/interests", { code: "supply", labels }).expect(201);
    const id = await house.receive("ana@porto.example", {
      interests: [
        "Dual-use technologies",
        "fornecimento NUCLEAR civil",
        "Ana Souza",
        "Kite flying",
        "Finance",
      ],
    });
    const { body } = await (await house.as("officer")).get(`/api/v1/engagements/${id}`);
    expect(body.card.interests).toEqual(["dual_use", "supply", "other", "manufacturers"]);
  });

  it("are those of the programme that is written to", async () => {
    const { db } = house.house;
    const elsewhere = await house.programme("elsewhere");
    expect(await interestCodes(db, elsewhere, ["Fornecimento nuclear civil"])).toEqual(["other"]);
  });
});
