/** Figures in a real browser: what the table says is what the CSV has, under one period and filter; few cases are no picture. */
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { MONDAY, testHouse } from "../support/house.ts";

const house = testHouse();
const INSIGHTS = "/p/default/insights";
const FIGURES = ["funnel", "time", "inflow", "targets"] as const;
const DAY_MS = 86_400_000;
const at = (day: number) => new Date(MONDAY.getTime() + day * DAY_MS);

/** So many that began on that day; those of the web went through triage into screening, half of them late. */
async function opened(count: number, origin: string, day: number): Promise<void> {
  const { pool } = house.database;
  const programmeId = await house.programme("default");
  for (let one = 0; one < count; one += 1) {
    const id = newId();
    const isThrough = origin === "web";
    await pool.query(
      `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, stage, state, card,
         snapshot, chain, created_at, updated_at)
       values ($1, 'engagement', 1, '', $2, 1, 'active', $3, $4, $5, '{}', '', $6, $6)`,
      [
        id,
        programmeId,
        isThrough ? "vetting" : "inquiry",
        isThrough ? "screening" : "received",
        { origin, groups: [], vetters: [] },
        at(day),
      ],
    );
    await pool.query(
      `insert into engagement_passage (instance_id, seq, stage, state, entered_at, left_at, overdue)
       values ($1, 1, 'inquiry', 'received', $2, $3, $4)`,
      [
        id,
        at(day),
        isThrough ? at(day + one + 1) : null,
        isThrough && one % 2 === 1 ? ["first_response.overdue"] : [],
      ],
    );
    if (isThrough)
      await pool.query(
        `insert into engagement_passage (instance_id, seq, stage, state, entered_at, left_at, overdue)
         values ($1, 2, 'vetting', 'screening', $2, null, '{}')`,
        [id, at(day + one + 1)],
      );
  }
}

