import { describe, expect, it } from "vitest";
import { adapters } from "../../src/intake/adapters/index.ts";
import { deliveryOf, ownDelivery, samplesOf } from "../support/deliveries.ts";
import { identifyDelivery, readDelivery } from "../support/read-delivery.ts";

/** Vendors that give every submission an id. */
const ALWAYS_NAMED = new Set(["typeform", "tally", "fillout"]);

describe.each(adapters.map(({ vendor }) => vendor))("every sample of %s", (vendor) => {
  it.each(samplesOf(vendor))("is read and keeps all its answers: $file", ({ delivery }) => {
    const inquiry = readDelivery(vendor, delivery);
    const identity = identifyDelivery(vendor, delivery);
    // A half-filled form, a test or an event whose answers must be looked up may tell none.
    if (!identity.partial && (identity.held ?? null) === null) expect(inquiry.answers).not.toEqual([]);
    for (const { label, key } of inquiry.answers) expect([label, key]).not.toContain("");
    if (ALWAYS_NAMED.has(vendor)) expect(identity.submissionKey).toBeTruthy();
  });
});

describe("a Typeform answer", () => {
  const insurer = readDelivery("typeform", ownDelivery("typeform-insurer.json"));

  it("of a shipping insurer becomes an inquiry", () => {
    expect({ ...insurer, answers: [] }).toEqual({
      person: {
        name: "Ingrid Solheim-Okafor",
        givenName: "Ingrid",
        familyName: "Solheim-Okafor",
        email: "ingrid@nordlys-marine.example",
        phone: "+4722000000",
      },
      organisation: "Nordlys Marine Mutual",
      capacity: "Head of Hull Underwriting",
      affiliation: "organisation",
      country: "NO",
      interests: ["Hull, cargo and war risk", "Vessel tracking", "Arctic routes"],
      kind: "participate",
      message: "Ten years of claims data.\nWe want insurers to see a false flag before they write the risk.",
      submittedAt: "2026-03-02T08:57:44.000Z",
      consent: true,
      answers: [],
    });
  });

  it("keeps what nothing of ours asks for, hidden fields, scores and the file's address among it", () => {
    const kept = insurer.answers.filter(({ mappedTo }) => mappedTo === null);
    expect(kept.map(({ key, type, value }) => [key, type, value])).toEqual([
      ["vEsSeLs00011", "number", 412],
      ["pOlIcY000012", "file_upload", "https://api.typeform.com/responses/files/0000/wording.pdf"],
      ["utm_source", "hidden", "spring-briefing"],
      ["email", "hidden", "newsletter-list@lists.example"],
      ["score", "variable", 0],
      ["segment", "variable", "private-sector"],
      ["score", "calculated", 0],
    ]);
  });

  it("is named by its event and its token", () => {
    expect(identifyDelivery("typeform", ownDelivery("typeform-insurer.json"))).toEqual({
      deliveryKey: "01JCQ7W0T8XV6N4Q2K9D3MARIN",
      submissionKey: "k3v8p1q6n0k3v8p1q6n0",
      partial: false,
    });
  });

  it("left half-way is partial, and is read without a definition, a time or readable answers", () => {
    const delivery = ownDelivery("typeform-partial.json");
    expect(identifyDelivery("typeform", delivery).partial).toBe(true);
    const inquiry = readDelivery("typeform", delivery);
    expect(inquiry).toMatchObject({ person: { name: "Tomáš Dvořák", email: null }, submittedAt: null });
    expect(inquiry.answers.map(({ value }) => value)).toEqual([
      "Tomáš Dvořák",
      ["video_url: https://video.example/1", "transcript: Hello"],
      "Something of my own",
      "garbled",
    ]);
  });

  it("in Arabic gives name, organisation and country, and a matrix row carries its title", () => {
    expect(readDelivery("typeform", ownDelivery("typeform-arabic.json"))).toMatchObject({
      person: { name: "ليلى المنصوري", email: "layla@rafidain-water.example" },
      organisation: "مركز الرافدين للمياه",
      country: "IQ",
      submittedAt: "2026-04-11T13:04:09.000Z",
      answers: [{}, {}, {}, {}, { label: "الأولويات: الري", value: ["عالية"] }],
    });
  });

  it("of a type that is a word of JavaScript's own is only data", () => {
    const body =
      '{"form_response":{"answers":[{"type":"toString","field":{"id":"valueOf"}}],"variables":[{"key":"k","type":"toString"}]}}';
    expect(readDelivery("typeform", deliveryOf(body)).answers.map(({ value }) => value)).toEqual([
      null,
      null,
    ]);
  });
});

