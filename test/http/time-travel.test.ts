/** Every moment of an instance's life can be looked at again, from its journal. */
import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const test = testHouse();

describe("an engagement's past", () => {
  it("is shown after a journal row and at an instant, and refuses what never was", async () => {
    const officer = await test.as("officer");
    const id = await test.receive("ines@past.example");
    const url = `/api/v1/engagements/${id}`;
    await test.advance("2012-12-04T10:00:00.000Z");
    await officer.post(`${url}/events`, { type: "triage.claimed" }).expect(200);
    await test.advance("2012-12-05T08:00:00.000Z");
    const answered = { type: "inquiry.answered", data: { reply: "sent", wantsToTakePart: false } };
    await officer.post(`${url}/events`, answered).expect(200);

    const at = async (moment: string) => (await officer.get(`${url}?at=${moment}`).expect(200)).body;
    expect(await at("1")).toMatchObject({ revision: 1, state: "received", owner: null, accepts: [] });
    expect(await at("2")).toMatchObject({ revision: 2, state: "triage", owner: officer.accountId });
    expect(await at("2012-12-04T09:59:59.000Z")).toMatchObject({ revision: 1, state: "received" });
    expect(await at("2012-12-04T12:00:00Z")).toMatchObject({ revision: 2, state: "triage" });
    expect(await at("2099-01-01T00:00:00Z")).toMatchObject({ revision: 3, state: "answered" });

    await officer.get(`${url}?at=4`).expect(404);
    await officer.get(`${url}?at=2000-01-01T00:00:00Z`).expect(404);
    const wrong = await officer.get(`${url}?at=yesterday`).expect(400);
    expect(wrong.body.errors).toEqual([
      { pointer: "/at", detail: expect.stringContaining("expected a journal row") },
    ]);
  });
});
