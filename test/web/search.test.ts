/** Finding somebody by key, a note, one event for several, a list to take away, a view to keep: in a real browser. */
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, printedMarking, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const TODAY = "/p/default/today";
const LIST = "/p/default/engagements";

describe.skipIf(CHROMIUM === undefined)("searching in the console", () => {
  const console = testConsole(house);
  let ines: string;

  beforeAll(async () => {
    ines = await house.receive("ines@example.org", { name: "Ines Duarte", organisation: "Harbour Mutual" });
    await house.receive("wang@example.org", { name: "王小明", organisation: "Polar Shipping" });
    const made = { name: "Harbour Mutual", kind: "business", level: "national" };
    await (await house.as("officer")).post("/api/v1/organisations", made).expect(201);
  });

  it("finds people in any script, organisations and references as one types, and nothing of it in an address", async () => {
    const { context, page, complaints } = await console.open(TODAY, "officer");
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    await page.keyboard.press("/");
    const box = page.getByRole("textbox", { name: "Search or go to…" });
    await box.fill("harbour");
    await page.getByRole("button", { name: /^Ines Duarte/ }).waitFor();
    await page.getByText("Show their engagements", { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await box.fill("王");
    await page.getByRole("button", { name: /^王小明/ }).waitFor();
    await box.fill(ines.slice(-8));
    await page.getByRole("button", { name: new RegExp(`${ines.slice(-8)}: Ines Duarte`) }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/console/e/${ines}`);
    expect(decodeURIComponent(asked.join(" "))).not.toMatch(/harbour|王|duarte/i);
    expect(await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")).not.toMatch(
      /harbour|王/,
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows the people of an organisation that was found, and takes exactly that list away", async () => {
    const { context, page } = await console.open(LIST, "officer");
    await page.getByText("2 of 2").waitFor();
    await page.keyboard.press("/");
    await page.getByRole("textbox", { name: "Search or go to…" }).fill("harbour mutual");
    await page.getByText("Show their engagements", { exact: false }).click();
    await page.getByText("1 of 1").waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Take away as CSV" }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe("engagements TLP-AMBER.csv");
    expect(await printedMarking(page)).toBe("amber");
    await context.close();
  });

  it("has room for every column on a usual screen, and for the longest marking", async () => {
    const { context, page } = await console.open(LIST, "officer", { viewport: { width: 1440, height: 900 } });
    await page.getByText("2 of 2").waitFor();
    const found = await page.evaluate(`({
      hidden: [...document.querySelectorAll("th[data-column]")].filter((one) => one.offsetWidth === 0).length,
      cut: [...document.querySelectorAll("td[data-column=marking]")].filter((cell) => {
        cell.querySelector("[data-marking]").firstChild.data = "TLP:AMBER+STRICT";
        return cell.scrollWidth > cell.clientWidth;
      }).length,
    })`);
    expect(found).toEqual({ hidden: 0, cut: 0 });
    await context.close();
  });

  it.each(["light", "dark"] as const)(
    "writes a note by its key, under a marking and with who reads it, in %s",
    async (colorScheme) => {
      const { context, page, complaints } = await console.open(`/e/${ines}`, "officer", { colorScheme });
      await page.getByRole("button", { name: "Write a note" }).waitFor();
      await page.keyboard.press("n");
      await page.keyboard.type(`Rang in ${colorScheme}.`);
      await page.getByText("Read by: officers, vetters, approvers", { exact: false }).waitFor();
      await page.getByLabel("Marking").selectOption("TLP:RED");
      await page.getByText("Read by: you alone").waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press("Control+Enter");
      const note = page.getByRole("listitem").filter({ hasText: `Rang in ${colorScheme}.` });
      await note.getByText("Read by: you").waitFor();
      await expect.poll(() => note.textContent()).toContain("TLP:RED");
      expect(await barriers(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it("keeps a list under a name, shared with the programme, and shows it to who works there", async () => {
    const { context, page } = await console.open(`${LIST}?stage=inquiry`, "officer");
    await page.getByText("2 of 2").waitFor();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of the view").fill("All inquiries");
    await page.getByLabel("Share it with the programme").check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Save this list as a view" }).click();
    await page.getByLabel("Name of the view").waitFor({ state: "detached" });
    await context.close();
    const other = await console.open(LIST, "approver", {
      colorScheme: "dark",
      viewport: { width: 390, height: 800 },
    });
    await other.page.getByRole("button", { name: "Views" }).click();
    await other.page.getByRole("button", { name: "All inquiries (shared)" }).click();
    await other.page.waitForURL(/\/engagements\?stage=inquiry$/);
    expect(await barriers(other.page)).toEqual([]);
    await other.context.close();
  });
});
