import { describe, expect, it } from "vitest";
import { forgetParty } from "../../src/directory/people.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse();

const KIND = { kind: "business", level: "national", country: "GB" };
const organisation = async (name: string, more: object = {}): Promise<string> => {
  const officer = await house.as("officer");
  const answer = await officer.post("/api/v1/organisations", { ...KIND, name, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id as string;
};
const enter = async (person: object): Promise<string> => {
  const officer = await house.as("officer");
  const answer = await officer.post("/api/v1/people", person);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id as string;
};
const look = async (caller: Caller, id: string) =>
  (await caller.get(`/api/v1/people/${id}`).expect(200)).body;
const begin = async (id: string, body: object) =>
  await (await house.as("officer")).post(`/api/v1/people/${id}/affiliations`, body);
const change = async (id: string, body: object) =>
  await (await house.as("officer")).post(`/api/v1/people/${id}/job-changes`, body);

describe("people", () => {
  const details = {
    phone: "+351 555 0100",
    city: "Porto",
    country: "PT",
    languages: ["pt", "en"],
    level: "technical",
    note: "Prefers the telephone-Xylograph.",
  };

  it("are entered and found as one types; what is beyond the card is sealed", async () => {
    const officer = await house.as("officer");
    const id = await enter({
      name: "Inês Duarte",
      email: "ines@porto.example",
      organisation: "Porto Ltd",
      details,
    });
    expect(await look(officer, id)).toMatchObject({
      name: "Inês Duarte",
      organisation: "Porto Ltd",
      details,
    });
    const found = await officer.get("/api/v1/people?q=ines+dua").expect(200);
    expect(found.body.items).toEqual([
      {
        id,
        marking: null,
        programme: "default",
        name: "Inês Duarte",
        email: "ines@porto.example",
        organisation: "Porto Ltd",
        organisationId: null,
        capacity: null,
      },
    ]);
    expect(await everywhere("Xylograph")).toEqual([]);
    expect(house.logged.join("\n")).not.toContain("Xylograph");
  });

  it("are one card to the secretariat, the whole file to those who handle the case, and nothing to other programmes", async () => {
    const [{ id, email }] = (await (await house.as("secretariat")).get("/api/v1/people?q=ines")).body.items;
    expect(email).toBeNull();
    const card = { name: "Inês Duarte", email: null, details: null };
    expect(await look(await house.as("secretariat"), id)).toMatchObject(card);
    expect(await look(await house.as("approver"), id)).toMatchObject({ details });
    // Nobody's to a lead while she sits in no group, and no vetter's while nobody vets her.
    for (const role of ["lead", "vetter"] as const) {
      await (await house.as(role)).get(`/api/v1/people/${id}`).expect(403);
      expect((await (await house.as(role)).get("/api/v1/people?q=ines")).body.items).toEqual([]);
    }
    const stranger = await house.as("officer", "elsewhere");
    await stranger.get(`/api/v1/people/${id}`).expect(404);
    await stranger.put(`/api/v1/people/${id}`, { name: "Mine" }).expect(404);
    await stranger
      .post(`/api/v1/people/${id}/affiliations`, {
        organisation: id,
        capacity: "expert",
      })
      .expect(404);
    expect((await stranger.get("/api/v1/people?q=ines")).body.items).toEqual([]);
    await stranger.get("/api/v1/people?programme=default").expect(400);
    await (await house.as("admin", null)).get(`/api/v1/people/${id}`).expect(404);
    await (await house.as("admin", null)).get("/api/v1/people").expect(403);
    await (await house.as("chair")).put(`/api/v1/people/${id}`, { name: "X" }).expect(403);
  });

  it("have an address of their own in the programme", async () => {
    const officer = await house.as("officer");
    const [{ id }] = (await officer.get("/api/v1/people?q=ines")).body.items;
    const again = await officer
      .post("/api/v1/people", { name: "I", email: "INES@porto.example" })
      .expect(409);
    expect(again.body.existing).toBe(id);
    const other = await enter({ name: "Bea" });
    const taken = await officer.put(`/api/v1/people/${other}`, { email: "ines@porto.example" }).expect(409);
    expect(taken.body.existing).toBe(id);
    await officer.put(`/api/v1/people/${other}`, { email: "bea@porto.example" }).expect(200);
    await officer.put(`/api/v1/people/${other}`, { name: null }).expect(200);
    const nobody = await officer.put(`/api/v1/people/${other}`, { email: null }).expect(422);
    expect(nobody.body.errors[0].pointer).toBe("/name");
    expect(await look(officer, other)).toMatchObject({ name: null, email: "bea@porto.example" });
  });

  it("that are corrected leave one record of their details", async () => {
    const officer = await house.as("officer");
    const [{ id }] = (await officer.get("/api/v1/people?q=ines")).body.items;
    const corrected = await officer.put(`/api/v1/people/${id}`, { details: { city: "Braga" } }).expect(200);
    expect(corrected.body.details).toMatchObject({ city: "Braga", phone: null, languages: [] });
    const { rows } = await house.database.pool.query(
      "select 1 from sealed_record r join party p on p.key_id = r.key_id where p.id = $1 and purpose = 'person/details'",
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it("are refused by field what they cannot be", async () => {
    const officer = await house.as("officer");
    for (const [body, pointer] of [
      [{}, "/name"],
      [{ name: "A", email: "nowhere" }, "/email"],
      [{ name: "A", programme: "nowhere" }, "/programme"],
      [{ name: "A", details: { languages: ["English"] } }, "/details/languages/0"],
      [{ name: "A", phone: "1" }, "/phone"],
    ] as const) {
      const answer = await officer.post("/api/v1/people", body);
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
  });
});

describe("what somebody wrote of where they work", () => {
  it("is kept as it is, and the organisations that it may mean are suggested, the likeliest first", async () => {
    const officer = await house.as("officer");
    const mutual = await organisation("Atlantic Marine Mutual");
    const union = await organisation("Pacific Marine Union");
    const ministry = await organisation("Ministry of Fisheries and Oceans");
    const suggested = async (written: string) => {
      const person = await look(officer, await enter({ name: "Ines Duarte", organisation: written }));
      expect(person.organisation).toBe(written);
      return person.suggestions.map(({ id }: { id: string }) => id);
    };
    expect(await suggested("The Atlantic Marine Mutual Ltd.")).toEqual([mutual]);
    expect(await suggested("Atlantik Marin Mutual")).toEqual([mutual]);
    expect(await suggested("MFO")).toEqual([ministry]);
    expect(await suggested("marine union")).toContain(union);
    expect((await suggested("Marine Mutual, Atlantic"))[0]).toBe(mutual);
    expect(await suggested("Zebra Crossing Works")).toEqual([]);
  });
});

describe("an affiliation", () => {
  it("says where somebody works, and the card follows it", async () => {
    const officer = await house.as("officer");
    const [harbour, port] = [await organisation("Harbour Mutual"), await organisation("Port Authority")];
    const id = await enter({ name: "Gus Holt", organisation: "harbour" });
    expect((await look(officer, id)).suggestions).toEqual([{ id: harbour, name: "Harbour Mutual" }]);

    const first = await begin(id, {
      organisation: harbour,
      capacity: "representative",
      title: "Underwriter-Zephyr",
      since: "2010-05-01",
    });
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect(first.body).toMatchObject({ title: "Underwriter-Zephyr", since: "2010-05-01", until: null });
    const seen = await look(officer, id);
    expect(seen).toMatchObject({ organisation: "Harbour Mutual", suggestions: [] });
    expect(seen.affiliations).toEqual([first.body]);
    expect((await look(await house.as("secretariat"), id)).affiliations[0].title).toBeNull();
    expect(await everywhere("Zephyr")).toEqual([]);

    const past = { organisation: port, capacity: "official", since: "2001-01-01", until: "2009-12-31" };
    expect((await begin(id, past)).status).toBe(201);
    expect((await look(officer, id)).organisation).toBe("Harbour Mutual");
    const staff = await officer.get(`/api/v1/people?organisation=${harbour}`);
    expect(staff.body.items).toMatchObject([{ id, organisationId: harbour, capacity: "representative" }]);
    expect((await officer.get(`/api/v1/people?organisation=${port}`)).body.items).toEqual([]);

    const twice = await begin(id, { organisation: harbour, capacity: "expert" });
    expect(twice.status).toBe(409);
    expect(twice.body.existing).toBe(first.body.id);
    const own = await officer.put(`/api/v1/people/${id}`, { organisation: "Elsewhere" }).expect(422);
    expect(own.body.errors[0].pointer).toBe("/organisation");

    const words = { ...KIND, shortName: null, otherNames: [], parents: [], sectors: [] };
    await officer.put(`/api/v1/organisations/${harbour}`, { ...words, name: "Harbour Re" }).expect(200);
    expect((await look(officer, id)).organisation).toBe("Harbour Re");

    const end = (until: string) => officer.post(`/api/v1/affiliations/${first.body.id}/end`, { until });
    await end("2010-04-30").expect(422);
    await end("2012-12-04").expect(422);
    expect((await end("2012-11-30").expect(200)).body.until).toBe("2012-11-30");
    await end("2012-11-30").expect(409);
    expect((await look(officer, id)).organisation).toBeNull();
  });

  it("is refused by field what it cannot be", async () => {
    const [id, harbour] = [await enter({ name: "Una Field" }), await organisation("Fields")];
    for (const [more, pointer] of [
      [{ organisation: id }, "/organisation"],
      [{ capacity: "king" }, "/capacity"],
      [{ since: "2012-12-04" }, "/since"],
      [{ since: "2012-02-30" }, "/since"],
      [{ until: "2012-12-04" }, "/until"],
      [{ since: "2012-05-02", until: "2012-05-01" }, "/until"],
    ] as const) {
      const answer = await begin(id, { organisation: harbour, capacity: "expert", ...more });
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
    expect((await look(await house.as("officer"), id)).affiliations).toEqual([]);
  });
});

describe("somebody who changes jobs", () => {
  it("keeps what they hold until a person has said for each seat whether it follows", async () => {
    const officer = await house.as("officer");
    const [from, to] = [await organisation("Old Mutual Marine"), await organisation("New Marine Re")];
    const { engagement, groupId, partyId } = await takeSeat();
    const left = await begin(partyId, { organisation: from, capacity: "representative" });
    const changed = await change(partyId, {
      begins: { organisation: to, capacity: "expert", title: "Partner" },
      on: "2012-12-03",
      answers: [{ place: "case", answer: "follows" }],
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(201);
    expect(changed.body).toMatchObject({ person: partyId, left: left.body.id, on: "2012-12-03" });
    const answered = { answeredAt: expect.any(String), answeredBy: officer.accountId };
    const open = { answer: null, answeredAt: null, answeredBy: null };
    expect(changed.body.questions).toEqual([
      { place: "case", engagement, group: null, answer: "follows", ...answered },
      { place: "seat", engagement, group: groupId, ...open },
    ]);
    const now = await look(officer, partyId);
    expect(now).toMatchObject({ organisation: "New Marine Re" });
    expect(now.affiliations).toMatchObject([
      { organisation: { id: to }, since: "2012-12-03", until: null, capacity: "expert" },
      { organisation: { id: from }, until: "2012-12-02" },
    ]);
    const chair = await house.as("chair");
    expect((await chair.get(`/api/v1/groups/${groupId}`)).body.card.held).toBe(1);

    const path = `/api/v1/job-changes/${changed.body.id}`;
    const list = await officer.get(`/api/v1/job-changes?open=true&person=${partyId}`);
    expect(list.body.items).toEqual([changed.body]);
    await (await house.as("officer", "elsewhere")).get(path).expect(404);
    await chair.get(path).expect(403);
    const say = (answers: object[]) => officer.post(`${path}/answers`, { answers });
    const wrong = await say([{ place: "offer", group: groupId, answer: "ends" }]).expect(422);
    expect(wrong.body.errors[0]).toEqual({
      pointer: "/answers/0",
      detail: `expected one of the places held: case, seat ${groupId}`,
    });
    const said = await say([{ place: "seat", group: groupId, answer: "stays" }]).expect(200);
    expect(said.body.questions[1]).toMatchObject({ answer: "stays", ...answered });
    await say([{ place: "seat", group: groupId, answer: "follows" }]).expect(409);
    expect((await officer.get(path)).body).toEqual(said.body);
    expect((await officer.get("/api/v1/job-changes?open=true")).body.items).toEqual([]);
    expect((await officer.get("/api/v1/job-changes?open=false")).body.items).toHaveLength(1);
  });

  it("may leave without a new job, and is asked nothing when they hold nothing", async () => {
    const [id, from] = [await enter({ name: "Leo Leaver" }), await organisation("Left Behind")];
    await begin(id, { organisation: from, capacity: "expert" });
    const left = await change(id, { begins: null, on: "2012-12-01" });
    expect(left.body).toMatchObject({ begun: null, questions: [] });
    expect((await look(await house.as("officer"), id)).organisation).toBeNull();
  });

  it("changes nothing at all when one part is refused", async () => {
    const officer = await house.as("officer");
    const [id, from] = [await enter({ name: "Sid Stays" }), await organisation("Stays Put")];
    await begin(id, { organisation: from, capacity: "expert", since: "2012-12-01" });
    const begins = { organisation: from, capacity: "observer" };
    for (const [body, pointer] of [
      [{ begins: { ...begins, organisation: id }, on: "2012-12-03" }, "/begins/organisation"],
      [{ begins, on: "2012-12-04" }, "/on"],
      [{ begins, on: "2012-12-01" }, "/on"],
      [{ begins, on: "2012-12-03", leaves: id }, "/leaves"],
      [{ begins: null, on: "2012-12-03", leaves: null }, "/begins"],
      [{ begins, on: "2012-12-03", answers: [{ place: "case", answer: "ends" }] }, "/answers/0"],
    ] as const) {
      const answer = await change(id, body);
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
    const { affiliations } = await look(officer, id);
    expect(affiliations).toMatchObject([{ organisation: { id: from }, until: null, capacity: "expert" }]);
    expect((await officer.get(`/api/v1/job-changes?person=${id}`)).body.items).toEqual([]);
    // The same organisation in another capacity is a change like any other.
    expect((await change(id, { begins, on: "2012-12-03" })).status).toBe(201);
  });

  it("has what was declared of interests assessed anew, once", async () => {
    const officer = await house.as("officer");
    const id = await enter({ name: "Dina Dauer", email: "dina@dauer.example" });
    const asked = { partyId: id, as: "independent_expert" };
    const form = (await officer.post("/api/v1/interests", asked).expect(201)).body.id as string;
    const signed = { signed: true, signedOn: "2012-12-03" };
    const none = { type: "interests.none", data: signed, onBehalfOf: "stakeholder" };
    await officer.post(`/api/v1/interests/${form}/events`, none).expect(200);
    const state = async () => (await officer.get(`/api/v1/interests/${form}`).expect(200)).body.state;
    expect(await state()).toBe("clear");
    for (const [name, on] of [
      ["Dauer & Sons", "2012-12-01"],
      ["Dauer & Daughters", "2012-12-03"],
    ] as const) {
      const begins = { organisation: await organisation(name), capacity: "representative" };
      expect((await change(id, { begins, on })).status).toBe(201);
      await house.quiet();
      expect(await state()).toBe("assess");
    }
    expect((await (await house.as("admin", null)).get("/api/v1/incidents")).body.items).toEqual([]);
  });

  it("is gone from the directory once erased, with where they worked", async () => {
    const officer = await house.as("officer");
    const [id, at] = [
      await enter({ name: "Erna Gone", email: "erna@gone.example" }),
      await organisation("Gone Ltd"),
    ];
    await begin(id, { organisation: at, capacity: "expert", title: "Director" });
    await change(id, { begins: null, on: "2012-12-03" });
    await forgetParty(house.house.directory, id);
    await officer.get(`/api/v1/people/${id}`).expect(404);
    expect((await officer.get("/api/v1/people?q=erna")).body.items).toEqual([]);
    const { rows } = await house.database.pool.query("select 1 from affiliation where party_id = $1", [id]);
    expect(rows).toEqual([]);
    expect((await officer.get(`/api/v1/job-changes?person=${id}`)).body.items).toMatchObject([
      { left: null, begun: null },
    ]);
  });
});

/** Somebody writes, is vetted and takes a seat in a group. */
async function takeSeat() {
  const [officer, chair] = [await house.as("officer"), await house.as("chair")];
  const id = await house.receive("mara@marine.example", { name: "Mara Marsh" });
  const send = async (caller: Caller, path: string, type: string, data: object = {}, more: object = {}) => {
    const answer = await caller.post(`/api/v1/${path}/events`, { type, data, ...more });
    expect(answer.status, `${type}: ${JSON.stringify(answer.body)}`).toBe(200);
    await house.quiet();
  };
  const engagement = `engagements/${id}`;
  await send(officer, engagement, "triage.claimed");
  const profile = vettingProfile("insurance");
  await send(officer, engagement, "vetting.started", { profile });
  const checks = clearChecks("2012-12-03");
  const completed = { checks, dossierHash: "a".repeat(64) };
  await send(await house.as("vetter"), engagement, "screening.completed", completed);
  await send(await house.as("approver"), engagement, "vetting.approved", { conditions: [] });
  const planned = { name: "Insurance", sector: "insurance", launchMonth: "2012-12", capacity: 4 };
  const groupId = (await chair.post("/api/v1/groups", planned).expect(201)).body.id as string;
  await send(chair, `groups/${groupId}`, "forming.started");
  await send(chair, `groups/${groupId}`, "group.launched", { leads: await house.leads() });
  const offer = { groupId, undertakings: "2013-01", interestsUntil: "2013-12-31" };
  await send(officer, engagement, "seat.offered", offer);
  await send(
    officer,
    engagement,
    "seat.accepted",
    { undertakings: "2013-01" },
    { onBehalfOf: "stakeholder" },
  );
  const { body } = await officer.get(`/api/v1/${engagement}`);
  return { engagement: id, groupId, partyId: body.party.id as string };
}

/** Tables in which the words stand in plaintext. */
async function everywhere(words: string): Promise<string[]> {
  const { pool } = house.database;
  const { rows } = await pool.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await pool.query(`select 1 from ${name} t where t::text ilike $1 limit 1`, [
      `%${words}%`,
    ]);
    if (rowCount !== 0) found.push(name);
  }
  return found;
}
