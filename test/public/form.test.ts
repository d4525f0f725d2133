import { beforeAll, describe, expect, it } from "vitest";
import { createHousekeeping } from "../../src/engine/housekeeping.ts";
import { createLog } from "../../src/lib/log.ts";
import { testHouse } from "../support/house.ts";
import { answers, hiddenIn, publishForm, visitor, type Fields } from "../support/own-form.ts";

const house = testHouse({ environment: { TRUSTED_PROXIES: "1" } });
const FORM = "/forms/pip";
let programmeId = "";
let people = 0;

beforeAll(async () => {
  programmeId = await publishForm(house, "pip");
});

const later = async (ms: number) => {
  await house.advance(new Date((await house.house.engine.now()).getTime() + ms));
};

interface Sending {
  readonly fields?: Fields;
  readonly fillMs?: number;
  readonly withWork?: boolean | string;
  readonly page?: string;
}

/** Somebody new opens the form, takes a minute and sends it. */
async function sendAs({ fields = {}, fillMs = 60_000, withWork = true, page }: Sending = {}) {
  people += 1;
  const somebody = visitor(house, `192.0.2.${people}`);
  const email = `person${people}@example.org`;
  const hidden = await somebody.open(FORM);
  const work = withWork === true ? await somebody.work("pip") : withWork === false ? "" : withWork;
  await later(fillMs);
  const sent = { ...answers, email, ...hidden, work, ...(page === undefined ? {} : { page }), ...fields };
  const answer = await somebody.send(FORM, sent);
  return { answer, sent, email, somebody };
}

interface Row {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly score: number;
  readonly signals: readonly string[];
  readonly engagement: string | null;
  readonly receivedAt: string;
}
const deliveries = async (): Promise<readonly Row[]> => {
  await house.quiet();
  return (await (await house.as("officer", "pip")).get("/api/v1/deliveries?limit=200").expect(200)).body
    .items;
};
const latest = async (): Promise<Row> => {
  const [first] = await deliveries();
  if (first === undefined) throw new Error("Nothing was delivered");
  return first;
};

