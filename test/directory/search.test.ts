import { beforeAll, describe, expect, it } from "vitest";
import { scopeOf } from "../../src/auth/scope-of.ts";
import type { Actor } from "../../src/contract/actor.ts";
import { newId } from "../../src/lib/ids.ts";
import { fillCard, insertParty, searchablePeople, searchPeople } from "../../src/store/parties.ts";
import { spell, typeAheadStatements } from "../../src/store/type-ahead.ts";
import * as actors from "../support/actors.ts";
import { PROGRAMME } from "../support/actors.ts";
import { makeCrowd } from "../support/crowd.ts";
import { testDatabase } from "../support/database.ts";
import { insertProgramme } from "../../src/store/programmes.ts";

const database = testDatabase();
const seenBy = (actor: Actor) => scopeOf(actor, { data: "people", act: "read" });
const officer = seenBy(actors.officer);
const stranger = seenBy(actors.stranger);
const OTHER = actors.stranger.grants[0]?.programmeId ?? "";

async function enter(name: string | null, organisation: string | null, email: string | null) {
  const { pool } = database;
  const [partyId, keyId] = [newId(), newId()];
  const createdAt = new Date("2012-12-03");
  await pool.query("insert into seal_key (id, created_at) values ($1, $2)", [keyId, createdAt]);
  await insertParty(pool, { id: partyId, programmeId: PROGRAMME, keyId, emailIndex: null, createdAt });
  await fillCard(pool, { partyId, programmeId: PROGRAMME, name, organisation, email });
  return partyId;
}

const find = async (q: string, more: object = {}) =>
  (await searchPeople(database.pool, { q, limit: 10, ...more }, officer)).map(
    ({ name, email }) => name ?? email,
  );

beforeAll(async () => {
  for (const id of [PROGRAMME, OTHER]) {
    const calendar = { zone: "UTC", week: [1], holidays: [] };
    await insertProgramme(database.pool, { id, slug: id, name: id, ...calendar, createdAt: new Date() });
  }
});

describe("search as one types", () => {
  beforeAll(async () => {
    await enter("Ines Duarte", "Porto Atlântico", "ines@atlantico.example");
    await enter("Inês Almeida", "Ministério da Saúde", null);
    await enter("Adam Inesson", null, null);
    await enter("Łukasz Świątek", "Bałtyk", null);
    await enter(null, null, "nameless@harbour.example");
    await enter("100 % Cotton_Club", null, null);
  });

  it("puts whose name begins with it first, each part by name", async () => {
    expect(await find("ines")).toEqual(["Inês Almeida", "Ines Duarte", "Adam Inesson"]);
  });

  it("makes no difference between accents, cases and letters with a stroke", async () => {
    expect(await find("INÊS ALM")).toEqual(["Inês Almeida"]);
    expect(await find("lukasz swiatek")).toEqual(["Łukasz Świątek"]);
    expect(await find("ministerio saude")).toEqual(["Inês Almeida"]);
  });

  it("finds a word by its first letter, and three letters anywhere", async () => {
    expect(await find("d")).toEqual(["Inês Almeida", "Ines Duarte"]);
    expect(await find("tlant")).toEqual(["Ines Duarte"]);
    expect(await find("ua")).toEqual([]);
  });

  it("finds words in any order, by organisation and by e-mail address", async () => {
    expect(await find("duarte in")).toEqual(["Ines Duarte"]);
    expect(await find("baltyk")).toEqual(["Łukasz Świątek"]);
    expect(await find("nameless@harb")).toEqual(["nameless@harbour.example"]);
  });

  it("takes punctuation as what parts words, and never as a wildcard", async () => {
    expect(await find("100 %")).toEqual(["100 % Cotton_Club"]);
    expect(await find("club")).toEqual(["100 % Cotton_Club"]);
    expect(await find("harbour.example")).toEqual(["nameless@harbour.example"]);
    expect(await find("n_s")).toEqual([]);
    expect(await find("%%%")).toEqual([]);
  });

  it("lists everybody by name when nothing is typed, page by page without a gap", async () => {
    const everybody = await find("", { limit: 100 });
    const seen: (string | null)[] = [];
    for (let afterId: string | undefined; ;) {
      const page = await searchPeople(database.pool, { q: "", limit: 2, afterId }, officer);
      seen.push(...page.map(({ name, email }) => name ?? email));
      afterId = page.at(-1)?.partyId;
      if (page.length < 2) break;
    }
    expect(seen).toEqual(everybody);
    expect(seen).toHaveLength(6);
  });

  it("goes on across both parts of the order", async () => {
    const first = await searchPeople(database.pool, { q: "ines", limit: 2 }, officer);
    const next = await find("ines", { afterId: first.at(-1)?.partyId });
    expect(next).toEqual(["Adam Inesson"]);
  });

  it("puts those of several programmes in one order", async () => {
    const everywhere = seenBy({ ...actors.officer, grants: [{ role: "officer", programmeId: null }] });
    const partyId = newId();
    const { rows } = await database.pool.query<{ id: string }>("select id from seal_key limit 1");
    const createdAt = new Date("2012-12-03");
    await insertParty(database.pool, {
      id: partyId,
      programmeId: OTHER,
      keyId: rows[0]?.id ?? "",
      emailIndex: null,
      createdAt,
    });
    const card = { partyId, programmeId: OTHER, name: "Inês Beira", organisation: null, email: null };
    await fillCard(database.pool, card);
    const found = await searchPeople(database.pool, { q: "ines", limit: 3 }, everywhere);
    expect(found.map(({ name }) => name)).toEqual(["Inês Almeida", "Inês Beira", "Ines Duarte"]);
    const next = { q: "ines", limit: 3, afterId: found[1]?.partyId };
    expect(await searchPeople(database.pool, next, everywhere)).toMatchObject([
      { name: "Ines Duarte" },
      { name: "Adam Inesson" },
    ]);
    await database.pool.query("delete from person_card where party_id = $1", [partyId]);
  });

  it("finds nobody of another programme, and takes no place in one for a cursor (S-001)", async () => {
    const one = await searchPeople(database.pool, { q: "ines", limit: 1 }, officer);
    expect(await searchPeople(database.pool, { q: "ines", limit: 10 }, stranger)).toEqual([]);
    expect(
      await searchPeople(database.pool, { q: "ines", limit: 10, programmeId: PROGRAMME }, stranger),
    ).toEqual([]);
    const peeping = searchPeople(database.pool, { q: "", limit: 1, afterId: one[0]?.partyId }, stranger);
    await expect(peeping).rejects.toMatchObject({ code: "bad-request" });
  });
});

