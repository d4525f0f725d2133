import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import type { Identity } from "../../src/intake/adapter.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import type { Mapping } from "../../src/intake/mapping.ts";
import {
  deliveryOf,
  multipartOf,
  ownDelivery,
  SHARED,
  samplesOf,
  sharedDelivery,
} from "../support/deliveries.ts";
import { adapterFor, identifyDelivery, problemOf, readDelivery } from "../support/read-delivery.ts";

interface Row {
  readonly expected: object;
  readonly identity?: Partial<Identity>;
  readonly mapping?: Mapping;
}

const named = (key: string, partial = false): Identity => ({ deliveryKey: key, submissionKey: key, partial });
const NAMELESS: Identity = { deliveryKey: null, submissionKey: null, partial: false };

/** What each of our samples must become. */
const own: Readonly<Record<string, Row>> = {
  "jotform-shipowner.txt": {
    identity: named("6500000000000000001"),
    expected: {
      person: { name: "Tomás O'Brien", email: "tomas@celtic-lines.example", phone: "(353) 555-0134" },
      organisation: "Celtic & Baltic Lines",
      capacity: "Fleet director",
      affiliation: "organisation",
      country: "IE",
      interests: ["Ports, quays & dredging", "Crew welfare"],
      kind: "participate",
      message: 'We said "yes" in 2024.\nMay we join?',
      submittedAt: "2026-03-02T09:00:00.000Z",
      consent: true,
    },
  },
  "jotform-files.txt": {
    identity: named("6500000000000000002"),
    expected: {
      person: { name: "Bruna Caxias de Melo", email: "bruna@mare-viva.example", phone: "81 955550101" },
      organisation: "Maré Viva",
      country: "BR",
      consent: true,
    },
  },
  "jotform-no-email.json": {
    identity: named("6500000000000000003"),
    expected: {
      person: { name: "林 美香", email: null, phone: null },
      country: "DE",
      message: "Ich möchte mitmachen.\nViele Grüße",
    },
  },
  "fillout-researcher.json": {
    identity: {
      deliveryKey: "11111111-aaaa-4bbb-8ccc-000000000001/2026-03-02T08:20:05.324Z",
      submissionKey: "11111111-aaaa-4bbb-8ccc-000000000001",
    },
    expected: {
      person: {
        name: "Wanjiku Kamau-Lindqvist",
        email: "wanjiku@lake-institute.example",
        phone: "+254700000000",
      },
      organisation: "Lake Institute",
      country: "KE",
      interests: ["Water, soil & air", "Fisheries"],
      message: "We hold thirty years of lake data.\nWould you use it?",
      consent: true,
      submittedAt: "2026-03-02T08:20:05.324Z",
    },
  },
  "fillout-bare.json": {
    expected: {
      person: { name: "Lucía Fernández Ñáñez", email: "lucia@rio.example" },
      organisation: null,
      country: "PE",
      message: "Quisiera participar.",
    },
  },
  "fillout-booking.json": {
    mapping: { name: "c1" },
    expected: {
      person: { name: "佐藤 花子", email: "hanako@minato.example" },
      organisation: "港湾データ株式会社",
    },
  },
  "gravityforms-entry.json": {
    identity: named("811/7"),
    mapping: { organisation: "4", interests: ["5", "11"] },
    expected: {
      person: {
        name: "Margarida Sá-Pereira",
        givenName: "Margarida",
        familyName: "Sá-Pereira",
        email: "margarida@atlantico.example",
      },
      organisation: "Observatório Atlântico",
      country: "PT",
      interests: ["Offshore wind", "Fish & nets", "Data", "Policy"],
      message: "Primeira linha\nSegunda linha",
      submittedAt: "2026-02-06T13:31:59.000Z",
      consent: true,
    },
  },
  "gravityforms-entry-encoded.txt": {
    identity: named("812/7"),
    mapping: { name: "1", country: "4", message: "12", interests: "5" },
    expected: {
      person: { name: "Ngozi Eze", email: "ngozi@lagoon.example" },
      country: "NG",
      message: "May I ask something?",
      interests: ["Second choice"],
    },
  },
  "gravityforms-selected.json": {
    identity: NAMELESS,
    expected: {
      person: { name: "Pita Tupou", email: "pita@moana.example" },
      organisation: null,
      country: "TO",
      interests: ["Reefs", "Tides"],
      message: "Mālō!",
    },
  },
  "cf7-contact.json": {
    identity: NAMELESS,
    expected: {
      person: { name: "Aoife Ní Bhriain", email: "aoife@burren.example" },
      organisation: "Burren Beo",
      country: "IE",
      interests: ["Bogs, fens", "Birds"],
      message: "Line 1\nLine 2",
      consent: true,
    },
  },
  "cf7-tags.json": {
    mapping: { name: "text-101", country: "menu-104" },
    expected: {
      person: { name: "Kwabena Asante", email: "kwabena@volta.example", phone: "+233200000000" },
      country: "GH",
      message: "We would like to take part.",
    },
  },
  "cf7-posted.txt": {
    expected: {
      person: { name: "Chloé Lefèvre", email: "chloe@rade.example" },
      country: "FR",
      interests: ["Ports, quais", "Pêche"],
      message: "Bonjour,\nnous souhaitons participer.",
    },
  },
  "googleforms-sheet.json": {
    identity: NAMELESS,
    expected: {
      person: {
        name: "Sione Fifita",
        givenName: "Sione",
        familyName: "Fifita",
        email: "sione@reef.example",
        phone: "6767000000",
      },
      organisation: "Reef Watch",
      country: "TO",
      interests: ["Reefs", "Tides"],
      submittedAt: null,
    },
  },
  "googleforms-script.json": {
    identity: {
      deliveryKey: "2_ABaOnuinvented01/2026-03-11T09:15:00.000Z",
      submissionKey: "2_ABaOnuinvented01",
    },
    expected: {
      person: { name: "Ewa Wiśniewska", email: "ewa@instytut.example" },
      organisation: "Instytut Morski",
      country: "PL",
      interests: ["Ports, quays", "Data"],
      message: "Dzień dobry.\nChętnie dołączymy.",
      submittedAt: "2026-03-11T09:15:00.000Z",
    },
  },
  "googleforms-no-email.json": {
    mapping: { kind: "Je souhaite" },
    expected: {
      person: { name: "Fatou Diallo", givenName: "Fatou", familyName: "Diallo", email: null },
      country: "SN",
      message: "Bonjour\nà tous",
      kind: "participate",
    },
  },
  "msforms-response.json": {
    identity: NAMELESS,
    mapping: { name: "r8ad4c37faaac49a7a63d15409155691b", interests: "r38592780889a4dfe8ec12d8d91c5dc18" },
    expected: {
      person: { name: "Rasa Jankauskaitė", email: "rasa@baltic.example" },
      interests: ["Ports, quays", "Data"],
      submittedAt: "2024-08-27T00:34:21.000Z",
    },
  },
  "msforms-named.json": {
    identity: named("17"),
    expected: {
      person: { name: "Ólafur Þórsson", email: "olafur@hafnir.example" },
      organisation: "Hafnir",
      country: "IS",
      interests: ["Fish", "Ice"],
      message: "We would like\nto join.",
      submittedAt: "2024-08-27T12:34:21.000Z",
    },
  },
  "msforms-whole.json": {
    identity: named("21"),
    expected: {
      person: { name: null, email: "x@only.example" },
      message: "Long answer\nin two lines",
      submittedAt: "2025-01-02T13:05:09.000Z",
    },
  },
  "drupal-posted.txt": {
    identity: {
      deliveryKey: "3f0c0d3e-0000-4000-8000-00000000d001/1772442060",
      submissionKey: "3f0c0d3e-0000-4000-8000-00000000d001",
      partial: false,
    },
    expected: {
      person: {
        name: "Zoltán Kőszegi",
        givenName: "Zoltán",
        familyName: "Kőszegi",
        email: "zoltan@duna.example",
      },
      organisation: "Duna Intézet",
      country: "HU",
      interests: ["Floods, droughts", "Data"],
      message: "Line 1\nLine 2",
      submittedAt: "2026-03-02T09:01:00.000Z",
      consent: true,
    },
  },
  "drupal-file.json": {
    expected: { person: { name: "Marit Eriksen", email: "marit@fjord.example" }, country: "NO" },
  },
  "drupal-multipart.txt": {
    identity: { deliveryKey: "414/join/draft/1772442001", submissionKey: "414/join", partial: true },
    expected: { person: { name: "Jelena Petrović", email: "jelena@sava.example" }, country: "RS" },
  },
  "civicrm-profile.txt": {
    identity: NAMELESS,
    mapping: { interests: "group" },
    expected: {
      person: { name: "Nalini Perera-Watt", email: "nalini@delta.example", phone: "+94 11 000 0000" },
      organisation: "Delta Trust",
      capacity: "Hydrologist",
      country: "LK",
      interests: ["25", "31"],
      message: "Line 1\nLine 2",
    },
  },
  "civicrm-newsletter.txt": { expected: { person: { email: "sam@estuary.example" } } },
  "civicrm-custom.txt": {
    expected: { person: { name: "Yusuf al-Amin", email: "yusuf@nile.example" }, country: "SD" },
  },
  "form-multipart.txt": {
    expected: {
      person: { name: "Léa Müller-Sørensen", email: "lea@see.example" },
      country: "CH",
      interests: ["Lakes, rivers", "Snow"],
      message: "Grüezi\nmitenand",
    },
  },
};

