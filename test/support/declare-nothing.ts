import type { BrowserContext } from "playwright-core";
import { expect } from "vitest";
import type { Role } from "../../workflows/workflow.ts";
import type { TestConsole } from "./console.ts";
import type { TestHouse } from "./house.ts";

/** Whoever is signed in there is asked about interests in one of their roles, and signs that they have none. */
export async function declareNothing(
  house: TestHouse,
  { url }: TestConsole,
  { request }: BrowserContext,
  as: Role,
): Promise<void> {
  const me = await (await request.get(`${url}/api/v1/me`)).json();
  const asked = { programme: "default", accountId: me.id, as };
  const form = await (await house.as("officer")).post("/api/v1/interests", asked).expect(201);
  const sent = await request.post(`${url}/api/v1/interests/${form.body.id}/events`, {
    headers: { Origin: url },
    data: { type: "interests.none", data: { signed: true, signedOn: "2012-12-03" } },
  });
  expect(sent.status(), await sent.text()).toBe(200);
}
