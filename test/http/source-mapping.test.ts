import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse();

let made = 0;
async function makeSource(more: object = {}): Promise<{ id: string; slug: string }> {
  made += 1;
  const body = { slug: `proposed-${made}`, vendor: "form", open: true, ...more };
  return (await (await house.as("officer")).post("/api/v1/sources", body).expect(201)).body;
}

async function deliver(slug: string, body: object): Promise<string> {
  const answer = await house.anybody.post(`/hooks/${slug}`).send(body).expect(200);
  await house.quiet();
  return answer.body.delivery;
}

const preview = async (source: string, body: object) =>
  await (await house.as("officer")).post(`/api/v1/sources/${source}/preview`, body);

/** Every row of every table as text, but for the trail of audit and when a token was last used. */
async function everything(): Promise<Readonly<Record<string, string>>> {
  const { pool } = house.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       and table_schema !~ '^(?:graphile|queue)' and table_name !~ '^(?:audit|token|session|job_run)' order by 1`,
  );
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as hash from ${name} t`,
    );
    all[name] = rows[0]?.hash ?? "";
  }
  return all;
}

describe("a proposal", () => {
  it("is made from the first delivery: which question fills which field, by which rule, and the mapping that says so (S-018)", async () => {
    const officer = await house.as("officer");
    const { id, slug } = await makeSource();
    expect((await officer.get(`/api/v1/sources/${id}/proposal`).expect(200)).body).toMatchObject({
      deliveries: [],
      questions: [],
      mapping: {},
    });
    const body = { q1: "ada@proposal.example", Organisation: "Lloyd", q3: "Twelve ships" };
    const delivery = await deliver(slug, body);
    const proposed = (await officer.get(`/api/v1/sources/${slug}/proposal`).expect(200)).body;
    expect(proposed).toMatchObject({
      source: id,
      deliveries: [delivery],
      questions: [
        { key: "q1", ref: null, field: "email", by: "value", example: { shape: "email", value: body.q1 } },
        { key: "Organisation", field: "organisation", by: "label", example: { value: "Lloyd" } },
        { key: "q3", field: null, by: null, example: { shape: "line", length: 12 } },
      ],
      mapping: { email: "q1", organisation: "Organisation" },
    });
    const { mapping } = proposed;
    await officer.put(`/api/v1/sources/${id}/mapping`, { mapping }).expect(200);
    const again = (await officer.get(`/api/v1/sources/${id}/proposal`)).body;
    expect(again.mapping).toEqual(mapping);
    expect(again.questions.map(({ by }: { by: string }) => by)).toEqual(["mapping", "mapping", null]);
  });

  it("shows an administrator what answers look like, and none of their words", async () => {
    const { id, slug } = await makeSource();
    await deliver(slug, { email: "shape@proposal.example", name: "Shapely Word" });
    const { body } = await (await house.as("admin")).get(`/api/v1/sources/${id}/proposal`).expect(200);
    expect(body.questions).toMatchObject([
      { field: "email", example: { shape: "email", length: 22 } },
      { field: "name", example: { shape: "line", length: 12 } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/shape@|Shapely/);
    expect((await (await house.as("vetter")).get(`/api/v1/sources/${id}/proposal`)).status).toBe(403);
    const stranger = await house.as("officer", "elsewhere");
    expect((await stranger.get(`/api/v1/sources/${id}/proposal`)).status).toBe(404);
  });

  it("is made of no delivery whose case is marked beyond the caller (S-035)", async () => {
    const { id, slug } = await makeSource();
    const delivery = await deliver(slug, { email: "red@proposal.example", name: "Rhoda Red" });
    const officer = await house.as("officer");
    const { engagement } = (await officer.get(`/api/v1/deliveries/${delivery}`)).body;
    await officer
      .put(`/api/v1/engagements/${engagement}/marking`, { marking: "TLP:RED", reason: "Hers alone" })
      .expect(200);
    const other = await house.caller([["officer", "default"]]);
    expect((await other.get(`/api/v1/sources/${id}/proposal`).expect(200)).body.questions).toEqual([]);
    for (const body of [{ delivery }, { body: JSON.stringify({ email: "red@proposal.example" }) }]) {
      expect((await other.post(`/api/v1/sources/${id}/preview`, body)).status).toBe(403);
      expect((await officer.post(`/api/v1/sources/${id}/preview`, body)).status).toBe(200);
    }
  });
});

describe("a preview", () => {
  it("is the inquiry that a delivery becomes with another mapping, and writes nothing (S-018)", async () => {
    const { id, slug } = await makeSource();
    const delivery = await deliver(slug, { q1: "Nordlys Mutual", q2: "Norway", message: "May we join?" });
    const before = await everything();
    expect(Object.keys(before).length).toBeGreaterThan(40);
    const mapping = { organisation: "q1", country: "q2" };
    const { body, status } = await preview(id, { mapping, delivery });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      source: id,
      inquiry: { organisation: "Nordlys Mutual", country: "NO", message: "May we join?" },
      problem: null,
      unmapped: [],
      becomes: "corrected",
      engagement: expect.any(String),
      person: expect.any(String),
    });
    expect((await preview(id, { delivery })).body.unmapped).toEqual([
      { key: "q1", label: "q1" },
      { key: "q2", label: "q2" },
    ]);
    await preview(id, { body: JSON.stringify({ email: "never@seen.example" }) });
    expect(await everything()).toEqual(before);
  });

  it("says of a body whether the person is known, and whether a case would be opened or hear of it", async () => {
    const { id, slug } = await makeSource();
    const body = JSON.stringify({ email: "known@preview.example", message: "Again" });
    expect((await preview(id, { body })).body).toMatchObject({
      person: null,
      becomes: "opened",
      engagement: null,
    });

    const delivery = await deliver(slug, { email: "known@preview.example", message: "Hello" });
    const { engagement } = (await (await house.as("officer")).get(`/api/v1/deliveries/${delivery}`)).body;
    const { party } = (await (await house.as("officer")).get(`/api/v1/engagements/${engagement}`)).body;
    expect((await preview(id, { body })).body).toMatchObject({
      person: party.id,
      becomes: "attached",
      engagement,
    });
    expect(
      (await preview(id, { body, mapping: { email: "message", name: "message", message: "email" } })).body,
    ).toMatchObject({
      person: null,
      becomes: "opened",
    });
  });

  it("says why a body would be held or cannot be read", async () => {
    const { id } = await makeSource();
    expect((await preview(id, { body: '{"q1": "12"}' })).body).toMatchObject({
      problem: { reason: expect.stringContaining("No name, address or message") },
      inquiry: { person: { email: null } },
      unmapped: [{ key: "q1" }],
      becomes: null,
    });
    expect((await preview(id, { body: '{"q1": ' })).body).toMatchObject({ inquiry: null, becomes: null });
    const survey = await makeSource({
      vendor: "surveymonkey",
      open: undefined,
      secret: "client-id&a-secret-of-surveys",
    });
    const event = {
      event_type: "response_completed",
      event_id: "1",
      object_id: "2",
      resources: { survey_id: "3" },
    };
    const { problem } = (await preview(survey.id, { body: JSON.stringify(event) })).body;
    expect(problem.reason).toBe(
      "SurveyMonkey sends no answers; look up the response 2 of the survey 3 there",
    );
  });

  it("of both or neither, of another source's delivery or with a mapping of unknown fields is refused by name", async () => {
    const one = await makeSource();
    const two = await makeSource();
    const delivery = await deliver(one.slug, { email: "one@preview.example" });
    for (const body of [{}, { delivery, body: "{}" }]) {
      const refused = await preview(one.id, body);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, "/delivery"]);
    }
    const wrong = await preview(one.id, { delivery, mapping: { tenant: "q1" } });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, "/mapping/tenant"]);
    expect((await preview(two.id, { delivery })).status).toBe(404);
    const path = `/api/v1/sources/${one.id}/preview`;
    expect((await (await house.as("officer", "elsewhere")).post(path, { delivery })).status).toBe(404);
    expect((await (await house.as("admin")).post(path, { delivery })).status).toBe(403);
  });

  it("stands in the trail of audit, with the delivery that was looked into (S-060)", async () => {
    const { id, slug } = await makeSource();
    const delivery = await deliver(slug, { email: "seen@preview.example" });
    await preview(id, { delivery });
    const { rows } = await house.database.pool.query(
      "select act, subject_kind, subject_id from audit where subject_id = any($1) order by at",
      [[id, delivery]],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { act: "saw", subject_kind: "source", subject_id: id },
        { act: "saw", subject_kind: "delivery", subject_id: delivery },
      ]),
    );
  });
});