describe("a form that somebody fills in", () => {
  it("becomes one engagement with all that was said, and a letter that says so (S-017, S-018)", async () => {
    const { answer, email } = await sendAs();
    expect(answer.status).toBe(303);
    expect(answer.headers["location"]).toBe("/forms/pip/thanks?lang=en");
    const delivery = await latest();
    expect(delivery).toMatchObject({ status: "accepted", score: 0, signals: [] });
    const officer = await house.as("officer", "pip");
    const { body: engagement } = await officer.get(`/api/v1/engagements/${delivery.engagement}`).expect(200);
    expect(engagement).toMatchObject({
      programme: "pip",
      party: { name: "Ines Duarte", organisation: "Atlantic Marine Mutual", email },
      card: { country: "PT", interests: ["insurance"], capacity: "organisation", kind: "participate" },
    });
    // Which text was agreed to, in which language and when.
    const consent = { version: 1, language: "en", at: delivery.receivedAt };
    expect(engagement.card.consent).toEqual(consent);
    const { body: journal } = await officer.get(`/api/v1/engagements/${engagement.id}/journal`).expect(200);
    expect(journal.items[0].data.consent).toEqual(consent);
    const { body: looked } = await officer.get(`/api/v1/deliveries/${delivery.id}`).expect(200);
    expect(JSON.parse(looked.body)).toMatchObject({
      commitment: "meetings",
      presence: "remote",
      concerns: "We insure what others ship.",
      organisationKind: "business",
    });
    const { body: mails } = await officer.get("/api/v1/mails").expect(200);
    expect(mails.items.map(({ template }: { template: string }) => template)).toContain("inquiry-received");
  });

  it("is confirmed in the language of the form, first in the programme's own words (S-017)", async () => {
    const officer = await house.as("officer", "pip");
    const text = { title: "PIP", summary: "Ensemble.", acknowledgement: "Merci, dit le programme." };
    await officer.put("/api/v1/programmes/pip/texts/fr", text).expect(200);
    people += 1;
    const somebody = visitor(house, `192.0.2.${people}`);
    const hidden = await somebody.open(`${FORM}?lang=fr`);
    const work = await somebody.work("pip");
    await later(60_000);
    const sent = { ...answers, email: "francais@example.org", ...hidden, work };
    await somebody.send(`${FORM}?lang=fr`, sent).expect(303);
    const { engagement } = await latest();
    const { items } = (await officer.get(`/api/v1/mails?instance=${engagement}`).expect(200)).body;
    const letter = items.find(({ template }: { template: string }) => template === "inquiry-received");
    expect(letter.subject).toContain("Nous avons reçu votre message à pip");
    expect(letter.text).toContain(
      "Bonjour Ines Duarte,\n\nMerci, dit le programme.\n\nVous aurez de nos nouvelles",
    );
    expect(letter.text).not.toContain("est bien arrivé");
  });

  it("may be for oneself, an idea, a question, a formal request or a proposed meeting (S-018, S-020, S-025, S-027)", async () => {
    const cases: readonly [Fields, object][] = [
      [
        { behalf: "self", kind: "idea", message: "Share what ports learn." },
        { kind: "idea", capacity: "independent_expert" },
      ],
      [
        { kind: "question", message: "What does it cost?", country: "" },
        { kind: "question", country: null },
      ],
      [
        {
          kind: "formal_request",
          noteLevel: "national",
          noteNumber: "NV 12/2012",
          message: "We ask for advice.",
        },
        { kind: "formal_request" },
      ],
      [
        { kind: "meeting_proposal", meetingPlace: "Maputo", message: "In the spring." },
        { kind: "meeting_proposal" },
      ],
    ];
    for (const [fields, card] of cases) {
      await sendAs({ fields });
      const { engagement, status } = await latest();
      expect(status, String(fields["kind"])).toBe("accepted");
      const { body } = await (await house.as("officer", "pip")).get(`/api/v1/engagements/${engagement}`);
      expect(body.card).toMatchObject(card);
    }
  });

  it("is one delivery however often the button was pressed", async () => {
    const before = (await deliveries()).length;
    const { sent, somebody } = await sendAs({ fields: { message: "Twice." } });
    const again = await Promise.all([1, 2, 3].map(() => somebody.send(FORM, sent)));
    expect(again.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await deliveries()).length).toBe(before + 1);
    expect(await latest()).toMatchObject({ status: "accepted", signals: [] });
  });

  it("that was opened before the text to consent to changed is shown with the new one, and both are on record", async () => {
    const officer = await house.as("officer", "pip");
    people += 1;
    const somebody = visitor(house, `192.0.2.${people}`);
    const email = "again@example.org";
    const send = async (hidden: Fields, message: string) =>
      await somebody.send(FORM, { ...answers, ...hidden, email, message, work: await somebody.work("pip") });
    const hidden = await somebody.open(FORM);
    await later(60_000);
    expect((await send(hidden, "The first.")).status).toBe(303);
    const before = await latest();
    const texts = { en: "We keep it for two years.", fr: "Nous le conservons deux ans." };
    await officer.post("/api/v1/programmes/pip/consent-texts", { texts }).expect(201);

    const { status, text: html } = await send(hidden, "The second.");
    expect(status).toBe(422);
    expect(html).toContain("The text has changed since you opened the page. Please read it again.");
    expect(html).toContain("We keep it for two years.");
    expect((await send({ ...hidden, ...hiddenIn(html) }, "The second.")).status).toBe(303);
    const after = await latest();
    expect(after).toMatchObject({ status: "accepted", engagement: before.engagement });
    const { body } = await officer.get(`/api/v1/engagements/${after.engagement}`).expect(200);
    expect(body.card.consent).toEqual({ version: 2, language: "en", at: after.receivedAt });
    const { body: journal } = await officer
      .get(`/api/v1/engagements/${after.engagement}/journal`)
      .expect(200);
    const versions = journal.items.map(
      ({ data }: { data: { consent?: { version: number } } }) => data.consent?.version,
    );
    expect(versions.filter((version: unknown) => version !== undefined)).toEqual([1, 2]);
  });

  it("is shown again with every error, what was typed and a tab that says so", async () => {
    const fields = {
      name: "",
      email: "no address",
      kind: "idea",
      message: "",
      interests: ["insurance", "nonsense"],
    };
    const { answer } = await sendAs({ fields: { ...fields, organisation: '"><script>alert(1)</script>' } });
    expect(answer.status).toBe(422);
    const { text: html } = answer;
    expect(html).toContain("<title>Error: Write to pip</title>");
    expect(html).toMatch(/<div class="summary" role="alert" tabindex="-1" id="errors" autofocus/);
    for (const at of ["name", "email", "interests-0", "message"]) expect(html).toContain(`<a href="#${at}">`);
    expect(html).toContain('value="no address"');
    expect(html).toMatch(/id="email"[^>]*aria-describedby="email-hint email-error" aria-invalid="true"/);
    expect(html).toContain("We insure what others ship.</textarea>");
    expect(html).toMatch(/value="insurance" aria-invalid="true" checked/);
    expect(html).not.toContain("<script>alert");
  });

  it("asks for what belongs to the kind of inquiry, and in the language it is read in", async () => {
    const somebody = visitor(house, "192.0.2.200");
    const hidden = await somebody.open(`${FORM}?lang=fr`);
    const fields = { ...answers, ...hidden, country: "", consent: "" };
    const { text: html } = await somebody.send(`${FORM}?lang=fr`, fields).expect(422);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain("Choisissez votre pays : il est nécessaire pour participer.");
    expect(html).toContain("Sans votre accord, nous ne pouvons pas conserver votre message.");
    expect(html).toContain("Mozambique");
    expect(html).toContain("Nous le conservons deux ans.");
  });

  it("is not offered in a language that has no text to consent to, though the programme speaks it", async () => {
    await house.database.pool.query("update programme set languages = '{en,fr,pt}' where slug = 'pip'");
    const { text: html } = await house.anybody
      .get(`${FORM}?lang=pt`)
      .set("Accept-Language", "pt")
      .expect(200);
    expect(html).toContain('<html lang="en">');
    expect(html).not.toContain("Português");
    await house.database.pool.query("update programme set languages = '{en,fr}' where slug = 'pip'");
  });

  it("of another site is refused, unless the programme named the site", async () => {
    const somebody = visitor(house, "192.0.2.201");
    const send = (origin: string) => somebody.send(FORM, { name: "" }).set("Origin", origin);
    await send("https://elsewhere.example").expect(403);
    const officer = await house.as("officer", "pip");
    const pages = { form: true, page: true, embedOrigins: ["https://www.example.org"] };
    await officer.put("/api/v1/programmes/pip/public-pages", pages).expect(200);
    const named = await send("https://www.example.org").expect(422);
    expect(named.headers["access-control-allow-origin"]).toBe("https://www.example.org");
    expect(named.headers["access-control-allow-credentials"]).toBeUndefined();
    await send("https://elsewhere.example").expect(403);
  });

  it("shows in a frame on the named sites and nowhere else (27)", async () => {
    const framed = await house.anybody.get(`${FORM}/framed`).expect(200);
    expect(framed.headers["content-security-policy"]).toContain(
      "frame-ancestors 'self' https://www.example.org;",
    );
    expect(framed.headers["x-frame-options"]).toBeUndefined();
    const page = await house.anybody.get(FORM).expect(200);
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'self';");
    expect(page.headers["x-frame-options"]).toBe("SAMEORIGIN");
    const { text: html } = await house.anybody.get(`${FORM}/embed`).expect(200);
    expect(html).toContain("&lt;iframe src=&quot;http://convoke.example/forms/pip/framed?lang=en&quot;");
    expect(html).toContain("https://www.example.org");
  });

  it("is a page that no cache keeps, with no inline script allowed, and problems are problem documents (27)", async () => {
    const { headers } = await house.anybody.get(FORM).expect(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    for (const answer of [
      await house.anybody.get("/forms/nowhere").expect(404),
      await house.anybody.put(FORM).expect(405),
      await house.anybody
        .post(FORM)
        .type("form")
        .send(`message=${"x".repeat(300_000)}`)
        .expect(413),
    ]) {
      expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(answer.text).not.toMatch(/\bat \S+\.ts/);
    }
  });
});

