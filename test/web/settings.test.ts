/** In a real browser: what officers set of their programme, and what staff are asked of themselves. */
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

describe.skipIf(CHROMIUM === undefined)("settings", () => {
  const console = testConsole(house);

  it("lets officers say who looks after what comes in, write what everybody reads, and publish it", async () => {
    const { context, page, complaints } = await console.open("/admin/programmes/default", "officer");
    await page.getByRole("heading", { name: "Deadlines" }).waitFor();
    // The calendar, lists and markings are an administrator's.
    expect(await page.getByRole("heading", { name: "Calendar" }).count()).toBe(0);
    const dialog = page.getByRole("dialog");
    for (const name of ["Portugal", "Italy"]) {
      await page.getByRole("button", { name: "Add a rule" }).click();
      await dialog.getByLabel("Name of the rule").fill(name);
      await dialog.getByLabel("Goes to").selectOption({ label: "Ana officer" });
      await dialog.getByRole("combobox", { name: "From one of the countries" }).selectOption(name);
      await dialog.getByRole("button", { name: "Add to: From one of the countries" }).click();
      await dialog.getByRole("button", { name: "Save the rule" }).click();
      await page.getByText(`from ${name}`).waitFor();
    }
    await page.getByRole("button", { name: "Earlier italy" }).click();
    await page.getByText("The rules are saved.").nth(2).waitFor();
    const officer = await house.as("officer");
    const { body } = await officer.get("/api/v1/programmes/default/intake").expect(200);
    expect(body.routes).toMatchObject([
      { id: "italy", countries: ["IT"] },
      { id: "portugal", countries: ["PT"] },
    ]);
    await officer.put("/api/v1/programmes/default/intake", { ...body, routes: [] }).expect(200);

    await page.getByRole("link", { name: "Public pages" }).click();
    await page.getByText("Before the form can be published:").waitFor();
    await page.getByRole("button", { name: /^Write ?: English/ }).click();
    await dialog.getByLabel("Title").fill("Partners in Prevention");
    await dialog.getByLabel("What the programme is").fill("We bring people together.");
    await dialog.getByRole("button", { name: "Add a question" }).click();
    await dialog.getByLabel("Question no. 1").fill("Who may come?");
    await dialog.getByRole("button", { name: "Save the texts" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("Answer no. 1").fill("Everybody.");
    await dialog.getByRole("button", { name: "Save the texts" }).click();
    await page.getByText("1 question", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Write the next version" }).click();
    await dialog.getByLabel("Text in English").fill("We keep what you write for two years.");
    await dialog.getByRole("button", { name: "Publish this version" }).click();
    await page.getByText("counts now").waitFor();
    await page.getByLabel("The form: everybody can write to the programme").check();
    await page.getByLabel("Sites that may show the form").fill("https://www.example.org/path");
    await page.getByRole("button", { name: "Save the pages" }).click();
    await page.getByText("expected an origin", { exact: false }).waitFor();
    await page.getByLabel("Sites that may show the form").fill("https://www.example.org");
    await page.getByRole("button", { name: "Save the pages" }).click();
    await page.getByText("Saved. It counts at once.").waitFor();
    await house.anybody.get("/forms/default").expect(200);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectNoSidewaysScroll(page, 390);
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
    await context.close();
  });

  it("asks staff on Today for their own interests, takes the answer, and shows what they said", async () => {
    await (await console.open("/p/default/today", "reviewer")).context.close();
    await house.house.jobs.tick();
    await house.quiet();
    const { context, page, complaints } = await console.open("/p/default/today", "reviewer");
    await page.getByText(/asks you to declare your interests/).waitFor();
    await page.getByRole("link", { name: /^Answer/ }).click();
    await page.waitForURL(/\/interests\/[\da-f-]+$/);
    await page.getByText(/asks you, as reviewer, to declare your interests/).waitFor();
    await page.getByText(/^Due /).waitFor();
    await page.getByLabel(/^Declare no interests/).check();
    await page.getByRole("button", { name: "Declare no interests" }).click();
    await page.getByRole("alert").getByText("1 thing is not right yet").waitFor();
    await page.getByLabel(/^Declare interests/).check();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectNoSidewaysScroll(page, 390);
    await page.getByLabel("Statement").fill("I advise Harbour Mutual.");
    await page.getByRole("button", { name: "Declare interests" }).click();
    await page.getByText("What you declared is being looked at.", { exact: false }).waitFor();
    await page.getByText("I advise Harbour Mutual.").waitFor();
    const form = page.url();
    await page.goto(`${console.url}/console/p/default/today`);
    await page.getByText("Nothing is waiting for you.").waitFor();
    expect(await page.getByText(/asks you to declare/).count()).toBe(0);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Your interests" }).click();
    await page.getByRole("row").or(page.getByRole("listitem")).getByText("Being assessed").waitFor();
    expect(complaints).toEqual([]);
    await context.close();

    const other = await console.open(new URL(form).pathname.replace("/console", ""), "secretariat");
    await other.page.getByLabel(/^Find insignificant/).check();
    await other.page.getByLabel("Reason").fill("It is long ago.");
    await other.page.getByRole("button", { name: "Find insignificant" }).click();
    await other.page.getByText("I advise Harbour Mutual.").waitFor();
    await other.page.getByText("Clear", { exact: true }).waitFor();
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });
});
