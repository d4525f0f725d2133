import { describe, expect, it } from "vitest";
import { countryCode } from "../../src/intake/countries.ts";
import { guessFields } from "../../src/intake/guess-field.ts";
import type { OurField } from "../../src/intake/inquiry.ts";
import { mappingSchema } from "../../src/intake/mapping.ts";
import { deliveryOf, ownDelivery } from "../support/deliveries.ts";
import { readDelivery } from "../support/read-delivery.ts";

const readForm = (fields: object, mapping = {}) =>
  readDelivery("form", deliveryOf(JSON.stringify(fields)), mapping);

describe("a mapping", () => {
  it("names our fields and the questions that fill them, and nothing else", () => {
    expect(mappingSchema.parse({ name: ["first", "last"], email: "q1" })).toEqual({
      name: ["first", "last"],
      email: "q1",
    });
    for (const wrong of [{ tenantId: "q1" }, { name: 7 }, { name: "" }, { name: [] }, []]) {
      expect(mappingSchema.safeParse(wrong).success).toBe(false);
    }
  });

  it("wins over type and label, by ref, by key or by label in any case and spacing", () => {
    for (const source of ["contact", "Company", "  WHAT is your   role there?", "cOmPaNy00005"]) {
      const { answers } = readDelivery("typeform", ownDelivery("typeform-insurer.json"), {
        country: "x",
        message: source,
      });
      const wanted = answers.filter(({ mappedTo }) => mappedTo === "message");
      expect(wanted, source).toHaveLength(1);
    }
    const byRef = readDelivery("typeform", ownDelivery("typeform-insurer.json"), {
      organisation: "first_name",
    });
    expect(byRef.organisation).toBe("Ingrid");
  });

  it("joins the parts of a name and the pieces of a message", () => {
    const mapping = { name: ["a", "b"], message: ["c", "d"] };
    const inquiry = readForm({ a: "Ada", b: "Lovelace", c: "One", d: "Two" }, mapping);
    expect(inquiry).toMatchObject({ person: { name: "Ada Lovelace" }, message: "One\n\nTwo" });
  });

  it("settles its field when the question was asked and left empty, and guesses when it was never asked", () => {
    const fields = { org: "", "Name of the organisation that told you": "Tellers", company: "Tellers Ltd" };
    expect(readForm(fields, { organisation: "org" }).organisation).toBeNull();
    expect(readForm(fields, { organisation: "no such question" }).organisation).toBe("Tellers");

    const insurer = ownDelivery("typeform-insurer.json");
    expect(readDelivery("typeform", insurer, { organisation: "website" }).organisation).toBeNull();
  });

  it("reaches every question, while of a form with more than 500 of them the rest is kept and not guessed", () => {
    const tally = (more: object[], mapping = {}) => {
      const filler = Array.from({ length: 499 }, (_, index) => ({
        key: `q${index}`,
        label: `Ship ${index}`,
        type: "INPUT_TEXT",
        value: "Barque",
      }));
      const body = JSON.stringify({ data: { fields: [...filler, ...more] } });
      return readDelivery("tally", deliveryOf(body), mapping);
    };
    const ask = (key: string, label: string, value: string) => ({ key, label, type: "INPUT_TEXT", value });
    const late = [ask("c", "Country", "Norway"), ask("e", "E-mail", "late@fjord.example")];

    const guessed = tally(late);
    expect(guessed).toMatchObject({ country: "NO", person: { email: null } });
    expect(guessed.answers).toHaveLength(501);
    expect(guessed.answers.at(-1)).toMatchObject({ value: "late@fjord.example", mappedTo: null });
    expect(tally(late, { email: "e" }).person.email).toBe("late@fjord.example");
  });

  it("of a question with a name as long as the body is read at once", () => {
    const start = process.cpuUsage();
    const ref = "(".repeat(500_000);
    const answers = [{ text: "Ada", type: "text", field: { id: "a", ref, type: "short_text" } }];
    const { answers: read } = readDelivery(
      "typeform",
      deliveryOf(JSON.stringify({ form_response: { answers } })),
    );
    expect(read[0]?.ref).toHaveLength(500);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });

  it("is not followed to a value that cannot fill the field, which is kept instead", () => {
    const inquiry = readForm({ q: "Atlantis", e: "not an address" }, { country: "q", email: "e" });
    expect(inquiry).toMatchObject({ country: null, person: { email: null } });
    expect(inquiry.answers.map(({ value, mappedTo }) => [value, mappedTo])).toEqual([
      ["Atlantis", null],
      ["not an address", null],
    ]);
  });
});

