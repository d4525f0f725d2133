/** By which words staff come in and look after their own way in: in the language that their browser likes best. */
import { describe, expect, it } from "vitest";
import { en } from "../../src/http/pages/words/en.ts";
import { fr } from "../../src/http/pages/words/fr.ts";
import { browser } from "../support/browser.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const PASSWORD = "quatre mots suffisent ici";
const FRENCH = "fr-CH, fr;q=0.9, en;q=0.8";

/** Stands in for a name, a number and what makes a link. */
const ANY = Object.assign((text: string): string => text, { toString: () => "Ana" });

/** All that a catalogue says. */
function saidBy(words: object): string[] {
  return Object.values(words).flatMap((one: unknown) => {
    if (typeof one === "string") return [one];
    if (typeof one === "function") return [(one as (...all: unknown[]) => string)(ANY, ANY, ANY)];
    return one !== null && typeof one === "object" ? saidBy(one) : [];
  });
}

/** Texts so short stand in other words too. */
const ENGLISH = saidBy({ ...en, language: "" }).filter((text) => text.length > 8 && !text.includes("Ana"));

async function invitation(email: string): Promise<string> {
  const administrator = await house.as("admin", null);
  const roles = [{ role: "officer", programme: "default" }];
  await administrator.post("/api/v1/invitations", { name: "Zoé", email, roles }).expect(201);
  const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
  const mail = (body.items as { to: { email: string }; text: string }[]).find(({ to }) => to.email === email);
  return /http:\/\/convoke\.example(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
}

describe("the pages of sign-in and account", () => {
  it("speak French to whose browser likes it best, with no English left, and English to who says nothing", async () => {
    const path = await invitation("zoe@staff.example");
    const one = browser(house.app);
    const seen = async (address: string, status = 200) => {
      const page = await one.get(address).set("Accept-Language", FRENCH).expect(status);
      expect(page.text, address).toContain('<html lang="fr">');
      expect(
        ENGLISH.filter((text) => page.text.includes(text)),
        address,
      ).toEqual([]);
      return page.text;
    };
    expect(await seen("/sign-in")).toContain(fr.signIn.title);
    expect(await seen("/sign-in/code")).toContain(fr.signIn.codeTitle);
    expect(await seen("/sign-in/link/any")).toContain(fr.signIn.short);
    expect(await seen("/sign-in/never-ours", 403)).toContain(fr.first.used);
    expect(await seen("/invitations/never-ours", 410)).toContain(fr.invitation.goneWhy);
    expect(await seen(path)).toContain(fr.invitation.choose);
    const weak = await one
      .post(path, { name: "Zoé", password: "court" })
      .set("Accept-Language", FRENCH)
      .expect(422);
    expect(weak.text).toContain(fr.invitation.tooShort(12).slice(0, 24));
    await one.post(path, { name: "Zoé", password: PASSWORD }).expect(303);
    expect(await seen("/account")).toContain(fr.account.sessions);
    expect((await one.get("/account").expect(200)).text).toContain(en.account.sessions);
  });

  it("say the same in both, with the spaces that French has before high punctuation", () => {
    const french = saidBy(fr);
    expect(french).toHaveLength(saidBy(en).length);
    expect(
      french.filter((text) => /[^\u202F][;!?]|[^\u00A0]:(?!\/)/.test(text.replace(/&\w+;/g, ""))),
    ).toEqual([]);
    expect(french.filter((text) => text === "" || text.includes("undefined"))).toEqual([]);
  });
});
