/** What the deliveries of vendors that sign become; ours always, those that the vendors publish where they are to hand. */
import { describe, expect, it } from "vitest";
import type { Identity, RawDelivery } from "../../src/intake/adapter.ts";
import { adapterOf } from "../../src/intake/adapters/index.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import { deliveryOf, ownDelivery, samplesOf } from "../support/deliveries.ts";
import { identifyDelivery, problemOf, readDelivery } from "../support/read-delivery.ts";
import { secretsOf, signedDelivery } from "../support/signing.ts";

type Expected = Omit<Partial<Inquiry>, "person" | "answers"> & {
  readonly person?: Partial<Inquiry["person"]>;
};

/** What is not named here is not looked at. */
const OURS: Readonly<Record<string, Expected>> = {
  "typeform-no-definition.json": {
    person: { name: "Ama Serwaa", email: "ama@volta.example", phone: "+233200000000" },
    affiliation: "independent",
    consent: true,
  },
  "formbricks-contact-info.json": {
    person: {
      name: "Siân Ap Rhys",
      givenName: "Siân",
      familyName: "Ap Rhys",
      email: "sian@tidewatch.example",
      phone: "+44 1632 960000",
    },
    organisation: "Tidewatch Cymru",
    capacity: "Director of Research",
    country: "GB",
    interests: ["Tidal gauges", "Open data"],
    consent: true,
    submittedAt: "2026-03-02T08:46:10.250Z",
  },
  "formbricks-japanese-matrix.json": {
    person: { name: "佐藤 美咲", email: "misaki@minato-kaiyo.example" },
    organisation: "みなと海洋研究所",
    message: "作業部会に参加したいです。\n詳細を教えてください。",
    country: null,
  },
  "formbricks-no-email.json": {
    person: { name: "Kofi Mensah", email: null },
    affiliation: "independent",
    organisation: null,
  },
  "standard-webhooks-envelope.json": {
    person: { name: "Ngozi Adichie-Bello", email: "ngozi@lagos-ports.example", phone: "+234 1 234 5678" },
    organisation: "Lagos Ports Forum",
    country: "NG",
    interests: ["Insurance", "Data"],
    submittedAt: "2026-03-02T08:55:00.000Z",
  },
  "standard-webhooks-flat.json": {
    person: { name: "Zoé Lévêque", email: "zoe@rade.example" },
    country: "SN",
    message: "Une question sur le calendrier.",
  },
  "standard-webhooks-no-email.json": {
    person: { name: "חנה לוי", email: null },
    organisation: null,
    interests: ["Ports", "Fisheries"],
    submittedAt: "2026-03-02T08:55:00.000Z",
  },
  "wpforms-choices.json": {
    person: { name: "Marta Śliwińska", email: "marta@zatoka.example" },
    organisation: "Zatoka Gdańska Sp. z o.o.",
    country: "PL",
    interests: ["Ports, quays and dredging", "Data"],
    message: "Dzień dobry.\nChcemy dołączyć.",
  },
  "wpforms-arabic.json": {
    person: { name: "يوسف الحدّاد", email: "youssef@mina.example" },
    country: "LB",
    message: "نود المشاركة في فريق العمل.",
  },
  "wpforms-no-email.json": {
    person: { name: "Aino Korhonen", email: null, phone: "+358 40 0000000" },
    kind: "question",
    consent: true,
  },
  "netlify-greek.json": {
    person: { email: "eleni@limani.example" },
    organisation: "Λιμάνι Ερευνών",
    country: "GR",
    interests: ["Ports", "Insurance"],
    submittedAt: "2026-03-02T08:50:12.345Z",
  },
  "netlify-wrapped.json": {
    person: { name: "Hồ Xuân Hương", email: "huong@song.example" },
    kind: "question",
    consent: true,
  },
  "netlify-no-email.json": {
    person: { name: "Mele Tuʻi", email: null },
    affiliation: "independent",
    message: "Malo e lelei.",
  },
  "formspree-order.json": {
    person: { name: "Tarek Haddad", email: "tarek@suez.example" },
    organisation: "Suez Logistics Watch",
    kind: "participate",
    submittedAt: "2026-03-02T08:51:00.000Z",
  },
  "formspree-replyto.json": {
    person: { name: "Оюун Батболд", email: "oyunaa@tenger.example" },
    country: "MN",
  },
  "formspree-no-email.json": {
    person: { name: "Ravi Ramachandran", email: null, phone: "+91 44 0000 0000" },
    kind: "idea",
  },
  "webflow-schema.json": {
    person: { name: "Ágnes Szűcs", email: "agnes@duna.example", phone: "36200000000" },
    organisation: "Duna Kutató",
    interests: ["Insurance, hull and cargo"],
    message: "Húsz éve dolgozom\na hajózásban.",
    consent: true,
  },
  "webflow-dots.json": {
    person: { name: "Þóra Jónsdóttir", email: "thora@hofn.example" },
    country: "IS",
    kind: "question",
  },
  "webflow-no-email.json": { person: { name: "Giulia D'Amico", email: null, phone: "+39 010 0000000" } },
  "hubspot-contact.json": {
    person: { name: "Sigrid Bjørnstad", email: "sigrid@fjord.example", phone: "+47 22 00 00 00" },
    organisation: "Fjord Klima AS",
    capacity: "Chief Analyst",
    country: "NO",
    interests: ["Insurance", "Data"],
    message: "We model ice.\nMay we join?",
    submittedAt: "2026-03-02T08:45:00.000Z",
  },
  "hubspot-company-elsewhere.json": {
    person: { name: "Xóchitl Ñandú", email: "xochitl@bahia.example" },
    organisation: "Bahía Azul AC",
  },
  "hubspot-chosen-properties.json": {
    person: { name: "Cheikh Ndiaye", email: null },
    country: "SN",
    message: "Nous voulons participer.",
  },
};