describe("whoever fills in the form", () => {
  const looksLikeSpam: readonly [string, string, Sending][] = [
    ["fills in the field that nobody sees", "honeypot", { fields: { website: "https://spam.example" } }],
    ["takes less than two seconds", "too_fast", { fillMs: 1_900 }],
    ["sends a page that we never made", "page_forged", { page: `${"0".repeat(8)}.1.${"a".repeat(64)}` }],
    ["had the page open for more than a day", "page_too_old", { fillMs: 25 * 3_600_000, withWork: false }],
    ["invents a proof of work", "work_forged", { withWork: "eyJjaGFsbGVuZ2UiOnt9fQ==" }],
    ["sends a proof of work that has expired", "work_expired", { fillMs: 21 * 60_000 }],
    [
      "writes of many links",
      "many_links",
      {
        fields: {
          message:
            "https://a.example https://b.example www.c.example http://d.example https://e.example https://f.example",
        },
      },
    ],
  ];
  it.each(looksLikeSpam)(
    "and %s sees the same as everybody, and a person looks first (17)",
    async (_, signal, how) => {
      const { answer } = await sendAs(how);
      expect(answer.status).toBe(303);
      expect(answer.headers["location"]).toBe("/forms/pip/thanks?lang=en");
      const delivery = await latest();
      expect(delivery).toMatchObject({ status: "held", engagement: null });
      expect(delivery.signals).toContain(signal);
      expect(delivery.score).toBeGreaterThanOrEqual(50);
      expect(delivery.reason).toContain(signal);
    },
  );

  it("sends another's proof of work or one's own twice is looked at first, and one of two at once goes through (17)", async () => {
    const first = await sendAs({ fields: { message: "The first." } });
    expect((await latest()).status).toBe("accepted");
    const work = String(first.sent["work"]);
    await sendAs({ withWork: work, fields: { message: "The second." } });
    expect(await latest()).toMatchObject({ status: "held", signals: ["work_reused"] });

    const [a, b] = [visitor(house, "192.0.2.210"), visitor(house, "192.0.2.211")];
    const [pageA, pageB] = [await a.open(FORM), await b.open(FORM)];
    const shared = await a.work("pip");
    await later(30_000);
    await Promise.all([
      a.send(FORM, { ...answers, ...pageA, email: "a@example.org", work: shared }),
      b.send(FORM, { ...answers, ...pageB, email: "b@example.org", work: shared }),
    ]);
    const two = (await deliveries()).slice(0, 2).map(({ status }) => status);
    expect(two.toSorted()).toEqual(["accepted", "held"]);
  });

  it("has no script, or an address for a day, is taken in and only scored; both and links are looked at", async () => {
    await sendAs({ withWork: false });
    expect(await latest()).toMatchObject({ status: "accepted", score: 20, signals: ["work_missing"] });
    await sendAs({ fields: { email: "somebody@mailinator.com" } });
    expect(await latest()).toMatchObject({ status: "accepted", signals: ["disposable_address"] });
    const message = "See https://a.example, https://b.example and https://c.example";
    await sendAs({ withWork: false, fields: { email: "else@sub.mailinator.com", message } });
    expect(await latest()).toMatchObject({
      status: "held",
      signals: ["work_missing", "disposable_address", "some_links"],
    });
  });

  it("sends the text that many have sent is noticed", async () => {
    const message =
      "Dear Sir or Madam, we offer the best places for your announcements, at the best price there is.";
    for (let count = 0; count < 8; count++) await sendAs({ fields: { message } });
    const [last, , , , , third] = (await deliveries()).toReversed().slice(-8).toReversed();
    expect(last).toMatchObject({ status: "held", signals: ["often_repeated_text"] });
    expect(third).toMatchObject({ status: "accepted", signals: ["repeated_text"] });
  });

  it("was held is taken in by an officer, with everything", async () => {
    await sendAs({ fields: { website: "x", message: "I am a person." } });
    const { id } = await latest();
    const officer = await house.as("officer", "pip");
    await officer.post(`/api/v1/deliveries/${id}/retry`).expect(204);
    const after = await latest();
    expect(after).toMatchObject({ id, status: "accepted" });
    const { body } = await officer.get(`/api/v1/engagements/${after.engagement}`).expect(200);
    expect(body.party.name).toBe("Ines Duarte");
  });

  it("comes too often is told when to come again, in a page and with Retry-After (16)", async () => {
    const somebody = visitor(house, "192.0.2.250");
    for (let count = 0; count < 40; count++) await somebody.send(FORM, { name: "" }).expect(422);
    const answer = await somebody.send(`${FORM}?lang=fr`, { name: "" }).expect(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.text).toContain("Trop de messages sont venus de votre réseau.");
    await visitor(house, "192.0.2.251").send(FORM, { name: "" }).expect(422);
  });
});

