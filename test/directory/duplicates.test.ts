import { describe, expect, it } from "vitest";
import { advanceClock } from "../../src/engine/virtual-time.ts";
import { eventually } from "../support/eventually.ts";
import { testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";

const house = testHouse();
const { enter, merge, undo, partyOf, post } = merging(house);

interface Pair {
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly string[];
}
const pairsOf = async (id: string, noun = "duplicates"): Promise<Pair[]> => {
  await house.quiet();
  const { body } = await (await house.as("officer")).get(`/api/v1/${noun}?of=${id}`).expect(200);
  return body.items;
};
const organisation = async (name: string, more: object = {}): Promise<string> => {
  const body = { kind: "business", level: "national", country: "GB", name, ...more };
  return (await post("/api/v1/organisations", body, 201)).id;
};

describe("pairs of people", () => {
  it.each([
    ["DUARTE, Inês", "Ines Duarte", {}, {}, "same-name"],
    ["Владимир Петров", "Vladimir Petrov", {}, {}, "same-name"],
    ["Jürgen Müller", "Juergen Mueller", {}, {}, "same-name"],
    [
      "A. Okonkwo",
      "Amara Okonkwo",
      { organisation: "Lagos Port" },
      { organisation: "Lagos port" },
      "initials",
    ],
    [
      "Katarzyna Nowak",
      "Kasia N.",
      { details: { phone: "+48 601 777 313" } },
      { details: { phone: "0601-777-313" } },
      "same-phone",
    ],
    ["Ravi Menon", "R", { email: "ravi@menon.example" }, { email: "ravi+un@menon.example" }, "same-mailbox"],
  ])("%s and %s may be one", async (one, other, more, again, reason) => {
    const first = await enter({ name: one, ...more });
    const second = await enter({ name: other, ...again });
    const [pair] = await pairsOf(second);
    expect(pair?.reasons).toContain(reason);
    expect(await pairsOf(first)).toEqual([pair]);
  });

  it("end when a name is corrected, and stay dismissed once somebody said they are not the same", async () => {
    const officer = await house.as("officer");
    const one = await enter({ name: "Tove Lindqvist" });
    const other = await enter({ name: "Tove Lindqvist" });
    const [pair] = await pairsOf(one);
    const said = { because: "relatives", note: "Mother and daughter." };
    const dismissed = await officer.post(`/api/v1/duplicates/${pair?.id}/dismissal`, said).expect(200);
    expect(dismissed.body).toMatchObject({
      status: "dismissed",
      because: "relatives",
      dismissedBy: officer.accountId,
    });
    expect(await pairsOf(one)).toEqual([]);
    await officer.put(`/api/v1/people/${other}`, { name: "Tove Lindquist" }).expect(200);
    expect(await pairsOf(one)).toEqual([]);
    const gone = await officer.get(`/api/v1/duplicates?status=dismissed&of=${one}`).expect(200);
    expect(gone.body.items).toHaveLength(1);

    const third = await enter({ name: "Sunniva Aas" });
    await enter({ name: "Sunniva Aas" });
    expect(await pairsOf(third)).toHaveLength(1);
    await officer.put(`/api/v1/people/${third}`, { name: "Gro Bakken" }).expect(200);
    expect(await pairsOf(third)).toEqual([]);
  });

  it("are gone once merged, back once that is undone, and gone with either person", async () => {
    const one = await enter({ name: "Yusuf Demir" });
    const other = await enter({ name: "Yusuf Demir" });
    const made = await merge(one, other);
    expect(await pairsOf(one)).toEqual([]);
    await undo(made.id);
    expect(await pairsOf(one)).toHaveLength(1);
    const { body: asked } = await (
      await house.as("officer")
    )
      .post(`/api/v1/people/${other}/erasure`)
      .expect(201);
    await (await house.as("dpo")).post(`/api/v1/erasures/${asked.id}/approval`).expect(200);
    expect(await pairsOf(one)).toEqual([]);
    const { rows } = await house.database.pool.query(
      "select 1 from duplicate_pair where $1 in (left_id, right_id)",
      [other],
    );
    expect(rows).toEqual([]);
  });

  it("are an officer's, of their own programme", async () => {
    await house.programme("elsewhere");
    const one = await enter({ name: "Olga Ivanova" });
    await enter({ name: "Olga Ivanova", programme: "default" });
    const [pair] = await pairsOf(one);
    await (await house.as("dpo")).get("/api/v1/duplicates").expect(403);
    const stranger = await house.as("officer", "elsewhere");
    expect((await stranger.get("/api/v1/duplicates").expect(200)).body.items).toEqual([]);
    const said = { because: "other" };
    await stranger.post(`/api/v1/duplicates/${pair?.id}/dismissal`, said).expect(404);
    await (await house.as("officer")).post(`/api/v1/duplicates/${pair?.id}/dismissal`, {}).expect(422);
  });
});

describe("many who share everything", () => {
  it("are each compared with those who came just before and after, and found so again", async () => {
    const flood = { name: "Ingrid Solberg", organisation: "Nordlys", details: { phone: "+47 555 0 1234" } };
    const all = await Promise.all(Array.from({ length: 45 }, async () => await enter(flood)));
    /** How many pairs each of them is in. */
    const found = async (): Promise<number[]> => {
      await house.quiet();
      const { rows } = await house.database.pool.query<{ pairs: number }>(
        `select count(*)::int as pairs from duplicate_pair k, unnest(array[k.left_id, k.right_id]) one
         where one = any($1) group by one`,
        [all],
      );
      return rows.map(({ pairs }) => pairs);
    };
    // Some were compared before the one beside them was there.
    const atFirst = await found();
    expect(atFirst).toHaveLength(45);
    expect(Math.max(...atFirst)).toBeLessThan(35);
    const { engine, relay, timers, jobs } = house.house;
    await advanceClock(engine, relay, timers, new Date("2012-12-09T03:01:00Z"), jobs);
    const inOrder = await found();
    expect(Math.min(...inOrder)).toBe(10);
    expect(Math.max(...inOrder)).toBe(20);
  });
});

describe("the same person writing again", () => {
  it("fifty letters at once from one address, however it is written, are one case", async () => {
    const letters = Array.from({ length: 50 }, async (_, index) => {
      const email = index % 2 === 0 ? "mara@writes.example" : "Mara@Writes.example";
      await house.anybody
        .post("/hooks/contact")
        .send({ name: "Mara Blum", email, message: `Letter ${index}` })
        .expect(200);
    });
    await Promise.all(letters);
    await eventually(
      async () => {
        const { rows } = await house.database.pool.query<{ count: number; cases: number; parties: number }>(
          `select count(*), count(distinct engagement_id) as cases, count(distinct party_id) as parties from delivery d
           where exists (
             select 1 from person_card c where c.party_id = d.party_id and lower(c.email) = 'mara@writes.example')
             and status = 'accepted'`,
        );
        expect(rows[0]).toEqual({ count: 50, cases: 1, parties: 1 });
      },
      { withinMs: 90_000 },
    );
  }, 120_000);

  it("from another address has a case that says so, until somebody has looked", async () => {
    const officer = await house.as("officer");
    const first = await house.receive("edda@one.example", { name: "Edda Storm" });
    const second = await house.receive("edda.storm@two.example", { name: "Edda Storm" });
    expect(second).not.toBe(first);
    await house.quiet();
    const { body } = await officer.get(`/api/v1/engagements/${second}`).expect(200);
    expect(body.possibleDuplicates).toMatchObject([
      { person: await partyOf(first), reasons: ["same-name"], hasCase: true },
    ]);
    const dpo = await (await house.as("dpo")).get(`/api/v1/engagements/${second}`).expect(200);
    expect(dpo.body.possibleDuplicates).toEqual([]);
    await merge(await partyOf(first), await partyOf(second));
    expect((await officer.get(`/api/v1/engagements/${first}`).expect(200)).body.possibleDuplicates).toEqual(
      [],
    );
  });
});

describe("pairs of organisations", () => {
  it.each([
    ["Harbour Insurance Ltd", "The Harbour Insurance Company", {}, "same-name"],
    ["International Widget Group", "IWG", {}, "abbreviation"],
    [
      "Nordic Shipping Council",
      "Nordisk Skibsråd",
      { otherNames: ["Nordic Shipping Council"] },
      "other-name",
    ],
    ["Bundesinstitut für Materialprüfung", "Bundesinstitut fuer Materialpruefung", {}, "same-name"],
  ])("%s and %s may be one", async (one, other, more, reason) => {
    const first = await organisation(one);
    const second = await organisation(other, more);
    const [pair] = await pairsOf(second, "organisation-duplicates");
    expect(pair?.reasons).toContain(reason);
    expect(await pairsOf(first, "organisation-duplicates")).toEqual([pair]);
  });

  it("are not made of two countries' ministries, nor of a part and its whole", async () => {
    await organisation("Ministry of Fisheries", { country: "NO" });
    const other = await organisation("Ministry of Fisheries", { country: "IS" });
    expect(await pairsOf(other, "organisation-duplicates")).toEqual([]);
    const whole = await organisation("Polar University");
    const part = await organisation("Polar University College", { parents: [whole] });
    expect(await pairsOf(part, "organisation-duplicates")).toEqual([]);
  });

  it("are told by the host of their people's mail once a week, when everybody is compared", async () => {
    const [one, other] = [await organisation("Alfa Marine"), await organisation("Beta Cargo")];
    await house.quiet();
    for (const [id, email] of [
      [one, "x@alfabeta.example"],
      [other, "y@alfabeta.example"],
    ] as const) {
      const person = await enter({ name: `Person at ${email}`, email });
      const body = { organisation: id, capacity: "representative" };
      await post(`/api/v1/people/${person}/affiliations`, body, 201);
    }
    expect(await pairsOf(one, "organisation-duplicates")).toEqual([]);
    const { engine, relay, timers, jobs } = house.house;
    await advanceClock(engine, relay, timers, new Date("2012-12-16T03:01:00Z"), jobs);
    const [pair] = await pairsOf(one, "organisation-duplicates");
    expect(pair?.reasons).toEqual(["same-domain", "same-country"]);
  });
});