/** Deliveries that the vendors publish, beside the checkout; a vendor's name and the number of the file. */
const PUBLISHED: Readonly<Record<string, Expected>> = {
  "typeform-1.json": { person: { name: "Laura", email: "laura@example.com" } },
  "typeform-2.json": { person: { name: "NAME NAME", email: null } },
  "typeform-3.json": { person: { name: "Lorem ipsum dolor", email: "an_account@example.com" } },
  "tally-1.json": { person: { email: "alice@example.com", phone: "+32491223344" }, message: "Hello world" },
  "tally-2.json": {
    person: { givenName: "Dominique", email: "dominique@example.org" },
    organisation: "Cabinet Delacroix & Associés",
  },
  "formspree-1.json": {
    person: { name: "Sarah Nguyen", email: "sarah@example.com" },
    message: "I sat the GAMSAT before and need help urgently with essays before September.",
  },
  "hubspot-2.json": {
    person: { name: "Kovat Tif", email: "kovat@example.org" },
    organisation: "Example Org",
    capacity: "Writer",
  },
  "netlify-1.json": {
    person: { name: "Raymond Testing", email: "raymond@example.org" },
    message: "Default value",
  },
  "netlify-2.json": { person: { name: "Kevin", email: "kevin@example.org" } },
  "webflow-1.json": {
    person: { name: "Zaphod Beeblebrox", email: "zaphod@heartofgold.ai", phone: "15550000000" },
  },
  "webflow-2.json": { person: { email: "hello@gmail.com" } },
  "webflow-3.json": { person: { email: "test@example.org" } },
  "wpforms-1.constructed.json": {
    person: { name: "Jane Doe", email: "jane@example.org" },
    interests: ["Volunteer", "Donate"],
    message: "Hello",
  },
};

/** `standard-webhooks-flat.json` is of `standard-webhooks`. */
function vendorOf(file: string): string {
  const parts = file.split("-");
  const names = parts.map((_, index) => parts.slice(0, index + 1).join("-"));
  return names.findLast((name) => adapterOf(name) !== undefined) ?? "";
}

describe("a delivery of our own becomes the inquiry it should", () => {
  it.each(Object.entries(OURS))("%s", (file, expected) => {
    const { answers: _, ...inquiry } = readDelivery(vendorOf(file), ownDelivery(file));
    expect(inquiry).toMatchObject(expected);
  });
});

const publishedAs = (file: string): RawDelivery | undefined =>
  samplesOf(vendorOf(file)).find((one) => one.file === file)?.delivery;

/** A clone that stands alone has none of them. */
const arePublishedHere = publishedAs("webflow-1.json") !== undefined;

