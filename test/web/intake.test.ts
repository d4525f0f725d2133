/** Intake in a real browser: a source made and mapped, what it delivers, what is held and read again. */
import { beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/contract/actor.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const INTAKE = "/p/default/intake";

describe.skipIf(CHROMIUM === undefined)("intake", () => {
  const console = testConsole(house);
  let source: string;

  beforeAll(async () => {
    const officer = await house.as("officer");
    const { body } = await officer
      .post("/api/v1/sources", { slug: "harbour", name: "Harbour form", vendor: "form", open: true })
      .expect(201);
    source = body.id;
    // Says nothing by which somebody could be written to, so it is held.
    await house.anybody
      .post("/hooks/harbour")
      .send({ q1: "Rita Mendes", q2: "We have forty ships" })
      .expect(200);
    await house.receive("ines@example.org");
    await house.receive("ines+work@example.org");
    await house.quiet();
  });

  it("makes a source, waits for its first delivery, and shows it when it is there", async () => {
    const { context, page, complaints } = await console.open(`${INTAKE}/sources`, "officer");
    await page.getByRole("button", { name: "Add a source" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: false }).first().fill("Ports of Lisbon");
    await expect.poll(() => dialog.getByLabel("Short name").inputValue()).toBe("ports-of-lisbon");
    await dialog.getByRole("button", { name: "Add a source" }).click();
    await dialog.getByText("Waiting for the first delivery…").waitFor();
    const url = (await dialog.locator("code").first().textContent()) ?? "";
    await house.anybody.post(new URL(url).pathname + new URL(url).search).send({ email: "port@example.org" });
    await dialog.getByText("The first delivery has arrived.").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("says why a delivery waits in the reader's language, and marks words that only the server has", async () => {
    const officer = await house.as("officer");
    const survey = { slug: "survey", name: "Survey", vendor: "typeform", open: true };
    await officer.post("/api/v1/sources", survey).expect(201);
    await house.anybody.post("/hooks/survey").send({ event_id: 1 }).expect(400);
    const { context, page } = await console.open(`${INTAKE}/deliveries`, "officer", { locale: "fr-FR" });
    await page.locator("main li", { hasText: "Ni nom, ni adresse, ni message" }).waitFor();
    await page.locator("main li [lang=en]", { hasText: "expected" }).waitFor();
    await context.close();
  });

  it("maps a real delivery: what is chosen is what would be recorded, and what was held is read with it", async () => {
    const { context, page, complaints } = await console.open(`${INTAKE}/sources/${source}`, "officer");
    await page.getByText("Rita Mendes").first().waitFor();
    const preview = page.locator("[aria-labelledby=preview]");
    await page.getByLabel("Goes to: q1").selectOption({ label: "Name" });
    await preview.getByText("Rita Mendes").waitFor();
    await page.getByLabel("Goes to: q2").selectOption({ label: "Message" });
    await preview.getByText("We have forty ships").waitFor();
    await page.getByRole("button", { name: "Save the mapping" }).click();
    await page.getByText("The mapping is saved.").waitFor();
    const saved = await (await house.as("officer")).get(`/api/v1/sources/${source}`).expect(200);
    expect(saved.body.mapping).toEqual({ name: "q1", message: "q2" });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows what became of a delivery, and reads it once more", async () => {
    const { context, page } = await console.open(`${INTAKE}/deliveries`, "officer");
    await page.locator("main li", { hasText: "Harbour form" }).locator("a").first().click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("As it came").click();
    expect(await barriers(page)).toEqual([]);
    await drawer.getByRole("button", { name: "Replay" }).click();
    await drawer.getByRole("heading", { name: "Replays" }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/intake\/deliveries$/);
    await context.close();
  });

  it("shows the result of a merge before it is made, merges to just that, and takes it back", async () => {
    const asked = await house.as("officer");
    const { items } = (await asked.get("/api/v1/engagements?limit=50").expect(200)).body;
    const doubtful: string[] = [];
    for (const { id } of items as { id: string }[]) {
      const { body } = await asked.get(`/api/v1/engagements/${id}`).expect(200);
      if (body.possibleDuplicates.length > 0) doubtful.push(id);
    }
    const { context, page, complaints } = await console.open(`/e/${doubtful[0]}`, "officer");
    await page.getByText("1 other person may be the same.").getByRole("link", { name: "Compare" }).click();
    await page.locator("main tr", { hasText: "E-mail" }).waitFor();
    await page.locator("main input[type=radio][name=email]:not(:checked)").check();
    const result = page.locator("main tr", { hasText: "E-mail" }).locator("td").last();
    const other = page.locator("main label", { has: page.locator("input[name=email]:checked") });
    await expect.poll(async () => await result.textContent()).toBe((await other.textContent())?.trim());
    const email = await result.textContent();
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByRole("heading", { name: "Merged lately" }).waitFor();
    await house.quiet();
    const officer = await house.as("officer");
    const [merge] = (await officer.get("/api/v1/merges").expect(200)).body.items;
    const { body: person } = await officer.get(`/api/v1/people/${merge.survivor}`).expect(200);
    expect(person.email).toBe(email);
    await page.getByRole("button", { name: "Undo…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo the merge" }).click();
    await page.getByText("Undone", { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("checks a list row by row, enters what is good, and takes it back", async () => {
    const { context, page, complaints } = await console.open(`${INTAKE}/import`, "officer");
    await page.locator("input[type=file]").setInputFiles({
      name: "list.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("Name,E-mail\r\nAmina Okafor,amina@lagos.example\r\nBo Lindqvist,bo@\r\n"),
    });
    await page.getByRole("heading", { name: "Checked: nothing was entered yet" }).waitFor();
    await Promise.all([
      page.waitForResponse(/\/run$/),
      page.getByRole("button", { name: "Enter 1 row" }).click(),
    ]);
    await house.quiet();
    await page.getByRole("heading", { name: "Entered", exact: true }).waitFor();
    await Promise.all([
      page.waitForResponse(/\/undo$/),
      page.getByRole("button", { name: "Take it all back" }).click(),
    ]);
    await house.quiet();
    await page.getByRole("heading", { name: "Taken back" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("tells on Today of a list that ended while one was elsewhere, until that is put away", async () => {
    const { context, page, complaints } = await console.open(`${INTAKE}/import`, "officer");
    await page.locator("input[type=file]").setInputFiles({
      name: "list.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("Name,E-mail\r\nChidi Obi,chidi@lagos.example\r\nBo Lindqvist,bo@\r\n"),
    });
    await Promise.all([
      page.waitForResponse(/\/run$/),
      page.getByRole("button", { name: "Enter 1 row" }).click(),
    ]);
    await page.getByRole("navigation").first().getByRole("link", { name: "Today" }).click();
    await page.getByText("A list is being entered: 0 of 1 row.").waitFor();
    await house.quiet();
    await page.getByText("A list was entered: 1 row, 1 refused.").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.reload();
    await page.getByText("A list was entered: 1 row, 1 refused.").waitFor();
    await page.getByRole("button", { name: "Put away" }).click();
    await page.getByText("A list was entered").waitFor({ state: "detached" });
    await page.reload();
    await page.waitForSelector("main li");
    expect(await page.getByText("A list was entered").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("logs a call from anywhere", async () => {
    const { context, page, complaints } = await console.open(`${INTAKE}/quarantine`, "officer");
    await page.keyboard.press("+");
    await page.getByRole("menuitem", { name: "Log an inquiry" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Carla Reis");
    await dialog.getByLabel("What was said").fill("Asked when we meet");
    await dialog.getByRole("button", { name: "Log an inquiry" }).click();
    await page.getByText("Entered. A case was opened.").waitFor();

    // Several at once are a list.
    await page.keyboard.press("+");
    await page.getByRole("menuitem", { name: "Import a list" }).click();
    await page.getByRole("button", { name: "Hand in a list…" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("says in the reader's language what a field should have had", async () => {
    const { context, page } = await console.open(`${INTAKE}/quarantine`, "officer", { locale: "fr-FR" });
    await page.keyboard.press("+");
    await page.getByRole("menuitem").first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Nom", { exact: true }).fill("Carla Reis");
    await dialog.getByLabel("Adresse e-mail").fill("carla");
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("attendu : une adresse e-mail", { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await context.close();
  });

  it("judges several in quarantine at once, after showing who takes it; an approver looks and judges nobody", async () => {
    const { engine } = house.house;
    for (const who of ["one", "two"]) {
      const instanceId = await house.receive(`${who}@offers.example`, { name: `Offer ${who}` });
      const event = { type: "spam.suspected", score: 0.9 };
      await engine.send({ instanceId, event, actor: SYSTEM, origin: "operator" });
    }
    const reading = await console.open(`${INTAKE}`, "approver");
    await reading.page.waitForURL(/\/intake\/quarantine$/);
    await reading.page.getByText("Offer one").waitFor();
    expect(await reading.page.locator("main button, main input").count()).toBe(0);
    await expect.poll(() => reading.page.locator("main nav a").allTextContents()).toEqual(["Quarantine"]);
    expect(reading.complaints).toEqual([]);
    await reading.context.close();

    const { context, page, complaints } = await console.open(`${INTAKE}/quarantine`, "officer");
    await page.getByLabel("Select all").check();
    await page.getByRole("button", { name: "Spam…", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: "Will be accepted: 2" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Spam (2)" }).click();
    await page.getByText("Nothing is in quarantine.").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("merges organisations to what was shown, and takes that back", async () => {
    const officer = await house.as("officer");
    for (const name of ["Harbour Insurance Ltd", "The Harbour Insurance Company"])
      await officer
        .post("/api/v1/organisations", { name, kind: "business", level: "national", country: "GB" })
        .expect(201);
    await house.quiet();
    const { context, page, complaints } = await console.open(`${INTAKE}/duplicates`, "officer");
    await page.getByRole("link", { name: "Organisations" }).click();
    // People are compared on the page before.
    const pair = page.getByRole("listitem").filter({ hasText: "Harbour Insurance Ltd" });
    await pair.getByRole("link", { name: "Compare" }).first().click();
    const name = page.locator("main tr", { hasText: "Name" }).first();
    await page.locator("main input[type=radio][name=name]:not(:checked)").check();
    const chosen = await page
      .locator("main label", { has: page.locator("input[name=name]:checked") })
      .textContent();
    await expect.poll(async () => await name.locator("td").last().textContent()).toBe(chosen?.trim());
    expect(await barriers(page)).toEqual([]);
    // What they become is in sight however little room there is.
    const wide = page.viewportSize() ?? { width: 1280, height: 720 };
    for (const width of [390, 768]) {
      await page.setViewportSize({ width, height: 900 });
      const { x = 0, width: across = 999 } = (await name.locator("td").last().boundingBox()) ?? {};
      expect(x + across, `${width} wide`).toBeLessThanOrEqual(width);
      expect(await barriers(page), `${width} wide`).toEqual([]);
    }
    await page.setViewportSize(wide);
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("Two organisations were merged").waitFor();
    const { body } = await officer.get("/api/v1/organisation-merges").expect(200);
    const survivor = await officer.get(`/api/v1/organisations/${body.items[0].survivor}`).expect(200);
    expect(survivor.body.name).toBe(chosen?.trim());
    await page.getByRole("button", { name: "Undo…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo the merge" }).click();
    await page.getByText("Undone", { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows an administrator the sources and nothing of what they deliver", async () => {
    const { context, page, complaints } = await console.open(`${INTAKE}/sources/${source}`, "admin");
    await page.getByText("read and mapped by officers").waitFor();
    expect(await page.getByText("Rita Mendes").count()).toBe(0);
    await expect.poll(() => page.locator("main nav a").allTextContents()).toEqual(["Sources"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each([
    [1440, ["light", "dark"]],
    [390, ["light"]],
  ] as const)("keeps nobody out, %i wide (WCAG 2.2 AA)", async (width, schemes) => {
    const { context, page } = await console.open(`${INTAKE}/deliveries`, "officer", {
      viewport: { width, height: 900 },
    });
    for (const tab of ["Deliveries", "Sources", "Harbour form", "Quarantine", "Duplicates", "Import"]) {
      await page.locator("main").getByRole("link", { name: tab, exact: true }).first().click();
      // The page before has lists as well: a source says its name, the others are where the tabs say that one is.
      const there = page.locator("main nav [aria-current=page]").or(page.locator("main h2"));
      await there
        .filter({ hasText: new RegExp(`^${tab}`) })
        .first()
        .waitFor();
      await page.waitForSelector("main li, main [class*=empty]");
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: "attached" });
        expect(await barriers(page), `${tab} in ${colorScheme}`).toEqual([]);
      }
      await expectNoSidewaysScroll(page, width);
    }
    await context.close();
  });

  it("lets a lead nominate, under New and on a page of their own, and tells them nothing of the case", async () => {
    const { context, page, complaints } = await console.open("/p/default/today", "lead");
    await page.getByRole("button", { name: "New" }).click();
    await expect.poll(() => page.getByRole("menuitem").allTextContents()).toEqual(["Nominate"]);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Intake" }).click();
    await page.waitForURL(/\/intake\/nominate$/);
    await page.getByRole("button", { name: "Nominate" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Nina Nunes");
    await page.getByLabel("E-mail").fill("nina@ports.example");
    await page.getByLabel("Why they are proposed").fill("She runs the port of Lisbon.");
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectNoSidewaysScroll(page, 390);
    await page.getByRole("button", { name: "Nominate" }).click();
    await page.getByText("Received. Thank you", { exact: false }).waitFor();
    await expect.poll(() => page.getByLabel("Name", { exact: true }).inputValue()).toBe("");
    await house.quiet();
    const { body } = await (
      await house.as("officer")
    )
      .get("/api/v1/engagements?origin=nominated")
      .expect(200);
    expect(body.items).toMatchObject([{ who: "Nina Nunes" }]);
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
    await context.close();
  });
});