describe("a label", () => {
  it.each<[string, OurField | undefined]>([
    ["What's your full name?", "name"],
    ["Hi there! What's your name?", "name"],
    ["Q1: Name", "name"],
    ["Contact person", "name"],
    ["form_fields.name", "name"],
    ["form_name", undefined],
    ["event.name", undefined],
    ["Name (First)", "givenName"],
    ["Name (Last)", "familyName"],
    ["Name (Middle)", undefined],
    ["Name (as in your passport)", "name"],
    ["Prénom(s)", "givenName"],
    ["Primer apellido", "familyName"],
    ["Segundo apellido", undefined],
    ["Vor- und Nachname", "name"],
    ["Imię i nazwisko", "name"],
    ["Ad Soyad", "name"],
    ["氏名", "name"],
    ["이름", "name"],
    ["Електронна пошта / e-mail", "email"],
    ["Telefonnummer", "phone"],
    ["Recapito telefonico", "phone"],
    ["Address (Country)", "country"],
    ["Nazione", "country"],
    ["University", "organisation"],
    ["회사", "organisation"],
    ["Designation", "capacity"],
    ["Please describe your interest in joining", "message"],
    ["¿Cómo podemos ayudarle?", "message"],
    ["Where are you from?", "country"],
    ["Ich habe die Datenschutzerklärung gelesen", "consent"],
    ["メールアドレス", "email"],
    ["your-name", "name"],
    ["Nome completo", "name"],
    ["Nombre y apellidos", "name"],
    ["Nome e cognome", "name"],
    ["Prénom et nom", "name"],
    ["First and last name *", "name"],
    ["1. First name", "givenName"],
    ["firstName", "givenName"],
    ["Prénom", "givenName"],
    ["Surname", "familyName"],
    ["Nom de famille", "familyName"],
    ["Apellidos", "familyName"],
    ["Sobrenome", "familyName"],
    ["Cognome", "familyName"],
    ["E-Mail-Adresse / e-mail", "email"],
    ["Courriel", "email"],
    ["Correo electrónico", "email"],
    ["Numéro de téléphone", "phone"],
    ["Teléfono móvil", "phone"],
    ["Name of your organisation", "organisation"],
    ["Entreprise", "organisation"],
    ["Institución", "organisation"],
    ["Instituição", "organisation"],
    ["Azienda", "organisation"],
    ["Your role in the organisation", "capacity"],
    ["Fonction", "capacity"],
    ["Cargo", "capacity"],
    ["Country of your organisation", "country"],
    ["Pays", "country"],
    ["País", "country"],
    ["Paese", "country"],
    ["Which working groups interest you?", "interests"],
    ["Sector", "interests"],
    ["Groupes de travail", "interests"],
    ["Áreas de interés", "interests"],
    ["Your message", "message"],
    ["Mensagem", "message"],
    ["Messaggio", "message"],
    ["Type of enquiry", "kind"],
    ["Are you independent or do you represent somebody?", "affiliation"],
    ["I accept the privacy notice", "consent"],
    ["Vessel name", undefined],
    ["Project name", undefined],
    ["Size of the company", undefined],
    ["I agree to receive the newsletter", undefined],
    ["Why do you have a conflict of interest", "message"],
    ["How many vessels do you cover?", undefined],
    ["???", undefined],
    ["", undefined],
  ])("%j asks for %s", (label, field) => {
    expect(guessFields(label)[0]).toBe(field);
  });
});

it("of a far language is a name's where no nearer label is, and a greeting is none's", () => {
  expect(readForm({ Tere: "x", "Sinu nimi": "Ada" }).person.name).toBeNull();
  expect(readForm({ Hello: "x", Nimi: "Aino" }).person.name).toBe("Aino");
  expect(readForm({ Nimi: "x", Name: "Aino" }).person.name).toBe("Aino");
});

describe("what is written in a field", () => {
  it.each([
    ["KE", "KE"],
    ["ke", "KE"],
    ["Kenya", "KE"],
    ["the Netherlands", "NL"],
    ["Pays-Bas", "NL"],
    ["UK", "GB"],
    ["U.S.A.", "US"],
    ["United States of America", "US"],
    ["Türkiye", "TR"],
    ["Turkey", "TR"],
    ["Côte d’Ivoire", "CI"],
    ["COTE D'IVOIRE", "CI"],
    ["Brasil", "BR"],
    ["Alemania", "DE"],
    ["Regno Unito", "GB"],
    ["Mombasa, Kenya", "KE"],
    ["🇫🇯 Fiji", "FJ"],
    ["العراق", "IQ"],
    ["Atlantis", null],
    ["XX", null],
    ["EU", null],
    ["", null],
  ])("names a country: %j is %s", (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  it.each([
    ["I represent an organisation", "organisation"],
    ["On behalf of my company", "organisation"],
    ["As an individual, not on behalf of an organisation", "independent"],
    ["Independent expert", "independent"],
    ["À titre individuel", "independent"],
    ["En nombre propio", "independent"],
    ["Perhaps", "unknown"],
  ])("tells in whose name: %s is %s", (affiliation, expected) => {
    expect(readForm({ affiliation: [affiliation] }, { affiliation: "affiliation" }).affiliation).toBe(
      expected,
    );
  });

  it.each([
    ["n/a", null, "unknown"],
    ["Independent", null, "independent"],
    ["Self-employed", null, "independent"],
    ["Independent Shipowners Ltd", "Independent Shipowners Ltd", "organisation"],
  ])("may say that there is no organisation: %s", (company, organisation, affiliation) => {
    expect(readForm({ company })).toMatchObject({ organisation, affiliation });
  });

  it.each([
    ["I want to join a working group", "participate"],
    ["Je souhaite rejoindre un groupe", "participate"],
    ["Ask a question", "question"],
    ["Tengo una pregunta", "question"],
    ["Share an idea", "idea"],
    ["Submit a formal request", "formal_request"],
    ["Richiesta formale", "formal_request"],
    ["formal_request", "formal_request"],
    ["Autre", "other"],
    ["Something else entirely", "other"],
  ])("says what is wanted: %s is %s", (kind, expected) => {
    expect(readForm({ kind }).kind).toBe(expected);
  });

  it.each([
    [{ consent: true }, true],
    [{ consent: "Sí" }, true],
    [{ "I accept the terms": ["I agree"] }, true],
    [{ consent: "No" }, false],
    [{ consent: "I do not agree" }, false],
    [{ consent: [] }, false],
    [{ consent: "perhaps" }, undefined],
    [{ newsletter_consent: true }, undefined],
    [{}, undefined],
  ])("agrees or not: %j is %s", (fields, expected) => {
    expect(readForm(fields).consent).toBe(expected);
  });

  it("of somebody else's address is not the sender's", () => {
    expect(readForm({ "Colleague's e-mail": "c@x.example", email: "me@x.example" }).person.email).toBe(
      "me@x.example",
    );
  });
});