describe.skipIf(!arePublishedHere)("a delivery that its vendor publishes", () => {
  it.each(Object.entries(PUBLISHED))("becomes the inquiry it should: %s", (file, expected) => {
    const { answers: _, ...inquiry } = readDelivery(vendorOf(file), publishedAs(file) ?? deliveryOf(""));
    expect(inquiry).toMatchObject(expected);
  });

  it.each<[string, Partial<Identity>]>([
    ["formbricks-1.json", { submissionKey: "responseId", partial: true }],
    ["formbricks-2.json", { submissionKey: "responseId", partial: true }],
    ["formbricks-3.json", { submissionKey: "responseId", partial: false }],
    ["formbricks-4.json", { submissionKey: null, partial: true }],
    ["hubspot-1.json", { keyCoversBody: true, held: expect.stringContaining("look up 123 there") as string }],
    ["hubspot-2.json", { deliveryKey: null, submissionKey: "27145807/251" }],
    ["netlify-1.json", { deliveryKey: "5c3e5813f203baba9782ba13" }],
    [
      "surveymonkey-1.json",
      { deliveryKey: "123456789", held: expect.stringContaining("response 123456") as string },
    ],
    ["surveymonkey-2.json", { held: expect.stringContaining("of the survey 123456789") as string }],
    ["tally-3.json", { deliveryKey: "8514703f-010f-401d-abf7-80a46b7498bb", submissionKey: "jyqVba" }],
    ["wpforms-1.constructed.json", { deliveryKey: "entry:42" }],
  ])("is named as it should: %s", (file, expected) => {
    const identity = identifyDelivery(vendorOf(file), publishedAs(file) ?? deliveryOf(""));
    expect(identity).toMatchObject(expected);
  });
});

describe("what names a delivery", () => {
  const identify = (file: string): Identity => {
    const vendor = vendorOf(file);
    return identifyDelivery(vendor, signedDelivery(vendor, ownDelivery(file).body, secretsOf(vendor)[0]));
  };

  it.each<[string, Partial<Identity>]>([
    [
      "typeform-no-definition.json",
      { deliveryKey: "01JCQ7W0T8XV6N4Q2K9D3EMPTY", submissionKey: "empty-definition-1" },
    ],
    ["formbricks-half.json", { submissionKey: "clx0resp0004", partial: true }],
    ["formbricks-contact-info.json", { submissionKey: "clx0resp0001", partial: false }],
    ["formbricks-test.json", { submissionKey: null, partial: true }],
    ["wpforms-choices.json", { deliveryKey: "entry:118", submissionKey: "entry:118" }],
    ["wpforms-no-email.json", { deliveryKey: "entry:119" }],
    ["wpforms-arabic.json", { deliveryKey: null, submissionKey: null }],
    ["netlify-wrapped.json", { deliveryKey: "65f0aa02", submissionKey: "65f0aa02" }],
    ["formspree-order.json", { deliveryKey: null, submissionKey: null }],
    ["webflow-dots.json", { deliveryKey: "6710aa02" }],
    ["hubspot-contact.json", { deliveryKey: "424242/9001/c-0002", submissionKey: "424242/9001/c-0002" }],
    ["hubspot-company-elsewhere.json", { deliveryKey: null, submissionKey: "424242/9002" }],
    ["hubspot-chosen-properties.json", { deliveryKey: null, submissionKey: null }],
    ["surveymonkey-updated.json", { deliveryKey: "10002", submissionKey: "770002", partial: true }],
  ])("%s", (file, expected) => {
    expect(identify(file)).toMatchObject(expected);
  });

  it("is the webhook-id of Standard Webhooks, the same for every attempt", () => {
    for (const file of ["formbricks-no-email.json", "standard-webhooks-flat.json"]) {
      expect(identify(file).deliveryKey).toMatch(/^msg_[0-9a-f]{27}$/);
      expect(identify(file)).toEqual(identify(file));
    }
    const headers = { "svix-signature": "v1,AAAA", "svix-id": "msg_1" };
    expect(identifyDelivery("standard-webhooks", deliveryOf("{}", { headers })).deliveryKey).toBe("msg_1");
    const dotted = { "webhook-id": "msg.1" };
    expect(
      identifyDelivery("standard-webhooks", deliveryOf("{}", { headers: dotted })).deliveryKey,
    ).toBeNull();
  });

  it("of HubSpot's events is all of them but how often they were tried, in any order", () => {
    const { body } = ownDelivery("hubspot-app-events.json");
    const again = body.toString().replaceAll('"attemptNumber": 0', '"attemptNumber": 3');
    const events = JSON.parse(again) as object[];
    const keyOf = (sent: string) => identifyDelivery("hubspot", deliveryOf(sent)).deliveryKey;
    const first = keyOf(body.toString());
    expect(again).not.toBe(body.toString());
    expect(keyOf(again)).toBe(first);
    expect(keyOf(JSON.stringify(events.toReversed()))).toBe(first);
    expect(keyOf(again.replace("9003", "9004"))).not.toBe(first);
    expect(identify("hubspot-app-events.json").keyCoversBody).toBe(true);
  });

  it("comes with a reason to look, where the vendor sends no answers", () => {
    expect(identify("surveymonkey-completed.json").held).toContain("response 770001 of the survey 500100");
    expect(identify("hubspot-app-events.json").held).toContain("9003");
    const changes = '[{"eventId":1,"subscriptionType":"contact.propertyChange","objectId":1}]';
    const changed = identifyDelivery("hubspot", deliveryOf(changes));
    expect(changed).toMatchObject({ partial: true });
    expect(changed.held).toBeUndefined();
  });
});