describe.skipIf(CHROMIUM === undefined)("insights", () => {
  const console = testConsole(house);

  beforeAll(async () => {
    await opened(8, "web", -30);
    await opened(4, "nominated", -9);
  });

  it("have in the CSV just what stands in the table", async () => {
    const { context, page, complaints } = await console.open(INSIGHTS, "officer");
    await page.waitForURL(/\/insights\/funnel$/);
    for (const figure of FIGURES) {
      await page.goto(`${console.url}/console${INSIGHTS}/${figure}?origin=web`);
      const lines = page.locator("main tbody tr");
      await lines.first().waitFor();
      const table = await page.evaluate<string[][]>(
        "[...document.querySelectorAll('main tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))",
      );
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Export as CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`${figure}.csv`);
      const csv: string[][] = parse(await readFile(await download.path(), "utf8"));
      expect(csv.length, figure).toBe(table.length + 1);
      // Codes stand in words on the page; every number is the same.
      const numbers = (cells: readonly string[]) =>
        cells.filter((cell) => /^(?:[\d.]+|–|)$/.test(cell)).map((cell) => (cell === "–" ? "" : cell));
      expect(table.map(numbers)).toEqual(
        csv
          .slice(1)
          .map((row) => numbers(figure === "time" ? row.map((cell, at) => (at === 1 ? "x" : cell)) : row)),
      );
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("say what they show, keep their period and filter from one to the next, and draw nothing of a few", async () => {
    const { context, page } = await console.open(`${INSIGHTS}/funnel`, "officer");
    await page.getByText("12 engagements were opened: 8 (67%) reached vetting", { exact: false }).waitFor();
    await page.getByText("Most came by Web form (8).", { exact: false }).waitFor();
    await page.getByRole("link", { name: "Answers in time" }).click();
    await page.getByText("4 (50%) came in time and 4 late", { exact: false }).waitFor();
    await page.getByLabel("Came by").selectOption({ label: "Nomination" });
    await page.getByText("Too little yet: 4 engagements. Pictures start at 10.").waitFor();
    await page.getByRole("link", { name: "Inflow" }).click();
    await page.waitForURL(/\/inflow\?origin=nominated$/);
    await page.getByText("Too little yet: 4 engagements.", { exact: false }).waitFor();
    await page.getByLabel("Came by").selectOption({ label: "Every way" });
    await page.getByLabel("Opened from").fill("2012-11-20");
    await page.getByText("Too little yet: 4 engagements.", { exact: false }).waitFor();
    await page.getByRole("button", { name: "The last year" }).click();
    await page.getByText("the most, 8, came in the week of 29 October 2012", { exact: false }).waitFor();
    await context.close();
  });

  it("are of one's own bodies for whoever works in them, and nothing that is asked is refused", async () => {
    const chair = await house.as("chair");
    const group = { name: "Shipping", launchMonth: "2013-05", capacity: 12 };
    await chair.post("/api/v1/groups", group).expect(201);
    const { context, page, complaints } = await console.open(INSIGHTS, "secretariat");
    await page.waitForURL(/\/insights\/bodies$/);
    await page
      .getByText("1 group has 12 seats: 0 held, 12 free; nobody waits for one.", { exact: false })
      .waitFor();
    await expect
      .poll(() => page.locator("main tbody tr").allTextContents())
      .toEqual(["ShippingPlanned1200120000000"]);
    expect(await page.getByRole("navigation", { name: "Figures" }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectNoSidewaysScroll(page, 390);
    await page.goto(`${console.url}/console${INSIGHTS}/funnel`);
    await page.waitForURL(/\/insights\/bodies$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("are of how it has run for administrators, and nothing that is asked is refused", async () => {
    await house.receive("ines@health.example");
    const { context, page, complaints } = await console.open(INSIGHTS, "admin", {
      programme: null,
      now: new Date(MONDAY.getTime() + DAY_MS),
    });
    await page.waitForURL(/\/insights\/health$/);
    await page.getByText("sources delivered 1: 0 refused", { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(["light", "dark"] as const)(
    "can still be read in %s while another period is counted",
    async (colorScheme) => {
      const { context, page } = await console.open(`${INSIGHTS}/funnel`, "officer", { colorScheme });
      await page.locator("figure tbody tr").first().waitFor();
      // Never answered.
      await page.route(/\/insights\/.*from=/, () => undefined);
      await page.getByRole("button", { name: /26 weeks/ }).click();
      await page.locator("figure[data-old]").waitFor();
      expect(await barriers(page)).toEqual([]);
      await context.close();
    },
  );

  describe.each([
    ["light", 1440, FIGURES],
    ["dark", 1440, ["funnel", "targets"]],
    ["light", 390, ["time"]],
  ] as const)("in %s, %i wide", (colorScheme, width, looked) => {
    it("keep nobody out (WCAG 2.2 AA)", async () => {
      const { context, page } = await console.open(`${INSIGHTS}/funnel`, "officer", {
        colorScheme,
        viewport: { width, height: 900 },
      });
      for (const figure of FIGURES) {
        await page.goto(`${console.url}/console${INSIGHTS}/${figure}`);
        await page.locator("figure tbody tr").first().waitFor();
        if (looked.some((one) => one === figure)) expect(await barriers(page), figure).toEqual([]);
        await expectNoSidewaysScroll(page, width);
        // Beside the bar, a tablet has little room: the picture is still one.
        await page.setViewportSize({ width: 768, height: 900 });
        await expectNoSidewaysScroll(page, 768);
        const bars = "[...document.querySelectorAll('figure [class*=track], figure [class*=parts]')]";
        const narrowest: number = await page.evaluate(
          `Math.min(...${bars}.map((one) => one.offsetWidth), 999)`,
        );
        expect(narrowest, figure).toBeGreaterThan(120);
        await page.setViewportSize({ width, height: 900 });
      }
      await context.close();
    });
  });
});
