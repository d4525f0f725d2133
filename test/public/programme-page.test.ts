import { beforeAll, describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const PAGE = "/programmes/pip";
const api = "/api/v1/programmes/pip";
const groups = new Map<string, string>();

const text = {
  title: "Partners in Prevention",
  summary: "Industry and governments work together.\n\nJoin us <soon>.",
  benefits: [{ audience: "For insurers", text: "You learn early which rules are coming." }],
  faq: [{ question: "What does it cost?", answer: "Nothing." }],
};

beforeAll(async () => {
  await house.programme("pip");
  await house.database.pool.query("update programme set languages = '{en,fr}' where slug = 'pip'");
  const chair = await house.as("chair", "pip");
  for (const [name, launchMonth] of [
    ["Shipping", "2013-05"],
    ["Radiopharmaceuticals", "2013-02"],
    ["Dual-use technologies", "2012-10"],
    ["Not for everybody", "2013-01"],
  ] as const) {
    const { body } = await chair
      .post("/api/v1/groups", { programme: "pip", name, launchMonth, capacity: 12 })
      .expect(201);
    groups.set(name, body.id);
    if (name === "Not for everybody") continue;
    await chair
      .put(`/api/v1/groups/${body.id}/marking`, { marking: "TLP:CLEAR", reason: "It is on the road map" })
      .expect(200);
  }
});

const publish = async (page: boolean) =>
  await (await house.as("officer", "pip")).put(`${api}/public-pages`, { form: false, page }).expect(200);

describe("a programme's page", () => {
  it("is not there for strangers until it is published, in the words of a page that never was", async () => {
    const before = await house.anybody.get(PAGE).expect(404);
    const never = await house.anybody.get("/programmes/nowhere").expect(404);
    expect(before.body.detail.replace("pip", "nowhere")).toBe(never.body.detail);
    expect(before.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  });

  it("says what the programme is, what is in it for whom, and answers questions (S-023, S-024)", async () => {
    const officer = await house.as("officer", "pip");
    await officer.put(`${api}/texts/en`, text).expect(200);
    const { body } = await publish(true);
    expect(body).toMatchObject({ hiddenGroups: 1, page: { publishedAt: "2012-12-03T09:00:00.000Z" } });
    const { text: html, headers } = await house.anybody.get(PAGE).expect(200);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("<h1>Partners in Prevention</h1>");
    expect(html).toContain("<p>Join us &lt;soon&gt;.</p>");
    expect(html).toContain("You learn early which rules are coming.");
    expect(html).toContain("<summary>What does it cost?</summary>");
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  });

  it("lists the groups of the road map in order with state, month and how to join, and none that is not for everybody", async () => {
    const { text: html } = await house.anybody.get(PAGE).expect(200);
    const names = [...html.matchAll(/<th scope="row">([^<]+)</g)].map(([, name]) => name);
    expect(names).toEqual(["Dual-use technologies", "Radiopharmaceuticals", "Shipping"]);
    expect(html).toContain("Planned for May 2013");
    expect(html).toContain("Write to us now: you are on its list until it launches.");
  });

  it("carries nobody's name, address or number of seats taken (S-024)", async () => {
    await house.receive("ines@example.org");
    const { text: html } = await house.anybody.get(PAGE).expect(200);
    const [, main = ""] = /<main([\s\S]*)<\/main>/.exec(html) ?? [];
    expect(main).not.toMatch(/Ines|@|waiting|capacity/);
  });

  it("changes when a group launches, and is not sent again while nothing has changed", async () => {
    const first = await house.anybody.get(PAGE).expect(200);
    const etag = first.headers["etag"] ?? "";
    expect(first.headers["cache-control"]).toBe("public, max-age=60, stale-while-revalidate=60");
    await house.anybody.get(PAGE).set("If-None-Match", etag).expect(304);

    const chair = await house.as("chair", "pip");
    const at = `/api/v1/groups/${groups.get("Dual-use technologies")}/events`;
    await chair.post(at, { type: "forming.started" }).expect(200);
    await chair
      .post(at, {
        type: "group.launched",
        data: {
          leads: [chair.accountId, (await house.as("officer", "pip")).accountId],
          waivers: [{ guard: "leadsInterestsInDate", reason: "They answer when they first meet" }],
        },
      })
      .expect(200);
    const { text: html } = await house.anybody.get(PAGE).set("If-None-Match", etag).expect(200);
    expect(html).toContain("Launched in December 2012");
    expect(html).toContain("It takes people: write to us.");
  });

  it("speaks the language that is asked for, else the browser's, else its first, and keeps what is not translated as it is", async () => {
    const asked = await house.anybody.get(`${PAGE}?lang=fr`).set("Accept-Language", "en").expect(200);
    expect(asked.text).toContain('<html lang="fr">');
    expect(asked.text).toContain("Prévu pour mai 2013");
    expect(asked.text).toContain('<div lang="en"><p>Industry and governments work together.</p>');
    expect(asked.headers["content-language"]).toBe("fr");
    expect(asked.headers["vary"]).toContain("Accept-Language");
    const liked = await house.anybody.get(PAGE).set("Accept-Language", "de, fr-CA;q=0.8, en;q=0.5");
    expect(liked.text).toContain('<html lang="fr">');
    const neither = await house.anybody.get(`${PAGE}?lang=pt`).set("Accept-Language", "pt");
    expect(neither.text).toContain('<html lang="en">');
  });

  it("takes nothing but GET", async () => {
    const { headers } = await house.anybody.post(PAGE).expect(405);
    expect(headers["allow"]).toBe("GET, HEAD");
  });
});

describe("what a programme publishes", () => {
  it("is kept by its officers and by administrators, and by nobody else", async () => {
    const wanted = { form: false, page: true };
    await (await house.as("vetter", "pip")).put(`${api}/public-pages`, wanted).expect(403);
    await (await house.as("officer", "default")).put(`${api}/public-pages`, wanted).expect(404);
    await (await house.as("vetter", "pip")).get(`${api}/public-pages`).expect(200);
    await (await house.as("admin", null)).put(`${api}/public-pages`, wanted).expect(200);
  });

  it("needs a text to consent to in every language before the form can be published", async () => {
    const officer = await house.as("officer", "pip");
    const refused = await officer.put(`${api}/public-pages`, { form: true, page: true }).expect(409);
    expect(refused.body.missing).toEqual([
      "a text to consent to in the language en",
      "a text to consent to in the language fr",
    ]);
    await officer.post(`${api}/consent-texts`, { texts: { en: "We keep what you write." } }).expect(201);
    await officer.put(`${api}/public-pages`, { form: true, page: true }).expect(409);
    const both = { en: "We keep what you write.", fr: "Nous conservons ce que vous écrivez." };
    const made = await officer.post(`${api}/consent-texts`, { texts: both }).expect(201);
    expect(made.body).toMatchObject({ version: 2, publishedBy: officer.accountId });
    const { body } = await officer.put(`${api}/public-pages`, { form: true, page: true }).expect(200);
    expect(body).toMatchObject({ consentVersion: 2, missing: [], languages: ["en", "fr"] });
    const less = await officer.post(`${api}/consent-texts`, { texts: { en: "Less." } }).expect(409);
    expect(less.body.detail).toContain("lacks fr");
  });

  it("keeps every version of the text to consent to, and no two have one number", async () => {
    const officer = await house.as("officer", "pip");
    const texts = { en: "Again.", fr: "Encore." };
    const made = await Promise.all([1, 2, 3].map(() => officer.post(`${api}/consent-texts`, { texts })));
    expect(made.map(({ body }) => String(body.version)).toSorted()).toEqual(["3", "4", "5"]);
    const { body } = await officer.get(`${api}/consent-texts`).expect(200);
    expect(body.items.map(({ version }: { version: number }) => version)).toEqual([5, 4, 3, 2, 1]);
    await expect(
      house.database.pool.query("update consent_text set texts = '{}' where version = 1"),
    ).rejects.toThrow("only ever added to");
  });

  it("names the field that is not as expected", async () => {
    const officer = await house.as("officer", "pip");
    const wrong = await officer
      .put(`${api}/public-pages`, { form: false, page: true, embedOrigins: ["https://example.org/path"] })
      .expect(422);
    expect(wrong.body.errors).toEqual([
      {
        pointer: "/embedOrigins/0",
        detail: "expected an origin such as https://www.example.org, without a path",
      },
    ]);
    const language = await officer.put(`${api}/texts/de`, text).expect(422);
    expect(language.body.errors[0].detail).toBe("expected one of the programme's languages: en, fr");
  });
});
