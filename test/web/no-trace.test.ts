/** Of what people are called and of what is typed, the console leaves no trace where others could come upon it. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const NAME = "Vera Voss";
const ORGANISATION = "Harbour Mutual";

describe.skipIf(CHROMIUM === undefined)("what somebody is called or types", () => {
  const console = testConsole(house);
  let vera: string;

  beforeAll(async () => {
    vera = await house.receive("vera@harbour.example", { name: NAME, organisation: ORGANISATION });
  });

  const openPalette = async (page: Page) => {
    await page.keyboard.press("Control+k");
    const box = page.getByRole("textbox", { name: "Search or go to…" });
    await box.waitFor();
    return box;
  };
  const labels = (page: Page) => page.locator(".mantine-Spotlight-actionLabel");

  it("stands in no address, log, store or title (S-001, S-035)", async () => {
    const typed = ["quicksilver", "marzipan", "zeppelin"];
    const { context, page } = await console.open(`/p/default/engagements`, "officer");
    const seen: string[] = [];
    page.on("request", (request) => void seen.push(request.url()));
    page.on("framenavigated", (frame) => void seen.push(frame.url()));
    const look = async () => {
      const kept = `JSON.stringify([document.title, location.href, { ...localStorage }, { ...sessionStorage }])`;
      seen.push(String(await page.evaluate(kept)));
    };

    const box = await openPalette(page);
    await box.fill("quicksilver");
    await page.getByText("Nothing fits", { exact: false }).waitFor();
    await box.fill("Vera");
    await labels(page).getByText(NAME, { exact: true }).waitFor();
    await look();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/console/e/${vera}`);
    await page.getByRole("button", { name: "Write a note" }).click();
    await page.keyboard.type("marzipan");
    await look();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("listitem").filter({ hasText: "marzipan" }).waitFor();
    await page.goto(`${console.url}/console/e/${vera}?do=work.requested`);
    await page.waitForSelector("h1");
    await page.goto(`${console.url}/console/p/default/engagements?stage=vetting`);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of the view").fill("zeppelin");
    await page.getByRole("button", { name: "Save this list as a view" }).click();
    await page.getByLabel("Name of the view").waitFor({ state: "detached" });
    await look();

    const stores = "Promise.all([indexedDB.databases(), caches.keys()])";
    expect(await page.evaluate(stores)).toEqual([[], []]);
    const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
    const plain = seen.map((address) => unescape(address));
    const everywhere = [...seen, ...plain, ...cookies, ...house.logged].join("\n").toLowerCase();
    for (const word of [...typed, NAME, ORGANISATION, "harbour.example"])
      expect(everywhere.includes(word.toLowerCase()), word).toBe(false);
    // What is looked for would have been found: the same place does hold what it may.
    expect(everywhere).toContain(vera);
    await context.close();
  });
});
