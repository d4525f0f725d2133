import { describe, expect, it } from "vitest";
import type { MailCase } from "../../src/directory/correspondence.ts";
import { clocks } from "../../workflows/engagement/v1/timers.ts";
import { templates as engagementTemplates } from "../../workflows/engagement/v1/templates.ts";
import { templates as interestsTemplates } from "../../workflows/interests/v1/templates.ts";
import { templates as recommendationTemplates } from "../../workflows/recommendation/v2/templates.ts";
import { effects } from "../../workflows/effects.ts";
import { workflows } from "../../workflows/index.ts";
import { type Material, renderMail } from "../../workers/send-mail/render.ts";
import { mailTemplate } from "../../workers/send-mail/templates/index.ts";

const templates = { ...engagementTemplates, ...interestsTemplates, ...recommendationTemplates };

const INSTANCE = "019a0000-0000-7000-8000-0000deadbeef";
const LETTER = "We thank you for the care you took.\nThe programme works on ports only.";

const mailCase: MailCase = {
  instanceId: INSTANCE,
  workflow: "engagement",
  programmeId: "019a0000-0000-7000-8000-000000000001",
  programmeName: "Partners in Prevention",
  zone: "Europe/Rome",
  deadlines: new Map(Object.keys(clocks).map((timer) => [timer, new Date("2012-12-06T23:30:00.000Z")])),
  stage: "inquiry",
  state: "needs_information",
  card: {},
  partyName: "Amina Duarte",
  organisation: "Harbour Underwriters",
};

/** All that any template is given, as if every event had carried everything. */
const full = (audience: string): Material => ({
  mailCase,
  audience,
  data: {
    wording: LETTER,
    reasons: LETTER,
    missing: "amina@harbour.example wrote about Harbour Underwriters",
    questions: ["Who insures the vessels?", "Since when?"],
    reason: "conflict_of_interest",
    conditions: ["no_press", "annual_review"],
    trigger: "public_official",
    route: "email",
    how: "closed",
    undertakings: "2012-1",
  },
  groups: ["Shipping", "Insurance"],
  currentGroups: ["Shipping"],
  launchMonth: "2013-06",
  target: "Managing Across Boundaries",
  privateLink: "https://convoke.example.org/r/abc",
  consoleLink: `https://convoke.example.org/console/engagements/${INSTANCE}`,
});

/** Nothing but the case: no name, no deadline that runs, no data. */
const bare = (audience: string): Material => ({
  ...full(audience),
  mailCase: { ...mailCase, deadlines: new Map(), partyName: null, organisation: null },
  data: {},
  groups: [],
  currentGroups: [],
  launchMonth: undefined,
  target: undefined,
  privateLink: undefined,
});

function rendered(id: string, material: Material): { subject: string; text: string } {
  const template = mailTemplate(id);
  if (template === undefined) throw new Error(`No template ${id}`);
  return renderMail(template, material);
}