/** The same of what the vendors sent to others, where that is at hand. */
const shared: Readonly<Record<string, Row>> = {
  "jotform-1.txt": {
    identity: named("6483681866127454931"),
    expected: {
      person: { name: "João Exemplo da Silva", email: "joao@example.org", phone: "81 900000000" },
      consent: true,
      submittedAt: "2026-03-03T17:29:45.692Z",
    },
  },
  "jotform-2.rawRequest.json": {
    expected: { person: { name: null }, message: "test descriptoopm\n\ntest notes" },
  },
  "fillout-1.json": { expected: { person: { name: "Timmy", email: "example@example.com" } } },
  "fillout-2.json": { expected: { person: { name: "Johnny" }, message: "Nothing much to share yet!" } },
  "gravityforms-1.json": {
    identity: named("3233/1"),
    mapping: { name: "1", phone: "3", country: "12" },
    expected: {
      person: { name: "Sam Example", email: "sam@example.org", phone: "0600000000" },
      country: "ZA",
      submittedAt: "2026-02-06T13:31:59.000Z",
    },
  },
  "cf7-1.constructed.json": {
    expected: {
      person: { name: "Jane Doe", email: "jane@example.org" },
      interests: ["Volunteer", "Donate"],
      message: "Line 1\nLine 2",
    },
  },
  "googleforms-1.json": {
    expected: { person: { name: "Ed Example", email: "ed@example.org", phone: "3035551212" } },
  },
  "msforms-1.json": {
    mapping: { name: "r8ad4c37faaac49a7a63d15409155691b" },
    expected: { person: { name: "Favio Ejemplo", email: null }, submittedAt: "2024-08-27T12:34:21.000Z" },
  },
  "msforms-2.json": { expected: { person: { email: "ana@example.org" } } },
  "drupal-1.txt": { expected: { person: { name: "John Smith" } } },
  "civicrm-1.txt": { expected: { person: { email: "alex@example.org" } } },
  "civicrm-2.txt": { expected: { person: { email: "alex@example.org" } } },
};

