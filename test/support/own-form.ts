/** A programme with a published form, and somebody who fills it in. */
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import request from "supertest";
import type { TestHouse } from "./house.ts";
import { PUBLIC_URL } from "./house.ts";

export async function publishForm(house: TestHouse, slug: string, languages = ["en", "fr"]): Promise<string> {
  const id = await house.programme(slug);
  await house.database.pool.query("update programme set languages = $2 where id = $1", [id, languages]);
  const officer = await house.as("officer", slug);
  const texts = Object.fromEntries(languages.map((language) => [language, `We keep it (${language}).`]));
  await officer.post(`/api/v1/programmes/${slug}/consent-texts`, { texts }).expect(201);
  await officer.put(`/api/v1/programmes/${slug}/public-pages`, { form: true, page: true }).expect(200);
  return id;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What a person who wants to take part would write. */
export const answers: Fields = {
  name: "Ines Duarte",
  email: "ines@example.org",
  behalf: "organisation",
  organisation: "Atlantic Marine Mutual",
  organisationKind: "business",
  country: "PT",
  kind: "participate",
  interests: ["insurance"],
  commitment: "meetings",
  presence: "remote",
  message: "",
  concerns: "We insure what others ship.",
  consent: "yes",
};

/** The hidden fields of the page as it was sent. */
export function hiddenIn(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name, value]) => [name ?? "", value ?? ""]));
}

export interface Visitor {
  /** Open the page, as a browser does. */
  open(path: string): Promise<Record<string, string>>;
  work(slug: string): Promise<string>;
  send(path: string, fields: Fields): request.Test;
}

/** Each address is counted by itself, so every test has its own visitor. */
export function visitor(house: TestHouse, address: string): Visitor {
  const from = (test: request.Test) => test.set("X-Forwarded-For", address);
  return {
    async open(path) {
      return hiddenIn((await from(request(house.app).get(path)).expect(200)).text);
    },
    async work(slug) {
      const { body: challenge } = await from(request(house.app).get(`/forms/${slug}/work`)).expect(200);
      const solution = await solveChallenge({ challenge, deriveKey });
      return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
    },
    send: (path, fields) =>
      from(request(house.app).post(path)).set("Origin", PUBLIC_URL).type("form").send(fields),
  };
}