describe("the form's own source", () => {
  it("has no door for others, no token to get, and cannot be made by hand", async () => {
    await house.anybody.post(`/hooks/form-${programmeId}`).send({ name: "Ines" }).expect(401);
    const officer = await house.as("officer", "pip");
    const { body } = await officer.get("/api/v1/sources").expect(200);
    const own = body.items.find(({ vendor }: { vendor: string }) => vendor === "convoke");
    await officer.post(`/api/v1/sources/${own.id}/rotate`, {}).expect(422);
    const made = await officer
      .post("/api/v1/sources", { programme: "pip", slug: "mine", vendor: "convoke" })
      .expect(422);
    expect(made.body.errors[0]).toMatchObject({ pointer: "/vendor" });
    expect(made.body.errors[0].detail).not.toContain("convoke");
  });
});

describe("a form whose source is paused", () => {
  it("says in its language that it is closed; what was opened before is held, and read once it is resumed", async () => {
    const somebody = visitor(house, "192.0.2.240");
    const hidden = await somebody.open(FORM);
    const work = await somebody.work("pip");
    await later(60_000);
    const officer = await house.as("officer", "pip");
    const { items } = (await officer.get("/api/v1/sources").expect(200)).body;
    const own = items.find(({ vendor }: { vendor: string }) => vendor === "convoke");
    const pause = async (paused: boolean) =>
      await officer
        .put(`/api/v1/sources/${own.id}`, { name: null, mapping: {}, routes: [], paused })
        .expect(200);
    await pause(true);

    const closed = await house.anybody.get(`${FORM}?lang=fr`).expect(200);
    expect(closed.text).toContain("Ce formulaire est fermé pour le moment");
    expect(closed.text).not.toContain("<form");
    const sent = { ...answers, email: "paused@example.org", ...hidden, work };
    const answer = await somebody.send(FORM, sent).expect(303);
    const thanks = await house.anybody.get(String(answer.headers["location"])).expect(200);
    expect(thanks.text).toContain("is read when the form opens again");
    expect(thanks.text).not.toContain("Within a minute");
    expect(await latest()).toMatchObject({ status: "held", reason: "The source is paused", score: 0 });
    const suspicious = { ...sent, email: "robot@example.org", website: "x" };
    await somebody.send(FORM, suspicious).expect(303);

    await pause(false);
    const { body } = await officer.post(`/api/v1/sources/${own.id}/retry`).expect(200);
    expect(body).toEqual({ retried: 1 }); // What looked like a robot's waits for a person as before.
    const [one, other] = await deliveries();
    const accepted = [one, other].filter((row) => row?.status === "accepted");
    expect(accepted).toMatchObject([{ score: 0 }]);
    expect([one, other].filter((row) => row?.status === "held")).toHaveLength(1);
    expect((await house.anybody.get(FORM).expect(200)).text).toContain("<form");
  });
});

describe("a form that is not published", () => {
  it("is 404 to strangers and for staff a preview that sends nothing", async () => {
    await house.programme("quiet");
    const stranger = await house.anybody.get("/forms/quiet?preview").expect(404);
    expect(stranger.body.code).toBe("not-found");
    await house.anybody.post("/forms/quiet?preview").type("form").send({ name: "" }).expect(404);
    await house.anybody.get("/forms/quiet/thanks").expect(404);
    await house.anybody.get("/forms/quiet/work").expect(404);
  });
});

describe("proofs of work that were used", () => {
  it("are forgotten once they have expired", async () => {
    const { database, house: opened } = house;
    const count = async () =>
      Number((await database.pool.query("select count(*) from used_work")).rows[0].count);
    expect(await count()).toBeGreaterThan(0);
    await later(3_600_000);
    await createHousekeeping(opened.engine, createLog("silent"), { archiveAfterDays: undefined }).sweep();
    expect(await count()).toBe(0);
  });
});
