import { describe, expect, it } from "vitest";
import { guessFields } from "../../src/intake/guess-field.ts";
import { languageCode } from "../../src/intake/languages.ts";
import { blindWords, wordsIn, wordsOf } from "../../src/intake/answer-words.ts";
import { fits } from "../../src/intake/routing.ts";
import { createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { readDelivery } from "../support/read-delivery.ts";

const readForm = (fields: object, mapping = {}) =>
  readDelivery("form", deliveryOf(JSON.stringify(fields)), mapping);

describe("what a form may ask beside who somebody is", () => {
  it.each([
    [
      "English",
      {
        "Type of organisation": "Trade association",
        "Time commitment": "A few hours a month",
        "In person or remote?": "Remotely",
        "Who nominated you?": "Brian Finlay",
        "Your idea": "A common register of flags",
        "Your concerns": "Liability",
        "Working language": "Portuguese",
      },
    ],
    [
      "French",
      {
        "Type d'organisation": "Association professionnelle",
        Disponibilité: "Quelques heures par mois",
        "Mode de participation": "À distance",
        "Qui vous a recommandé ? Recommandé par": "Brian Finlay",
        "Votre idée": "A common register of flags",
        "Vos préoccupations": "Liability",
        "Langue de travail": "Portugais",
      },
    ],
    [
      "Spanish",
      {
        "Tipo de organización": "Asociación empresarial",
        Dedicación: "Unas horas al mes",
        "Modalidad de participación": "A distancia",
        "Propuesto por": "Brian Finlay",
        "Su propuesta": "A common register of flags",
        "Sus preocupaciones": "Liability",
        "Idioma de trabajo": "Portugués",
      },
    ],
    [
      "Portuguese",
      {
        "Tipo de organização": "Associação comercial",
        Disponibilidade: "Algumas horas por mês",
        "Modo de participação": "À distância",
        "Indicado por": "Brian Finlay",
        "Sua ideia": "A common register of flags",
        "Suas preocupações": "Liability",
        "Idioma de trabalho": "Português",
      },
    ],
    [
      "Italian",
      {
        "Tipo di organizzazione": "Associazione di categoria",
        Disponibilità: "Qualche ora al mese: 3 ore",
        "Modalità di partecipazione": "Da remoto",
        "Proposto da": "Brian Finlay",
        "La tua idea? Suggerimenti": "A common register of flags",
        "Le tue preoccupazioni": "Liability",
        "Lingua di lavoro": "Portoghese",
      },
    ],
  ])("is understood in %s (S-018, S-020, S-021, S-022)", (_, fields) => {
    const inquiry = readForm(fields);
    expect(inquiry).toMatchObject({
      organisationKind: "trade_association",
      affiliation: "organisation",
      commitment: "hours",
      mode: "remote",
      nominator: "Brian Finlay",
      idea: "A common register of flags",
      concerns: ["Liability"],
      language: "pt",
      kind: "idea",
    });
    expect(inquiry.answers.map(({ mappedBy }) => mappedBy)).toEqual(Array.from({ length: 7 }, () => "label"));
  });

  it.each([
    ["For my business", "organisation", "business"],
    ["For a non-governmental organisation", "organisation", "ngo"],
    ["A university", "organisation", "academia"],
    ["A ministry or other public authority", "organisation", "government"],
    ["For myself", "independent", undefined],
  ])("tells for whom somebody writes from %j (S-018)", (answer, affiliation, kind) => {
    const inquiry = readForm({ q1: answer }, { affiliation: "q1", organisationKind: "q1" });
    const asked = readForm({ q1: answer }, { organisationKind: "q1" });
    expect([asked.affiliation, asked.organisationKind]).toEqual([affiliation, kind]);
    expect(inquiry.answers[0]?.mappedBy).toBe("mapping");
  });

  it.each([
    ["Written comments only", "written"],
    ["I can come to meetings and comment in writing", "meetings"],
    ["6", "hours"],
    ["It depends", undefined],
  ])("hears %j as the commitment %s (S-021)", (answer, commitment) => {
    expect(readForm({ "Time commitment": answer }).commitment).toBe(commitment);
  });

  it("takes a note verbale for a formal request, with its number and level (S-025)", () => {
    const inquiry = readForm({
      "Note verbale number": "NV/2013/117",
      "National or local": "Local authority",
      Country: "Timor-Leste",
    });
    expect(inquiry).toMatchObject({
      kind: "formal_request",
      formalRequest: { noteVerbale: "NV/2013/117", level: "local" },
    });
  });

  it("keeps apart who writes and whom they propose (S-007)", () => {
    const inquiry = readForm({
      "Your name": "Rui Tavares",
      "Your e-mail": "rui@porto.example",
      "Nominee's e-mail": "marta@porto.example",
      "Whom would you like to nominate?": "Marta Reis",
    });
    expect(inquiry).toMatchObject({
      person: { name: "Rui Tavares", email: "rui@porto.example" },
      nominee: "Marta Reis",
      nomineeEmail: "marta@porto.example",
      kind: "nomination",
    });
    expect(inquiry.answers.map(({ mappedTo }) => mappedTo)).toEqual([
      "name",
      "email",
      "nomineeEmail",
      "nominee",
    ]);
  });

  it.each([
    [
      "Swedish",
      "Förnamn, Efternamn, E-post, Telefonnummer, Företag, Befattning, Land, Intresseområden, Meddelande",
    ],
    [
      "German",
      "Vorname, Nachname, E-Mail-Adresse, Telefonnummer, Unternehmen, Funktion, Land, Arbeitsgruppe, Mitteilung",
    ],
    [
      "Dutch",
      "Voornaam, Achternaam, Uw e-mail, Telefoonnummer, Bedrijf, Functie, Land, Werkgroep, Opmerkingen",
    ],
    ["Greek", "Όνομα, Επώνυμο, Διεύθυνση email, Τηλέφωνο, Οργανισμός, Ιδιότητα, Χώρα, Ενδιαφέροντα, Μήνυμα"],
  ])("reads the usual questions in %s (S-018)", (language, labels) => {
    const [given = "", family = "", email = "", phone = "", organisation = "", capacity = "", ...rest] =
      labels.split(", ");
    const [country = "", interests = "", message = ""] = rest;
    const inquiry = readForm({
      [given]: "Ada",
      [family]: "Quist",
      [email]: "ada@harbour.example",
      [phone]: "+46 8 123 45 67",
      [organisation]: "Harbour Line",
      [capacity]: "Head of safety",
      [country]: "Sweden",
      [interests]: "Shipping",
      [message]: "We want to take part.",
    });
    expect(inquiry, language).toMatchObject({
      person: { name: "Ada Quist", email: "ada@harbour.example", phone: "+46 8 123 45 67" },
      organisation: "Harbour Line",
      capacity: "Head of safety",
      country: "SE",
      interests: ["Shipping"],
      message: "We want to take part.",
    });
  });

  it("leaves out what was not asked", () => {
    expect(Object.keys(readForm({ name: "Ada", commitment: "whenever" }))).not.toContain("commitment");
  });
});

describe("a label", () => {
  it("is read in the programme's languages, in which a word may ask for nothing", () => {
    expect(guessFields("Cargo")).toEqual(["capacity"]);
    expect(guessFields("Cargo", ["es"])).toEqual(["capacity"]);
    expect(guessFields("Cargo", ["en"])).toEqual([]);
    expect(guessFields("Cargo", ["en", "pt"])).toEqual(["capacity"]);
    expect(guessFields("Nombre", ["fr"])).toEqual([]);
    expect(guessFields("Nombre", ["es", "fr"])).toEqual(["name"]);
  });

  it("comes after a name that the author of the form gave the question", () => {
    const fields = { definition: { fields: [field("a", "organisation", "Who are you?")] } };
    const answers = [{ type: "text", text: "Nordlys Mutual", field: { id: "a", ref: "organisation" } }];
    const body = JSON.stringify({ form_response: { token: "t", ...fields, answers } });
    const inquiry = readDelivery("typeform", deliveryOf(body));
    expect(inquiry.organisation).toBe("Nordlys Mutual");
    expect(inquiry.answers[0]).toMatchObject({ mappedTo: "organisation", mappedBy: "ref" });
  });
});

const field = (id: string, ref: string, title: string) => ({ id, ref, title, type: "short_text" });

describe("a language", () => {
  it("is known by its code and by its name in five languages and its own", () => {
    expect(["pt", "Portugais", "português", "English, French", "العربية"].map(languageCode)).toEqual([
      "pt",
      "pt",
      "pt",
      "en",
      "ar",
    ]);
    expect(["no", "Klingon", ""].map(languageCode)).toEqual([null, null, null]);
  });
});

describe("the words of answers", () => {
  const master = createMaster(generateMasterKey());

  it("are all that is not on the card, without case and accents", () => {
    const inquiry = readForm({ name: "Ada Lovelace", email: "ada@x.example", q9: "Réassurance, X of HULLS" });
    expect(wordsOf(inquiry)).toEqual(["reassurance", "of", "hulls"]);
    expect(wordsIn("…")).toEqual([]);
  });

  it("stand in the index as numbers that say nothing, other ones in another programme", () => {
    const here = blindWords(master, "p1", ["hulls", "hull"]);
    expect(blindWords(master, "p1", ["hulls"])).toEqual([here[0]]);
    expect(blindWords(master, "p2", ["hulls"])).not.toEqual([here[0]]);
    expect(here[0]).not.toBe(here[1]);
    for (const number of here) expect(number).toMatch(/^-?\d{1,19}$/);
  });
});

describe("a rule that says who looks after what", () => {
  const inquiry = { interests: ["shipping", "other"], kind: "participate", country: "PT", language: "pt" };

  it("fits when every condition it names is met, and without any always (S-017)", () => {
    const rule = { id: "r", owner: "o" };
    expect(fits(rule, inquiry)).toBe(true);
    expect(fits({ ...rule, interests: ["insurance", "shipping"], countries: ["PT"] }, inquiry)).toBe(true);
    expect(fits({ ...rule, interests: ["shipping"], countries: ["ES"] }, inquiry)).toBe(false);
    expect(fits({ ...rule, kinds: ["idea"] }, inquiry)).toBe(false);
    expect(fits({ ...rule, languages: ["pt"] }, { ...inquiry, language: undefined })).toBe(false);
  });
});
