/**
 * No secret and nobody's name in any log. Every house of every test file is searched when it closes (`support/house.ts`), and
 * every process that a test starts, with the log of its PostgreSQL (`process/convoke.ts`, `process/npm-start.test.ts`): for what
 * it was told, for whoever stands in its database, and for what looks like a token or an address. Here it is shown that a leak
 * would be found.
 */
import { describe, expect, it } from "vitest";
import { createLog } from "../src/lib/log.ts";
import { testHouse } from "./support/house.ts";
import { everybodyIn, leaksIn } from "./support/leaks.ts";

const house = testHouse();
const NAME = "Wilhelmina Vvystavka";
const EMAIL = "wilhelmina@leaks.example";

/** What a log would hold if somebody wrote this into it. */
function logged(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  write(createLog("debug", { write: (line: string) => void lines.push(line) }));
  return lines;
}

describe("a log", () => {
  it("holds nothing of what went through a house, whatever went wrong", async () => {
    await house.receive(EMAIL, { name: NAME });
    const officer = await house.as("officer");
    await officer.get(`/api/v1/people?q=${encodeURIComponent(NAME)}`).expect(200);
    await officer.post("/api/v1/people", { programme: "default", name: NAME, email: EMAIL }).expect(409);
    await house.anybody.get("/api/v1/people").set("Authorization", `Bearer ${officer.token}x`).expect(401);
    await house.anybody
      .post("/hooks/contact")
      .set("Content-Type", "application/json")
      .send(`{"name":"${NAME}"`);
    await house.database.pool.query("alter table person_card rename column organisation to away");
    await officer.get(`/api/v1/people?q=${encodeURIComponent(NAME)}`).expect(500);
    await house.database.pool.query("alter table person_card rename column away to organisation");
    expect(house.logged.some((line) => line.includes("A request failed unforeseen"))).toBe(true);
    const known = await everybodyIn(house.database.pool);
    expect(known).toEqual(expect.arrayContaining([NAME, EMAIL]));
    expect(leaksIn(house.logged, [...known, officer.token, house.masterKey])).toEqual([]);
  });

  it.each([
    ["a name", (log) => log.info({ who: NAME.toUpperCase() }, "Somebody wrote")],
    ["an address in a message", (log) => log.warn(`Cannot mail ${EMAIL}`)],
    ["a name in an error", (log) => log.error({ err: new Error(`${NAME} is there twice`) }, "Failed")],
    [
      "the address of somebody whom no database knows",
      (log) => log.warn("Refused: nobody@elsewhere.example"),
    ],
    ["an API token", (log) => log.debug({ url: `/x?token=cvk_${"A1_-".repeat(11).slice(0, 43)}` }, "Asked")],
    ["a credential", (log) => log.debug({ header: "Bearer abcdefghijklmnopqrstuvwxyz" }, "Asked")],
    ["a cookie", (log) => log.debug({ header: "convoke.session_token=abcdefghijklmnopqr.s" }, "Asked")],
    ["the master key", (log) => log.debug({ settings: { key: "8nB/+q==planted-master-key" } }, "Started")],
  ] satisfies [string, Parameters<typeof logged>[0]][])("that holds %s is found out", (_, write) => {
    const planted = [NAME, EMAIL, "8nB/+q==planted-master-key"];
    expect(leaksIn(logged(write), planted)).not.toEqual([]);
  });

  it("redacts what is named a secret", () => {
    const token = `cvk_${"x".repeat(43)}`;
    const write = (log: ReturnType<typeof createLog>) =>
      log.info({ made: { token, secret: NAME, password: EMAIL } });
    expect(leaksIn(logged(write), [NAME, EMAIL])).toEqual([]);
  });
});