describe("a body", () => {
  it.each([
    ["formbricks", '{"event":"responseDeleted"}', "/event"],
    ["formbricks", '{"event":"responseFinished","data":{"id":7.5}}', "/data/id"],
    ["standard-webhooks", "[]", ""],
    ["wpforms", '"x"', ""],
    ["netlify", "{}", "/data"],
    ["netlify", '{"data":{},"id":["x"]}', "/id"],
    ["formspree", '{"form":"x"}', "/submission"],
    ["webflow", '{"triggerType":"site_publish","payload":{}}', "/triggerType"],
    ["webflow", '{"triggerType":"form_submission"}', "/payload"],
    ["hubspot", "[]", ""],
    ["hubspot", "7", ""],
    ["surveymonkey", "{}", "/event_type"],
  ])("that is not %s's shape (%s) is a problem at %j", (vendor, body, pointer) => {
    const problem = problemOf(vendor, deliveryOf(body));
    expect(problem).toMatchObject({ kind: "shape", pointer });
    expect(problem.reason).not.toMatch(/undefined|\[object/);
  });
});

describe("an answer", () => {
  it("keeps what a vendor adds apart from what somebody wrote", () => {
    const { answers } = readDelivery("netlify", ownDelivery("netlify-greek.json"));
    expect(answers.slice(-3).map(({ key, mappedTo }) => [key, mappedTo])).toEqual([
      ["ip", null],
      ["user_agent", null],
      ["referrer", null],
    ]);
    const contact = readDelivery("hubspot", ownDelivery("hubspot-contact.json"));
    expect(JSON.stringify(contact)).not.toContain("officer@harbour.example");
    expect(contact.answers.find(({ key }) => key === "hs_email_domain")?.mappedTo).toBeNull();
  });

  it("of Webflow has its dots back, and a box that is ticked or not", () => {
    const { answers } = readDelivery("webflow", ownDelivery("webflow-dots.json"));
    expect(answers.slice(-2).map(({ label, value }) => [label, value])).toEqual([
      ["Ref. nr.", "#77"],
      ["Newsletter", false],
    ]);
  });

  it("of Formspree stands in the order of the form, its settings behind it", () => {
    const { answers } = readDelivery("formspree", ownDelivery("formspree-order.json"));
    expect(answers.map(({ key }) => key)).toEqual([
      "firstName",
      "lastName",
      "email",
      "organization",
      "topics",
      "message",
      "_date",
      "_subject",
    ]);
  });

  it("of a Formbricks matrix is told row by row, and a question without a readable id is kept", () => {
    const { answers } = readDelivery("formbricks", ownDelivery("formbricks-japanese-matrix.json"));
    expect(answers.filter(({ mappedTo }) => mappedTo === null).map(({ value }) => value)).toEqual([
      ["データ: 高い", "資金: 低い"],
      ["船舶追跡", "港湾"],
    ]);
  });

  it("goes where the mapping says when the vendor sends nothing but ids", () => {
    const mapped = readDelivery("formbricks", ownDelivery("formbricks-japanese-matrix.json"), {
      interests: "kl3v9x0q",
    });
    expect(mapped.interests).toEqual(["船舶追跡", "港湾"]);
  });
});
