import { describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.ts";
import { readTimers } from "../../src/store/effects.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const CALENDAR = { zone: "UTC", week: [1, 2, 3, 4, 5], holidays: ["2012-12-04"] };

async function dueOf(id: string, timer: string): Promise<string | undefined> {
  const found = (await readTimers(house.database.pool, [id])).find(({ action }) => action === timer);
  return found?.dueAt?.toISOString();
}

describe("a programme's calendar", () => {
  it("moves the deadlines that run by it when it is changed", async () => {
    const administrator = await house.as("admin", null);
    const id = await house.receive("ines@partner.example");
    expect(await dueOf(id, "first_response")).toBe("2012-12-05T09:00:00.000Z");
    const changed = await administrator.put("/api/v1/programmes/default/calendar", CALENDAR);
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ slug: "default", ...CALENDAR, timersCounted: true });
    expect(await dueOf(id, "first_response")).toBe("2012-12-06T09:00:00.000Z");
    expect(house.logged.join()).toContain("A calendar was changed");

    await house.advance("2012-12-05T12:00:00Z");
    expect(await dueOf(id, "first_response")).toBe("2012-12-06T09:00:00.000Z");
  });

  it("is changed by whoever configures the programme, and by nobody else (S-001)", async () => {
    const path = "/api/v1/programmes/default/calendar";
    const own = await house.as("admin", "default");
    expect((await own.put(path, CALENDAR)).status).toBe(200);
    expect((await (await house.as("officer")).put(path, CALENDAR)).status).toBe(403);
    expect((await (await house.as("admin", "elsewhere")).put(path, CALENDAR)).status).toBe(404);
    const everywhere = await house.as("admin", null);
    const nowhere = `/api/v1/programmes/${newId()}/calendar`;
    expect((await everywhere.put(nowhere, CALENDAR)).status).toBe(404);
  });

  it("that is not whole or not possible is refused by field", async () => {
    const administrator = await house.as("admin", null);
    for (const [more, pointer] of [
      [{ zone: "Mars/Olympus" }, "/zone"],
      [{ week: [] }, "/week"],
      [{ week: [8] }, "/week/0"],
      [{ holidays: ["Christmas"] }, "/holidays/0"],
      [{ holidays: undefined }, "/holidays"],
    ] as const) {
      const answer = await administrator.put("/api/v1/programmes/default/calendar", { ...CALENDAR, ...more });
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
  });
});
