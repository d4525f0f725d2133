import { describe, expect, it } from "vitest";
import { forgetParty } from "../../src/directory/people.ts";
import { testHouse } from "../support/house.ts";
import type { Caller } from "../support/house.ts";
import { merging } from "../support/merging.ts";

const house = testHouse();
const people = merging(house);

async function deliver(body: object): Promise<{ id: string; engagement: string; party: string }> {
  const { delivery: id } = (await house.anybody.post("/hooks/contact").send(body).expect(200)).body;
  await house.quiet();
  const { engagement } = (await (await house.as("officer")).get(`/api/v1/deliveries/${id}`)).body;
  return { id, engagement, party: await people.partyOf(engagement) };
}

async function find(words: string, by?: Caller): Promise<string[]> {
  const caller = by ?? (await house.as("officer"));
  const path = `/api/v1/deliveries?words=${encodeURIComponent(words)}`;
  return (await caller.get(path).expect(200)).body.items.map(({ id }: { id: string }) => id);
}

describe("the answers", () => {
  it("are found by all of some whole words, without case and accents, in any order (S-022)", async () => {
    const letter = "Les pétroliers vieillissent à Brest";
    const { id } = await deliver({ email: "anne@words.example", name: "Anne Quimper", message: letter });
    await deliver({ email: "bo@words.example", name: "Bo", message: "Tankers at Brest" });
    expect(await find("BREST petroliers")).toEqual([id]);
    expect(await find("brest")).toHaveLength(2);
    expect(await find("petrol")).toEqual([]);
    expect(await find("pétroliers Lorient")).toEqual([]);
    expect(await find("Quimper")).toEqual([]); // The card is searched with the people.
    const officer = await house.as("officer");
    const refused = await officer.get("/api/v1/deliveries?words=%2B");
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, "/words"]);
    expect((await officer.get(`/api/v1/deliveries?words=${"a".repeat(201)}`)).status).toBe(400);
  });

  it("are found by who may know them only (S-035)", async () => {
    const { id, engagement } = await deliver({ email: "red@words.example", message: "Gibraltar bunkers" });
    const other = await house.caller([["officer", "default"]]);
    expect(await find("bunkers", other)).toEqual([id]);
    expect(await find("bunkers", await house.as("officer", "elsewhere"))).toEqual([]);
    const officer = await house.as("officer");
    const marking = { marking: "TLP:RED", reason: "Theirs alone" };
    await officer.put(`/api/v1/engagements/${engagement}/marking`, marking).expect(200);
    expect(await find("bunkers", other)).toEqual([]);
    expect((await (await house.as("lead")).get("/api/v1/deliveries?words=bunkers")).status).toBe(403);
  });

  it("are not found where a number was kept for another word", async () => {
    const { id } = await deliver({ email: "number@words.example", message: "Rotterdam pilots" });
    const { id: other } = await deliver({ email: "other@words.example", message: "Antwerp locks" });
    await house.database.pool.query(
      "update answer_index a set words = b.words from answer_index b where a.record_id = $1 and b.record_id = $2",
      [other, id],
    );
    expect(await find("rotterdam")).toEqual([id]);
  });

  it("of two people who were merged are found, and none of either once they are erased", async () => {
    const one = await deliver({ email: "one@words.example", name: "One", message: "Valletta anchorage" });
    const two = await deliver({ email: "two@words.example", name: "Two", message: "Valletta moorings" });
    await people.merge(one.party, two.party);
    expect((await find("valletta")).toSorted()).toEqual([one.id, two.id].toSorted());
    expect(await find("moorings")).toEqual([two.id]);

    await forgetParty(house.house.directory, one.party);
    expect(await find("valletta")).toEqual([]);
    const { rowCount } = await house.database.pool.query(
      "select 1 from answer_index where record_id = any($1::uuid[])",
      [[one.id, two.id]],
    );
    expect(rowCount).toBe(0);
  });
});