const vendorOf = (file: string): string => file.split("-", 1)[0] ?? "";

function check(file: string, delivery: ReturnType<typeof ownDelivery>, row: Row): void {
  const { expected, identity = {}, mapping = {} } = row;
  expect(readDelivery(vendorOf(file), delivery, mapping)).toMatchObject(expected);
  expect(identifyDelivery(vendorOf(file), delivery)).toMatchObject(identity);
}

describe("a delivery that nobody signed becomes the inquiry it is", () => {
  it.each(Object.entries(own))("%s", (file, row) => check(file, ownDelivery(file), row));
});

describe.runIf(existsSync(SHARED))(
  "a delivery as it was sent to somebody else becomes the inquiry it is",
  () => {
    it.each(Object.entries(shared))("%s", (file, row) => check(file, sharedDelivery(file), row));
  },
);

it("has three samples or more of every vendor here, each with what it must become", () => {
  const others = adapters.filter(({ isOwn, vendor }) => isOwn !== true && vendor !== "form");
  for (const { vendor } of others.filter(({ signs, vendor }) => !signs || vendor === "googleforms")) {
    const files = samplesOf(vendor).map(({ file }) => file);
    expect(Object.keys(own).filter((file) => files.includes(file)).length, vendor).toBeGreaterThanOrEqual(3);
  }
});