describe("a Tally answer", () => {
  it("in Cyrillic is joined from its parts, and its matrix is told in words", () => {
    const inquiry = readDelivery("tally", ownDelivery("tally-cyrillic.json"));
    expect(inquiry).toMatchObject({
      person: { name: "Олена Ковальчук", givenName: "Олена", familyName: "Ковальчук" },
      organisation: "Лаборатория «Гидромет»",
      country: "UA",
      message: null,
    });
    expect(inquiry.answers.find(({ type }) => type === "MATRIX")?.value).toEqual([
      "Данные: Срочно",
      "Финансы: Важно, Срочно",
    ]);
  });

  it("of somebody independent has no organisation, knows its options and names files without their address", () => {
    const inquiry = readDelivery("tally", ownDelivery("tally-independent.json"));
    expect(inquiry).toMatchObject({
      person: { name: "Amélie-Noëlle N'Diaye", familyName: "N'Diaye" },
      organisation: null,
      affiliation: "independent",
      country: "CI",
      interests: ["Ports, quais et dragage", "Pêche"],
      consent: true,
    });
    expect(inquiry.answers.filter(({ type }) => type === "CHECKBOXES")).toHaveLength(2);
    expect(inquiry.answers.at(-1)?.value).toEqual(["cv-amélie.pdf"]);
    expect(JSON.stringify(inquiry)).not.toContain("169.254");
  });

  it("of an old payload has single choices, options named in rows of their own, and no e-mail", () => {
    const inquiry = readDelivery("tally", ownDelivery("tally-old-no-email.json"));
    expect(inquiry).toMatchObject({
      person: { name: "João Araújo", email: null },
      kind: "idea",
      message: "Publiquem as atas.",
    });
    expect(inquiry.answers.find(({ label }) => label === "Línguas")?.value).toEqual(["Português", "Tétum"]);
    expect(identifyDelivery("tally", ownDelivery("tally-old-no-email.json")).submissionKey).toBe("oLd333");
  });
});

describe("a plain form", () => {
  it("is read whether it is flat, nested or urlencoded", () => {
    expect(readDelivery("form", ownDelivery("form-flat.json"))).toMatchObject({
      person: { name: "Søren Ægidius", email: "soren@havne.example" },
      organisation: "Havnenes Forening",
      country: "DK",
      interests: ["Ports", "Data"],
    });
    expect(readDelivery("form", ownDelivery("form-nested.json"))).toMatchObject({
      person: { name: "María José Ibáñez", phone: "+34 600 000 000" },
      organisation: "Fundación Litoral",
      country: "ES",
      kind: "formal_request",
      consent: true,
    });
    expect(readDelivery("form", ownDelivery("form-urlencoded.txt"))).toMatchObject({
      person: { name: "José Nuñez", email: "jose@puerto.example" },
      country: "PE",
      interests: ["Ports", "Energy", "Data"],
      kind: "question",
      message: "Line one\nLine two",
    });
  });

  it("whose questions are nothing but ids gives up its only e-mail address, and the rest with a mapping", () => {
    const delivery = ownDelivery("form-opaque.json");
    expect(readDelivery("form", delivery).person).toEqual({
      name: null,
      email: "mai@song-hong.example",
      phone: null,
    });
    const mapped = readDelivery("form", delivery, {
      name: "r0a1b",
      interests: ["R0A1D"],
      organisation: "r0a1e",
    });
    expect(mapped).toMatchObject({
      person: { name: "Nguyễn Thị Mai" },
      organisation: null,
      affiliation: "independent",
      interests: ["Flood models"],
    });
  });

  it("takes neither a form's own name nor a list of questions for answers about the person", () => {
    const body = {
      payload: { name: "Contact us", data: { name: "Ada" } },
      questions: [{ id: "q1", name: "Why?" }],
    };
    const inquiry = readDelivery("form", deliveryOf(JSON.stringify(body)));
    expect(inquiry).toMatchObject({ person: { name: "Ada" }, message: null });
    expect(inquiry.answers.map(({ key }) => key)).toEqual([
      "payload.name",
      "payload.data.name",
      "questions.0.id",
      "questions.0.name",
    ]);
  });

  it("cannot put a line break into a name, nor turn its reading direction around", () => {
    const body = JSON.stringify({
      name: "Eve\r\nBcc: x@y.example\u202Egpj",
      email: "a@b.example\r\nBcc: c@d.example",
    });
    const { person } = readDelivery("form", deliveryOf(body));
    expect(person).toEqual({ name: "Eve Bcc: x@y.example gpj", email: null, phone: null });
  });

  it("is cut to length between characters, never inside one", () => {
    const inquiry = readDelivery("form", deliveryOf(JSON.stringify({ company: `a${"🌊".repeat(500)}` })));
    expect(inquiry.organisation).toHaveLength(299);
    expect(inquiry.organisation).not.toMatch(/\p{Surrogate}/u);
  });
});
