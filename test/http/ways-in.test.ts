import { describe, expect, it } from "vitest";
import { openRecords } from "../../src/directory/people.ts";
import { inView, viewOf } from "../../src/http/instances/in-view.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

const journalOf = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}/journal`).expect(200)).body.items;
const recordsIn = async (items: readonly { data: { recordId?: string } }[]) => {
  const ids = items.flatMap(({ data }) => data.recordId ?? []);
  const opened = await openRecords(house.house.directory, ids);
  return ids.map((id) => JSON.parse(opened.get(id)?.text ?? "null"));
};

describe("a call or letter that an officer logs (S-017)", () => {
  const letter = {
    channel: "letter",
    happenedOn: "2012-11",
    person: {
      name: "Farid Haddad",
      organisation: "Port of Sines",
      email: "farid@sines.example",
      country: "PT",
    },
    message: "He asks whether dredging is our concern.",
    interests: ["shipping"],
  };

  it("opens the person's case, with when it happened apart from when it was entered", async () => {
    const officer = await house.as("officer");
    const { body } = await officer.post("/api/v1/inquiries", letter).expect(201);
    expect(body.outcome).toBe("opened");
    const [first] = await journalOf(body.engagement);
    expect(first).toMatchObject({
      type: "inquiry.logged",
      data: { channel: "letter", happenedOn: "2012-11", profile: { country: "PT", origin: "logged" } },
      happenedAt: "2012-11-01T12:00:00.000Z",
      enteredAt: "2012-12-03T09:00:00.000Z",
    });
    const [words] = await recordsIn([first]);
    expect(words).toMatchObject({ person: { name: "Farid Haddad" }, message: letter.message });
    const { rows } = await house.database.pool.query("select event::text as event from journal");
    expect(JSON.stringify(rows)).not.toContain("dredging");
  });

  it("is kept with the case of who has one, and repeated under its key changes nothing", async () => {
    const officer = await house.as("officer");
    const call = {
      ...letter,
      channel: "phone",
      happenedOn: "2012-12-02",
      message: "He rang about the ferry.",
    };
    const post = () => officer.post("/api/v1/inquiries", call).set("Idempotency-Key", "ferry");
    const first = await post().expect(200);
    expect(first.body.outcome).toBe("attached");
    const again = await post().expect(200);
    expect(again.body).toEqual({ ...first.body, outcome: "repeated" });
    const items = await journalOf(first.body.engagement);
    expect(items.map(({ type }: { type: string }) => type)).toEqual(["inquiry.logged", "message.attached"]);
    expect(items[1].data).toMatchObject({ channel: "phone", happenedOn: "2012-12-02" });

    const events = `/api/v1/engagements/${first.body.engagement}/events`;
    await officer.post(events, { type: "triage.claimed" }).expect(200);
    const answered = { type: "inquiry.answered", data: { reply: "sent", wantsToTakePart: false } };
    await officer.post(events, answered).expect(200);
    // Also when the case that heard it is over.
    expect((await post().expect(200)).body).toEqual({ ...first.body, outcome: "repeated" });
    const reused = officer.post("/api/v1/inquiries", { ...call, message: "Another." });
    expect((await reused.set("Idempotency-Key", "ferry")).body.code).toBe("key-reused");
  });

  it("of somebody without an address is one person, however often the request comes", async () => {
    const officer = await house.as("officer");
    const visit = { channel: "visit", person: { name: "Grete Holm" }, message: "She came by." };
    const post = () => officer.post("/api/v1/inquiries", visit).set("Idempotency-Key", "grete");
    const first = await post().expect(201);
    expect((await post().expect(200)).body).toEqual({ ...first.body, outcome: "repeated" });
    const found = await officer.get("/api/v1/people?q=grete").expect(200);
    expect(found.body.items).toHaveLength(1);
    const known = { ...visit, person: { id: first.body.person }, message: "She came again." };
    expect((await officer.post("/api/v1/inquiries", known).expect(200)).body).toMatchObject({
      outcome: "attached",
      engagement: first.body.engagement,
    });
  });

  it("says which field is wrong, and leaves nothing behind", async () => {
    const officer = await house.as("officer");
    const before = await house.database.pool.query("select count(*) from party");
    for (const [change, pointer] of [
      [{ happenedOn: "1989" }, "/happenedOn"],
      [{ happenedOn: "2013-01" }, "/happenedOn"],
      [{ happenedOn: "2012-13" }, "/happenedOn"],
      [{ happenedOn: "2012-11-31" }, "/happenedOn"],
      [{ happenedOn: "lately" }, "/happenedOn"],
      [{ channel: "pigeon" }, "/channel"],
      [{ person: {} }, "/person"],
      [{ person: { id: "0198c0de-0000-7000-8000-000000000001" } }, "/person/id"],
      [{ programme: "nowhere" }, "/programme"],
    ] as const) {
      const answer = await officer.post("/api/v1/inquiries", { ...letter, ...change });
      expect(answer.status, JSON.stringify(change)).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
    expect((await house.database.pool.query("select count(*) from party")).rows).toEqual(before.rows);
    await (await house.as("lead")).post("/api/v1/inquiries", letter).expect(403);
  });
});

describe("a nomination (S-007)", () => {
  const nominee = { name: "Hanna Virtanen", organisation: "Turku Yards", email: "hanna@turku.example" };
  const nominate = (email: string, more: object = {}) => ({
    person: { ...nominee, email },
    message: "She knows the trade.",
    ...more,
  });

  it("by a lead opens the nominee's case, and tells the lead no more than that it was received", async () => {
    const lead = await house.as("lead");
    const { body } = await lead.post("/api/v1/nominations", nominate(nominee.email)).expect(201);
    expect(body).toEqual({ outcome: "received", engagement: null, person: null });
    const again = await lead.post("/api/v1/nominations", nominate(nominee.email)).expect(201);
    expect(again.body).toEqual(body);
    const officer = await house.as("officer");
    const { items } = (await officer.get("/api/v1/engagements?text=hanna@turku").expect(200)).body;
    expect(items).toHaveLength(1);
    expect(items[0].origin).toBe("nominated");
    const journal = await journalOf(items[0].id);
    expect(journal.map(({ type }: { type: string }) => type)).toEqual([
      "nomination.made",
      "message.attached",
    ]);
    expect(journal[0].actor.id).toBe(lead.accountId);
    expect(journal[1].data.nominatorId).toBe(lead.accountId);
  });

  it("entered for somebody keeps who that is from everything the nominee is shown", async () => {
    const officer = await house.as("officer");
    const nominator = { name: "Jaakko Laine", email: "jaakko@lobby.example" };
    const told = nominate("ilse@turku.example", {
      nominator,
      person: { ...nominee, name: "Ilse Berg", email: "ilse@turku.example" },
    });
    const { body } = await officer.post("/api/v1/nominations", told).expect(201);
    const id = body.engagement;
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const ask = { type: "info.requested", data: { questions: ["Where do you work?"] } };
    await officer.post(`/api/v1/engagements/${id}/events`, ask).expect(200);
    await house.quiet();
    const mails = (await officer.get(`/api/v1/mails?instance=${id}`).expect(200)).body.items;
    const letters = mails.filter(({ audience }: { audience: string }) => audience === "party");
    expect(letters.length).toBeGreaterThan(0);
    const [, path = ""] = /(\/act\/\S+)/.exec(letters.at(-1).text) ?? [];
    const page = await house.anybody.get(path).expect(200);
    const [journal] = await journalOf(id);
    const { nominatorId } = journal.data;
    expect(nominatorId).not.toBe(body.person);
    for (const shown of [JSON.stringify(letters), page.text])
      for (const secret of ["Jaakko", "Laine", "lobby", nominatorId]) expect(shown).not.toContain(secret);
    // Nor in the words that are kept under the nominee's key.
    expect(JSON.stringify(await recordsIn([journal]))).not.toMatch(/Jaakko|lobby/);

    const asNominee = {
      id: body.person,
      kind: "public" as const,
      name: "The party",
      grants: [{ role: "stakeholder" as const, programmeId: await house.programme("default") }],
    };
    const instance = await house.house.engine.peek(id);
    if (instance === undefined) throw new Error("The case is there");
    const rows = (await officer.get(`/api/v1/engagements/${id}`).expect(200)).body;
    expect(JSON.stringify(inView(viewOf(asNominee, instance), rows, asNominee))).not.toContain(nominatorId);
  });

  it("of oneself, or for somebody by a lead, is refused", async () => {
    const self = nominate("kai@turku.example", { nominator: { email: "KAI@turku.example" } });
    const asOfficer = await (await house.as("officer")).post("/api/v1/nominations", self).expect(422);
    expect(asOfficer.body.errors[0].pointer).toBe("/nominator/email");
    const asLead = await (await house.as("lead")).post("/api/v1/nominations", self).expect(422);
    expect(asLead.body.errors[0].pointer).toBe("/nominator");
    await (await house.as("vetter")).post("/api/v1/nominations", self).expect(403);
  });
});