const answersOf = (inquiry: Inquiry) =>
  Object.fromEntries(inquiry.answers.map(({ key, value }) => [key, value]));

describe("files", () => {
  it.each([
    ["jotform-files.txt", { q21_anexos: ["carta de intenção.pdf"], q22_foto: ["foto.png"] }],
    ["fillout-researcher.json", { a9: ["lake-data.pdf"] }],
    ["gravityforms-entry.json", { "9": ["plano.pdf"] }],
    ["cf7-contact.json", { cv: ["cv aoife.pdf"] }],
    ["cf7-posted.txt", { cv: ["cv-chloé.pdf"] }],
    ["msforms-response.json", { ra2fbdb22921b4cd19c03b221d4331b2c: ["planas__Rasa.pdf"] }],
    ["drupal-file.json", { cv: ["marit-cv.pdf"], plans: ["a.txt", "b.txt"] }],
    ["drupal-multipart.txt", { letter: ["pismo.pdf"] }],
    ["form-multipart.txt", { attachment: ["brief.pdf"], second: [] }],
  ])("of %s are named, and neither their bytes nor their address becomes an answer", (file, expected) => {
    const inquiry = readDelivery(vendorOf(file), ownDelivery(file));
    expect(answersOf(inquiry)).toMatchObject(expected);
    expect(JSON.stringify(inquiry)).not.toMatch(
      /https?:\/\/(?!ngo\.example\/join)|invented bytes|%PDF|iVBOR|dGhp|YQ==/,
    );
  });

  it("that were drawn into the value are told by their type", () => {
    expect(answersOf(readDelivery("jotform", ownDelivery("jotform-files.txt")))["q23_assinatura"]).toEqual([
      "a file of type image/png",
    ]);
  });
});

describe("Jotform's labels", () => {
  const labelsOf = (file: string) =>
    readDelivery("jotform", ownDelivery(file)).answers.map(({ key, label }) => [key, label]);

  it("are taken from its one line of text where the answers show which they are", () => {
    expect(Object.fromEntries(labelsOf("jotform-shipowner.txt"))).toMatchObject({
      q4_email: "E-mail, please",
      q6_organisation: "Organisation, or association",
      q11_iAgree: "I agree to the privacy notice, of 2026",
      "q8_address.country": "Address: Country",
    });
  });

  it("are the names of the fields where they are not", () => {
    expect(Object.fromEntries(labelsOf("jotform-shipowner.txt"))).toMatchObject({ q12_rateThe: "rateThe" });
    expect(labelsOf("jotform-no-email.json")[0]).toEqual(["q2_name", "name"]);
  });

  it("are not taken from behind an answer that was not found", () => {
    const rawRequest = JSON.stringify({ q1_one: "uno", q2_two: "dos", q3_three: "tres" });
    const body = { rawRequest, pretty: "First:eins, Second:dos, Third:tres" };
    const { answers } = readDelivery("jotform", deliveryOf(JSON.stringify(body)));
    expect(answers.map(({ label }) => label)).toEqual(["one", "two", "Third"]);
  });
});

