/** Charts in a real browser: who stands where, where a state leads, two versions beside each other, and what stopped put back. */
import { beforeAll, describe, expect, it } from "vitest";
import { parkInstance } from "../../src/engine/park.ts";
import { newId } from "../../src/lib/ids.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const WORKFLOWS = "/p/default/workflows";

/** A meeting on the first version of its chart, which has a second. */
async function oldMeeting(): Promise<string> {
  const id = newId();
  const snapshot = {
    status: "active",
    value: "proposed",
    historyValue: {},
    context: { groupId: newId(), title: "Old", startsAt: null, attended: [] },
    children: {},
  };
  await house.database.pool.query(
    `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, state, card, snapshot,
       chain, created_at, updated_at)
     values ($1, 'meeting', 1, $2, $3, 1, 'active', 'proposed', '{}', $4, '', now(), now())`,
    [
      id,
      house.house.engine.registry.version("meeting", 1).hash,
      await house.programme("default"),
      JSON.stringify(snapshot),
    ],
  );
  return id;
}

async function park(id: string, reason: string): Promise<void> {
  const { rows } = await house.database.pool.query<{ seq: number; name: string }>(
    "select seq, name from effect where instance_id = $1 limit 1",
    [id],
  );
  const { seq = 1, name = "tell" } = rows[0] ?? {};
  await parkInstance(house.house.engine, id, { instanceId: id, seq: Number(seq), name }, reason);
}

const statusOf = async (id: string): Promise<{ status: string; version: number } | undefined> =>
  (await house.database.pool.query("select status, version from instance where id = $1", [id])).rows[0];

describe.skipIf(CHROMIUM === undefined)("the charts", () => {
  const console = testConsole(house);
  let stopped: string;
  let old: string;

  beforeAll(async () => {
    stopped = await house.receive("ines@example.org");
    await house.receive("rui@example.org");
    old = await oldMeeting();
    await park(stopped, "The mail host said no");
    await park(old, "A bug of the first version");
  });

  it("show where engagements stand and where each state leads, and a state leads to its list", async () => {
    const { context, page, complaints } = await console.open(WORKFLOWS, "officer");
    await page.waitForURL(/\/workflows\/engagement\/1$/);
    const received = page.getByRole("link", { name: "Received 2" });
    await received.focus();
    await page.getByRole("heading", { name: "From “Received”" }).waitFor();
    const leads = page.getByRole("region", { name: "From “Received”" });
    await expect
      .poll(() => leads.getByRole("listitem").filter({ hasText: "Claim" }).first().textContent())
      .toContain("In triage");
    // What is parked is the administrators'.
    expect(await page.getByRole("link", { name: /Parked/ }).count()).toBe(0);
    await page.keyboard.press("t");
    await page.getByRole("link", { name: "2 stand here" }).waitFor();
    await page.keyboard.press("t");
    await received.click();
    await page.waitForURL(/\/engagements\?stage=inquiry&state=received$/);
    await page.getByText("2 of 2").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("of two versions can be compared, and a chart with one says that it has one", async () => {
    const { context, page, complaints } = await console.open(`${WORKFLOWS}/meeting/2`, "admin");
    await page.getByRole("link", { name: "Version 1 1 running" }).waitFor();
    await page.getByLabel("Compare version 2 with").selectOption("1");
    await page.waitForURL(/with=1$/);
    const states = page.getByRole("listitem").filter({ hasText: "Added" });
    await states.filter({ hasText: "In session" }).first().waitFor();
    await page.getByRole("link", { name: "Engagement", exact: true }).click();
    await page.getByText("nothing to compare yet").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("that stopped are put back by a click, with the reason why, and are gone from the list", async () => {
    const { context, page, complaints } = await console.open(`${WORKFLOWS}/engagement/1`, "admin");
    await page.getByRole("link", { name: "See 2 parked" }).click();
    const row = page.locator(`[data-parked="${stopped}"]`);
    await row.waitFor();
    await page.keyboard.press("r");
    await page.getByRole("dialog", { name: "Retry one chart" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row.getByRole("button", { name: "Retry" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Retry" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await statusOf(stopped)).toMatchObject({ status: "parked" });
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel("It was a passing fault").check();
    await dialog.getByRole("button", { name: "Retry" }).click();
    await row.waitFor({ state: "detached" });
    expect(await statusOf(stopped)).toMatchObject({ status: "active" });
    const { rows } = await house.database.pool.query(
      "select resolution from incident where instance_id = $1",
      [stopped],
    );
    expect(rows).toEqual([{ resolution: "retried: passing" }]);

    await page.locator(`[data-parked="${old}"]`).getByRole("button", { name: "Migrate" }).click();
    const run = dialog.getByRole("row").filter({ hasText: "None is touched" });
    await expect.poll(() => run.textContent()).toBe("Proposed1ProposedNone is touched");
    await dialog.getByLabel("The newer version mends it").check();
    await dialog.getByRole("button", { name: "Migrate" }).click();
    await page.getByText("Nothing is parked.", { exact: false }).waitFor();
    expect(await statusOf(old)).toEqual({ status: "active", version: 2 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  describe.each([
    ["light", 1440, ["meeting/2?with=1", "engagement/1", "parked"]],
    ["dark", 1440, ["engagement/1", "parked"]],
    ["light", 390, ["engagement/1", "parked"]],
  ] as const)("in %s, %i wide", (colorScheme, width, paths) => {
    it("keep nobody out (WCAG 2.2 AA)", async () => {
      await park(stopped, "The mail host said no");
      const { context, page } = await console.open(`${WORKFLOWS}/meeting/2?with=1`, "admin", {
        colorScheme,
        viewport: { width, height: 900 },
      });
      for (const path of paths) {
        await page.goto(`${console.url}/console${WORKFLOWS}/${path}`);
        await page.locator("main li").first().waitFor();
        expect(await barriers(page), path).toEqual([]);
        await expectNoSidewaysScroll(page, width);
      }
      await context.close();
    });
  });
});
