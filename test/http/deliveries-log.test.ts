import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

let made = 0;
/** A source of its own, made over the API. */
async function makeSource(more: object = {}) {
  const officer = await house.as("officer");
  made += 1;
  const slug = `log-${made}`;
  const answer = await officer.post("/api/v1/sources", { slug, vendor: "form", open: true, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string; slug: string };
}

async function deliver(slug: string, body: object): Promise<{ delivery: string; status: string }> {
  const answer = await house.anybody.post(`/hooks/${slug}`).send(body).expect(200);
  await house.quiet();
  return answer.body;
}

const detail = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/deliveries/${id}`).expect(200)).body;
const engagement = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}`).expect(200)).body;
const journal = async (id: string): Promise<{ type: string; data: Record<string, unknown> }[]> =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}/journal`).expect(200)).body.items;
const retry = async (id: string) => await (await house.as("officer")).post(`/api/v1/deliveries/${id}/retry`);

describe("what a form says", () => {
  it("reaches the engagement as codes, and its words the log of deliveries (S-018, S-021, S-025)", async () => {
    const { slug } = await makeSource();
    const taken = await deliver(slug, {
      name: "Inês Prata",
      email: "ines.prata@porto.example",
      "Tipo de organização": "Governo",
      Disponibilidade: "Apenas por escrito",
      "Modo de participação": "Presencial",
      "Idioma de trabalho": "Português",
      "Nota verbal": "NV/12/2013",
      "Nacional ou local": "Nacional",
      "Quantos navios?": "Doze petroleiros",
    });
    const { engagement: id, event, reading } = await detail(taken.delivery);
    expect(event).toBe("inquiry.submitted");
    expect((await engagement(id)).card).toMatchObject({
      kind: "formal_request",
      organisationKind: "government",
      commitment: "written",
      mode: "in_person",
      requestLevel: "national",
      language: "pt",
    });
    expect(reading).toMatchObject({
      kept: true,
      problem: null,
      inquiry: { formalRequest: { noteVerbale: "NV/12/2013", level: "national" } },
    });
    expect(reading.inquiry.answers.at(-1)).toEqual({
      key: "Quantos navios?",
      label: "Quantos navios?",
      type: expect.any(String),
      value: "Doze petroleiros",
      mappedTo: null,
    });
    expect(JSON.stringify(await journal(id))).not.toMatch(/NV\/12|petroleiros|Prata/);
  });
});

describe("an inquiry", () => {
  it("goes by rule to the officer who is named, who hears of it with the acknowledgement (S-017)", async () => {
    const officer = await house.as("officer");
    const other = await house.caller([["officer", "default"]]);
    const gone = await house.caller([["officer", "default"]]);
    const rules = {
      languages: ["en", "pt"],
      routes: [
        { id: "ideas", kinds: ["idea"], owner: officer.accountId },
        { id: "portugal_before", countries: ["PT"], owner: gone.accountId },
        { id: "portugal", countries: ["PT"], owner: other.accountId },
      ],
    };
    await officer.put("/api/v1/programmes/default/intake", rules).expect(200);
    expect((await officer.get("/api/v1/programmes/default/intake")).body).toEqual(rules);
    await house.database.pool.query("delete from role_grant where account_id = $1", [gone.accountId]);

    const { slug } = await makeSource();
    const taken = await deliver(slug, { email: "rui@lisboa.example", name: "Rui", country: "Portugal" });
    const { engagement: id } = await detail(taken.delivery);
    expect(await engagement(id)).toMatchObject({ state: "triage", owner: other.accountId });
    expect(await journal(id)).toEqual([
      expect.objectContaining({ type: "inquiry.submitted" }),
      expect.objectContaining({
        type: "triage.assigned",
        data: { ownerId: other.accountId, ruleId: "portugal", ownerOnLeave: false },
      }),
    ]);

    const unrouted = await deliver(slug, { email: "ana@madrid.example", name: "Ana", country: "Spain" });
    const { engagement: waiting } = await detail(unrouted.delivery);
    expect(await engagement(waiting)).toMatchObject({ state: "received", owner: null });
  });

  it("is given by the rules of its source before those of the programme", async () => {
    const officer = await house.as("officer");
    const own = await house.caller([["officer", "default"]]);
    const { slug } = await makeSource();
    const source = {
      name: "Lisbon desk",
      paused: false,
      mapping: {},
      routes: [{ id: "all", owner: own.accountId }],
    };
    await officer.put(`/api/v1/sources/${slug}`, source).expect(200);
    const taken = await deliver(slug, { email: "joana@lisboa.example", country: "Portugal" });
    expect((await journal((await detail(taken.delivery)).engagement))[1]?.data["ruleId"]).toBe("all");
  });

  it("is given by no rule that names a stranger, an unknown interest or the same name twice", async () => {
    const officer = await house.as("officer");
    const chair = await house.as("chair");
    const routes = [
      { id: "one", interests: ["shipping", "no_such"], owner: officer.accountId },
      { id: "one", owner: chair.accountId },
    ];
    const { body, status } = await officer.put("/api/v1/programmes/default/intake", {
      languages: ["en"],
      routes,
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/routes/0/interests/1",
      "/routes/1/owner",
      "/routes/1/id",
    ]);
    expect((await chair.get("/api/v1/programmes/default/intake")).status).toBe(403);
    const stranger = await house.as("officer", "elsewhere");
    expect((await stranger.get("/api/v1/programmes/default/intake")).status).toBe(404);
  });
});

describe("a source", () => {
  it("that is paused answers 200 and keeps what it gets, until somebody has it read", async () => {
    const officer = await house.as("officer");
    const { id, slug } = await makeSource({ name: "Spring form" });
    const source = { name: null, paused: true, mapping: {}, routes: [] };
    const paused = await officer.put(`/api/v1/sources/${slug}`, source).expect(200);
    expect(paused.body).toMatchObject({ name: slug, paused: true, revision: 2 });
    expect(paused.headers["etag"]).toBe('"2"');

    const first = await deliver(slug, { email: "one@paused.example", name: "One" });
    const second = await deliver(slug, { email: "two@paused.example", name: "Two" });
    expect([first.status, second.status]).toEqual(["held", "held"]);
    expect(await detail(first.delivery)).toMatchObject({ reason: "The source is paused", engagement: null });

    await officer.put(`/api/v1/sources/${slug}`, { ...source, paused: false }).expect(200);
    const retried = await officer.post(`/api/v1/sources/${id}/retry`).expect(200);
    expect(retried.body).toEqual({ retried: 2 });
    await house.quiet();
    for (const { delivery } of [first, second]) {
      expect(await detail(delivery)).toMatchObject({
        status: "accepted",
        replays: [{ by: officer.accountId, outcome: "opened", settledAt: expect.any(String) }],
      });
    }
    expect((await officer.post(`/api/v1/sources/${id}/retry`)).body).toEqual({ retried: 0 });
  });

  it("is changed only from the revision the change is meant for, by who may, in the own programme", async () => {
    const officer = await house.as("officer");
    const { slug } = await makeSource();
    const source = { name: "New name", paused: false, mapping: {}, routes: [] };
    const token = await house.caller([["officer", "default"]]);
    expect((await token.put(`/api/v1/sources/${slug}`, source).set("If-Match", '"7"')).status).toBe(412);
    expect((await officer.get(`/api/v1/sources/${slug}`)).body).toMatchObject({ name: slug, revision: 1 });
    expect(
      (await (await house.as("officer", "elsewhere")).put(`/api/v1/sources/${slug}`, source)).status,
    ).toBe(404);
    expect((await (await house.as("vetter")).get(`/api/v1/sources/${slug}`)).status).toBe(403);
  });
});

describe("the log of deliveries", () => {
  it("counts the copies of a delivery, and finds what arrived more than once", async () => {
    const officer = await house.as("officer");
    const { id: source, slug } = await makeSource();
    const body = { email: "thrice@harbour.example", name: "Thrice" };
    const first = await deliver(slug, body);
    await deliver(slug, { email: "once@harbour.example", name: "Once" });
    await deliver(slug, body);
    expect((await deliver(slug, body)).status).toBe("duplicate");
    const found = await officer.get(`/api/v1/deliveries?source=${source}&status=duplicate`).expect(200);
    expect(found.body.items).toEqual([
      expect.objectContaining({
        id: first.delivery,
        status: "accepted",
        times: 3,
        lastAt: expect.any(String),
      }),
    ]);
  });

  it("is searched by when something arrived and how suspicious it looked", async () => {
    const officer = await house.as("officer");
    const { id: source, slug } = await makeSource();
    const early = await deliver(slug, { email: "early@harbour.example" });
    const now = await house.house.engine.now();
    await house.advance(new Date(now.getTime() + 60_000));
    const late = await deliver(slug, { email: "late@harbour.example" });
    await house.database.pool.query("update delivery set score = 40, signals = '{fast}' where id = $1", [
      late.delivery,
    ]);
    const ids = async (filter: string): Promise<string[]> => {
      const { body } = await officer.get(`/api/v1/deliveries?source=${source}&${filter}`).expect(200);
      return body.items.map(({ id }: { id: string }) => id);
    };
    const between = new Date(now.getTime() + 30_000).toISOString();
    expect(await ids(`since=${between}`)).toEqual([late.delivery]);
    expect(await ids(`until=${between}`)).toEqual([early.delivery]);
    expect(await ids("score=40")).toEqual([late.delivery]);
    expect(await ids("score=41")).toEqual([]);
    expect((await officer.get("/api/v1/deliveries?since=yesterday")).status).toBe(400);
  });
});

describe("an accepted delivery that is read again after its mapping was put right", () => {
  it("tells its engagement what is read otherwise, once, and opens no second case", async () => {
    const officer = await house.as("officer");
    const { slug } = await makeSource();
    const body = { q1: "Nordlys Mutual", q2: "Norway", q3: "Portuguese", message: "May we join?" };
    const taken = await deliver(slug, body);
    const before = await detail(taken.delivery);
    expect(before.reading.inquiry).toMatchObject({ organisation: null, country: null });
    const id = before.engagement;
    const mails = async (): Promise<number> =>
      (await house.database.pool.query("select 1 from mail where instance_id = $1", [id])).rowCount ?? 0;
    const mailsBefore = await mails();

    const mapping = { organisation: "q1", country: "q2", language: "q3" };
    await officer.put(`/api/v1/sources/${slug}/mapping`, { mapping }).expect(200);
    // Twice at once is once: both wait for the delivery, so that neither comes after the reading.
    const { pool } = house.database;
    const holder = await pool.connect();
    await holder.query("begin");
    await holder.query("select 1 from delivery where id = $1 for update", [taken.delivery]);
    const asked = Promise.all([retry(taken.delivery), retry(taken.delivery)]);
    await eventually(async () => {
      const { rowCount } = await pool.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(rowCount).toBe(2);
    });
    await holder.query("commit");
    holder.release();
    expect((await asked).map(({ status }) => status)).toEqual([204, 204]);
    await house.quiet();

    const after = await detail(taken.delivery);
    expect(after).toMatchObject({
      status: "accepted",
      engagement: id,
      reading: { kept: true, inquiry: { organisation: "Nordlys Mutual", country: "NO", language: "pt" } },
      replays: [{ by: officer.accountId, outcome: "attached", reason: null }],
    });
    expect(await engagement(id)).toMatchObject({
      card: { country: "NO", language: "pt" },
      party: { organisation: "Nordlys Mutual" },
    });
    const corrected = (await journal(id)).at(-1);
    expect(corrected).toMatchObject({ type: "reading.corrected" });
    expect(corrected?.data["profile"]).toEqual({
      country: "NO",
      language: "pt",
      affiliation: "organisation",
      capacity: "organisation",
    });
    expect(await mails()).toBe(mailsBefore);

    await retry(taken.delivery);
    await house.quiet();
    expect((await detail(taken.delivery)).replays.at(-1)).toMatchObject({ outcome: "unchanged" });
    expect(await journal(id)).toHaveLength(2);
  });

  it("leaves what an officer has entered since, and keeps the address of another party apart", async () => {
    const officer = await house.as("officer");
    const { slug } = await makeSource();
    await deliver(slug, { name: "Other", email: "taken@harbour.example" });
    const taken = await deliver(slug, { name: "Maria", q2: "Norway", q4: "taken at harbour" });
    const { engagement: id } = await detail(taken.delivery);
    const { party } = await engagement(id);
    await officer.put(`/api/v1/people/${party.id}`, { name: "Maria Lund" }).expect(200);
    await officer
      .put(`/api/v1/sources/${slug}/mapping`, { mapping: { country: "q2", name: "q4" } })
      .expect(200);
    await retry(taken.delivery);
    await house.quiet();
    const after = await engagement(id);
    expect(after.card.country).toBe("NO");
    expect(after.party.name).toBe("Maria Lund");
  });

  it("is not read again when it is neither held nor accepted, and by nobody without the right", async () => {
    const { slug } = await makeSource();
    await house.anybody.post(`/hooks/${slug}-none`).send({}).expect(404);
    const taken = await deliver(slug, { email: "rights@harbour.example" });
    const path = `/api/v1/deliveries/${taken.delivery}/retry`;
    expect((await (await house.as("dpo")).post(path)).status).toBe(403);
    expect((await (await house.as("officer", "elsewhere")).post(path)).status).toBe(404);
    await house.database.pool.query("update delivery set status = 'partial' where id = $1", [taken.delivery]);
    expect((await retry(taken.delivery)).status).toBe(409);
  });
});