describe("Jotform's values", () => {
  const valueOf = (value: unknown) =>
    readDelivery("jotform", deliveryOf(JSON.stringify({ rawRequest: { q1_x: value } }))).answers[0]?.value;

  it.each([
    ["Fish &amp; chips &quot;to go&quot; &#039;now&#039; &lt;b&gt;", "Fish & chips \"to go\" 'now' <b>"],
    ["&amp;quot; &#x1F30A; &nosuch; &#0; &#xD800; &#9999999;", "&quot; 🌊 &nosuch; &#0; &#xD800; &#9999999;"],
    [{ country: "+351", area: "21", phone: "000" }, "+351 21 000"],
    [{ prefix: "Dr", first: " Ada ", middle: "", last: "Byron" }, "Dr Ada Byron"],
    [{ day: "7", month: "3", year: "2026" }, "2026-03-07"],
    [{ day: "7", month: "3", year: "2026", hour: "9", min: "30", ampm: "AM" }, "2026-03-07 9 30 AM"],
    [{ "0": "Ports", other: "Tides" }, ["Ports", "Tides"]],
    [{ Speed: "Good", Price: ["Fair", "Low"] }, ["Speed: Good", 'Price: ["Fair","Low"]']],
    [
      [
        ["1", "2"],
        ["3", "4"],
      ],
      ["1, 2", "3, 4"],
    ],
    ["", ""],
    [null, null],
  ])("%j is read as %j", (value, expected) => {
    expect(valueOf(value)).toEqual(expected);
  });
});

describe("the shape of a body", () => {
  it.each([
    ["jotform", '{"formID":"1"}', "/rawRequest"],
    ["jotform", '{"rawRequest":"{broken"}', "/rawRequest"],
    ["jotform", '{"rawRequest":"{\\"a\\":{\\"__proto__\\":1}}"}', "/rawRequest/a/__proto__"],
    ["fillout", '{"formId":"x"}', "/submission"],
    ["googleforms", "{}", ""],
    ["googleforms", '{"responseId":["x"],"answers":[]}', "/responseId"],
  ])("of %s that is not the vendor's (%s) is a problem at %j", (vendor, body, pointer) => {
    expect(problemOf(vendor, deliveryOf(body))).toMatchObject({ pointer });
  });

  it("is the same in JSON, urlencoded and multipart", () => {
    for (const vendor of ["jotform", "gravityforms", "cf7", "msforms", "drupal", "civicrm", "form"]) {
      expect(adapterFor(vendor).parse(multipartOf([["q1_email", "a@b.example"]])).kind, vendor).toBe(
        "payload",
      );
      const encoded = { contentType: "application/x-www-form-urlencoded" };
      expect(adapterFor(vendor).parse(deliveryOf("q1_email=a", encoded)).kind, vendor).toBe("payload");
      expect(adapterFor(vendor).parse(deliveryOf('{"q1_email":"a"}')).kind, vendor).toBe("payload");
    }
  });
});

it("never sends anybody where a CiviCRM form says", () => {
  const inquiry = readDelivery("civicrm", ownDelivery("civicrm-profile.txt"));
  expect(JSON.stringify(inquiry)).not.toMatch(/evil|_qf_|postURL|cancelURL/);
});

it("takes Power Automate's times for UTC, midnight and noon among them", () => {
  const at = (submitDate: string) =>
    readDelivery("msforms", deliveryOf(JSON.stringify({ submitDate }))).submittedAt;
  expect(at("1/2/2025 12:00:00 AM")).toBe("2025-01-02T00:00:00.000Z");
  expect(at("12/31/2025 12:00:00 PM")).toBe("2025-12-31T12:00:00.000Z");
  expect(at("13/31/2025 12:00:00 PM")).toBeNull();
});