describe("every mail template", () => {
  for (const [id, { to }] of Object.entries(templates)) {
    it(`reads well with all it can be given, and with nothing: ${id}`, () => {
      for (const material of [full(to), bare(to)]) {
        const { subject, text } = rendered(id, material);
        for (const words of [subject, text]) {
          expect(words).not.toMatch(
            /undefined|null|NaN|\[object|Invalid|sealed:| {2}|\.\.|,\s*\.|by by|by in /,
          );
        }
        expect(subject).not.toMatch(/[\r\n]/);
        expect(subject.length).toBeLessThanOrEqual(100);
        expect(text).not.toMatch(/\n{3}/);
        expect(text.endsWith("\n")).toBe(true);
      }
    });
  }

  it("is a letter when it goes to the party, and else a notice", () => {
    for (const [id, { to }] of Object.entries(templates)) {
      expect(mailTemplate(id)?.kind, id).toBe(to === "party" ? "letter" : "notice");
    }
  });

  it("is there for every workflow that asks for mail", () => {
    const asking = workflows.filter((workflow) => Object.hasOwn(workflow.effects, "sendMail"));
    expect(asking.map(({ name }) => name)).toEqual(["engagement", "recommendation", "interests"]);
    expect(effects.sendMail.lane).toBe("mail");
  });
});

describe("the letter that confirms a message (S-017)", () => {
  const written = (languages: readonly string[], more: Partial<Material> = {}) =>
    rendered("inquiry-received", { ...full("party"), languages, ...more });
  const formal = { ...mailCase, card: { kind: "formal_request" } };

  it.each([
    ["en", "Dear Amina Duarte,", "by Friday 7 December 2012", "Your reference: deadbeef"],
    ["fr", "Bonjour Amina Duarte,", "au plus tard le vendredi 7 décembre 2012", "Votre référence : deadbeef"],
    [
      "es",
      "Hola, Amina Duarte:",
      "a más tardar el viernes, 7 de diciembre de 2012",
      "Su referencia: deadbeef",
    ],
    ["pt", "Olá, Amina Duarte,", "até sexta-feira, 7 de dezembro de 2012", "A sua referência: deadbeef"],
    ["it", "Buongiorno Amina Duarte,", "entro venerdì 7 dicembre 2012", "Il Suo riferimento: deadbeef"],
  ])("speaks %s throughout, with and without a deadline", (language, ...parts) => {
    const { subject, text } = written([language, "en"]);
    for (const part of parts) expect(text.replaceAll("\u00a0", " ")).toContain(part);
    expect(subject).toContain("Partners in Prevention");
    const without = rendered("inquiry-received", { ...bare("party"), languages: [language] });
    expect(without.text).not.toMatch(/undefined|Amina/);
    if (language !== "en") expect(text + without.text).not.toMatch(/Dear|regards|You |message has/);
    const { text: inForm } = written([language], { mailCase: formal });
    expect(inForm).not.toBe(text);
  });

  it("speaks the first language that it can, and else English", () => {
    expect(written(["sv", "it", "fr"]).text).toContain("Buongiorno");
    expect(written(["sv", "en", "fr"]).text).toContain("Dear");
    expect(written(["sv"]).text).toContain("Dear");
    expect(written([]).text).toContain("Dear");
  });

  it("confirms a formal request in form, and promises a formal reply (S-025)", () => {
    const { subject, text } = written(["en"], { mailCase: formal });
    expect(subject).toBe("Receipt of your request to Partners in Prevention");
    expect(text).toContain("It is registered under the reference below.");
    expect(text).toContain("You will be given a formal reply.");
  });

  it("says what the programme says, where it says something in that language", () => {
    const acknowledgements = new Map([["fr", "Merci de tout cœur."]]);
    const { text } = written(["fr"], { acknowledgements });
    expect(text).toContain("Merci de tout cœur.");
    expect(text).not.toContain("est bien arrivé");
    expect(written(["it"], { acknowledgements }).text).toContain("è arrivato");
  });
});

describe("a notice to staff", () => {
  const notices = Object.entries(templates).filter(([, { to }]) => to !== "party");

  for (const [id, { to }] of notices) {
    it(`says nothing about who the party is: ${id}`, () => {
      const { subject, text } = rendered(id, full(to));
      for (const secret of [
        "Amina",
        "Duarte",
        "Harbour",
        "@harbour",
        "vessels",
        "ports only",
        "public official",
      ]) {
        expect(subject + text).not.toContain(secret);
      }
      expect(text).toContain("Reference: deadbeef");
      expect(text).toContain("Programme: Partners in Prevention");
      expect(text).toContain(`https://convoke.example.org/console/engagements/${INSTANCE}`);
    });
  }

  it("names the state to those who work on the case, and to no lead", () => {
    expect(rendered("decision-to-make", full("role:approver")).text).toContain("State: needs information");
    expect(rendered("member-unavailable", full("role:lead")).text).not.toContain("State");
  });

  it("tells a lead that a member is unavailable and nothing more", () => {
    expect(rendered("member-unavailable", full("role:lead")).text).toMatchInlineSnapshot(`
      "Hello,

      A member of the working groups Shipping and Insurance is temporarily unavailable.

      Reference: deadbeef
      Programme: Partners in Prevention
      https://convoke.example.org/console/engagements/019a0000-0000-7000-8000-0000deadbeef

      You get this notice as lead of the programme.
      "
    `);
  });
});

describe("a letter", () => {
  it("greets by name, and without one just says hello", () => {
    expect(rendered("inquiry-received", full("party")).text).toMatch(/^Dear Amina Duarte,\n/);
    expect(rendered("inquiry-received", bare("party")).text).toMatch(/^Hello,\n/);
  });

  it("greets nobody by a name that is an advertisement", () => {
    const names = [
      "Win at www.spam.example",
      "Call +39 011 5551234 now",
      "see http://x.example",
      "a@b.example",
    ];
    for (const partyName of [...names, "x".repeat(81)]) {
      const material = { ...full("party"), mailCase: { ...mailCase, partyName } };
      expect(rendered("inquiry-received", material).text, partyName).toMatch(/^Hello,\n/);
    }
    for (const partyName of ["José María O'Neill-Peña, PhD", "李小龍", "Dr. Åsa Öberg"]) {
      const material = { ...full("party"), mailCase: { ...mailCase, partyName } };
      expect(rendered("inquiry-received", material).text).toContain(`Dear ${partyName},`);
    }
  });

  it("gives days in the programme's zone", () => {
    expect(rendered("inquiry-received", full("party")).text).toContain(
      "You hear from us by Friday 7 December 2012.",
    );
  });

  it("gives the rule where no deadline runs", () => {
    expect(rendered("inquiry-received", bare("party")).text).toContain(
      "You hear from us within two working days.",
    );
  });

  it("of decline says why, that they may appeal, and until when", () => {
    expect(rendered("vetting-declined", full("party")).text).toMatchInlineSnapshot(`
      "Dear Amina Duarte,

      Thank you for your interest in Partners in Prevention, and for your patience. We have decided that you cannot take part.

      The ground of the decision is: conflict of interest.

      We thank you for the care you took.
      The programme works on ports only.

      You may appeal against this decision once, before 00:30 on Friday 7 December 2012 (Europe/Rome time). Tell us in your own words why you think it is wrong. Somebody who had no part in it looks at your appeal. To appeal, reply to this mail or use your private link, which works once: https://convoke.example.org/r/abc

      Until then nothing is final. We know that this is not the answer you hoped for.

      With kind regards,
      Partners in Prevention

      Your reference: deadbeef
      "
    `);
    expect(rendered("vetting-declined", bare("party")).text).toContain("within 30 days of this letter");
  });

  it("keeps the lines of what an officer wrote, and drops control characters", () => {
    const data = { wording: "First.\r\nSecond.\u0007\u0000" };
    const { text } = rendered("vetting-declined", { ...full("party"), data });
    expect(text).toContain("First.\nSecond.\n");
    for (const char of ["\r", "\u0000", "\u0007"]) expect(text).not.toContain(char);
  });

  it("asks the questions one by one", () => {
    expect(rendered("info-requested", full("party")).text).toContain(
      "1. Who insures the vessels?\n2. Since when?",
    );
  });
});