describe("search among 50,000 people", () => {
  // Entering so many takes a busy machine a while; finding them is what this is about.
  beforeAll(async () => await makeCrowd(database.pool, OTHER, 50_000), 300_000);

  const explain = async (q: string, which: "glance" | "search") => {
    const { pool } = database;
    const wanted = { owner: OTHER, where: [], limit: 20, after: undefined };
    const statement = typeAheadStatements(searchablePeople, wanted, await spell(pool, q))[which];
    const { rows } = await pool.query<{ "QUERY PLAN": string }>(`explain ${statement?.text}`, [
      ...(statement?.values ?? []),
    ]);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };

  it.each(["", "j", "jo", "joa", "example", "meridian bank"])(
    "reads names in the order of their index: “%s”",
    async (q) => {
      const plan = await explain(q, "glance");
      expect(plan).toContain("person_card_sort");
      expect(plan).not.toMatch(/Seq Scan|Sort/);
    },
  );

  it.each(["wiatek", "jose garcia", "p4999", "meridian insuran", "zzz", "duarte in", "q z"])(
    "gathers what few have by trigrams: “%s”",
    async (q) => {
      const plan = await explain(q, "search");
      expect(plan).toContain("person_card_words");
      expect(plan).not.toContain("Seq Scan");
    },
  );

  it("finds as many whichever way it goes", async () => {
    const everybody = await searchPeople(database.pool, { q: "", limit: 50_001 }, stranger);
    const having = (word: string) =>
      everybody.filter((card) => `${card.name} ${card.organisation} ${card.email}`.includes(word)).length;
    for (const word of ["Nakamura", "Union", "p4999"]) {
      const found = await searchPeople(database.pool, { q: word, limit: 50_001 }, stranger);
      expect(found).toHaveLength(having(word));
      const page = await searchPeople(database.pool, { q: word, limit: 7 }, stranger);
      expect(page).toEqual(found.slice(0, 7));
    }
  });

  it("finds one among them", async () => {
    const found = await searchPeople(database.pool, { q: "p49999@", limit: 5 }, stranger);
    expect(found.map(({ email }) => email)).toEqual([expect.stringMatching(/^p49999@/)]);
  });
});
