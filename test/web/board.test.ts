/** The board and the list in a real browser: who stands where, what may be done with one or several, and why not. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import {
  barriers,
  clickTwice,
  expectNoSidewaysScroll,
  printedMarking,
  testConsole,
} from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const BOARD = "/p/default/board";
const LIST = "/p/default/engagements";
/** What the element with the focus says. */
const HELD = "document.activeElement.textContent";

describe.skipIf(CHROMIUM === undefined)("the board and the list", () => {
  const console = testConsole(house);

  beforeAll(async () => {
    await house.receive("ines@example.org", { name: "Ines Duarte", organisation: "Harbour Mutual" });
    await house.receive("emile@example.org", { name: "Émile Fontaine", organisation: "Polar Shipping" });
    const claimed = await house.receive("noor@example.org", { name: "Noor Haddad" });
    const officer = await house.as("officer");
    await officer
      .post(`/api/v1/engagements/${claimed}/events`, { type: "triage.claimed", data: {} })
      .expect(200);
    await house.quiet();
  });

  it("shows everybody in the column of their stage, and by state when one is chosen", async () => {
    const { context, page, complaints } = await console.open(BOARD, "officer");
    const inquiry = page.getByRole("region", { name: /^Inquiry/ });
    await inquiry.getByText("Ines Duarte").waitFor();
    await expect.poll(() => inquiry.getByRole("listitem").count()).toBe(3);
    // The strictest of the cards, on every sheet (TLP 2.0).
    expect(await printedMarking(page)).toBe("amber");
    await inquiry.getByRole("button", { name: "In triage 1" }).click();
    await inquiry.getByText("Ines Duarte").waitFor({ state: "detached" });
    await expect.poll(() => inquiry.getByText("Noor Haddad").count()).toBe(1);
    expect(page.url()).toContain("state=triage");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("offers by keyboard what may be sent, and says why the rest may not", async () => {
    const { context, page } = await console.open(`${BOARD}?state=received`, "approver");
    await page.getByText("Ines Duarte").waitFor();
    await page.keyboard.press("1");
    await page.keyboard.press("m");
    const claim = page.getByRole("menuitem", { name: /^Claim/ });
    await claim.waitFor();
    await expect.poll(() => claim.getAttribute("aria-disabled")).toBe("true");
    await expect.poll(() => claim.textContent()).toContain("May be done by: officer");
    expect(await page.getByRole("menuitem", { name: /^Submit an inquiry/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(HELD)).toMatch(/^(?:Ines Duarte|Émile Fontaine)$/);
    await context.close();
  });

  it("looks at one beside the columns by keyboard, filters by more than columns, and keeps that as a view", async () => {
    const { context, page, complaints } = await console.open(BOARD, "officer");
    await page.getByText("Noor Haddad").waitFor();
    // Keys may come quicker than pictures: each moves by one.
    for (const key of ["1", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    const cards = page
      .getByRole("region", { name: /^Inquiry/ })
      .getByRole("listitem")
      .getByRole("link");
    await expect.poll(() => page.evaluate(HELD)).toBe(await cards.nth(2).textContent());
    for (const key of ["ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
    await expect.poll(() => page.evaluate(HELD)).toBe(await cards.nth(0).textContent());
    await page.keyboard.press("Space");
    const look = page.getByRole("complementary", { name: "Beside the list" });
    const first = await page.evaluate(HELD);
    await look.getByRole("heading", { name: String(first) }).waitFor();
    await look.getByText("Inquiry arrived", { exact: false }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate(HELD)).not.toBe(first);
    const second = await page.evaluate(HELD);
    await look.getByRole("heading", { name: String(second) }).waitFor();
    await page.keyboard.press("Escape");
    await look.waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(HELD)).toBe(second);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Select downwards").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("0");
    await page.getByRole("region", { name: /^Parked/ }).waitFor();

    // By `f` the filters, with the focus where one types, and what they come to is kept as a view, for colleagues too.
    await page.keyboard.press("f");
    await page.locator("input[type=search]:focus").waitFor();
    await page.getByLabel("Origin").selectOption("web");
    await page.getByRole("button", { name: "Unclaimed" }).click();
    await page.getByText("Noor Haddad").waitFor({ state: "detached" });
    await page.getByText("2 on the board").waitFor();
    expect(new URL(page.url()).search).toBe("?owner=none&origin=web");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of the view").fill("New from the web");
    await page.getByLabel("Share it with the programme").check();
    // Two quick clicks are one view.
    await clickTwice(page.getByRole("button", { name: "Save this list as a view" }));
    await page.getByLabel("Name of the view").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();

    const colleague = await console.open(BOARD, "approver");
    await colleague.page.getByRole("button", { name: "Views" }).click();
    await colleague.page.getByRole("button", { name: "New from the web (shared)" }).click();
    await colleague.page.getByText("2 on the board").waitFor();
    await colleague.context.close();
  });

  it("leaves out of its address what it does not understand, as the list does", async () => {
    for (const path of [BOARD, LIST]) {
      const { context, page, complaints } = await console.open(`${path}?view=nothing&sort=bogus`, "officer");
      await page.getByText("Noor Haddad").waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it("opens the form of the event on whose zone a card is dropped, and explains a column that refuses", async () => {
    const { context, page } = await console.open(BOARD, "officer");
    const card = page.getByRole("listitem").filter({ hasText: "Ines Duarte" });
    await card.waitFor();
    await card.hover();
    await page.mouse.down();
    const meeting = page.getByRole("region", { name: /^Meeting/ });
    await meeting.hover();
    await meeting.hover({ position: { x: 60, y: 140 } });
    const refusal = page.getByText("Reached by accepting a seat", { exact: false });
    await refusal.first().waitFor();
    await page.mouse.up();
    await page
      .getByRole("status")
      .filter({ hasText: "Reached by accepting a seat" })
      .waitFor({ state: "attached" });

    await card.hover();
    await page.mouse.down();
    await page.getByRole("region", { name: /^Vetting/ }).hover();
    const zone = page.locator("[data-event='triage.claimed']");
    await zone.hover();
    await zone.hover({ position: { x: 20, y: 20 } });
    await page.mouse.up();
    await page.waitForURL(/\/console\/e\/[\da-f-]+\?do=triage\.claimed$/);
    await context.close();
  });

  it("sends one event to several, having said who refuses it and why, by keyboard", async () => {
    const { context, page, complaints } = await console.open(LIST, "officer");
    await page.getByRole("link", { name: "Ines Duarte" }).waitFor();
    await page.getByText("3 of 3").waitFor();
    await page.keyboard.press("j");
    for (const key of ["Shift+J", "Shift+J", "x"]) await page.keyboard.press(key);
    await page.getByText("3 selected").waitFor();
    await page.getByRole("button", { name: "Act on them…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("option[value='triage.claimed']").waitFor({ state: "attached" });
    await dialog.getByLabel("Event").selectOption("triage.claimed");
    await dialog.getByRole("heading", { name: "Will be accepted: 2" }).waitFor();
    await expect
      .poll(() => dialog.getByRole("listitem").filter({ hasText: "Noor Haddad" }).textContent())
      .toContain("Not possible in the state “In triage”");
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Claim (2)" }).click();
    await page.getByText("1 selected").waitFor();
    // The list is read again once they are sent.
    await page.getByRole("row").filter({ hasText: "In triage" }).nth(2).waitFor();
    expect(complaints).toEqual([]);
    await page.getByRole("link", { name: "Noor Haddad" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/e\/[\da-f-]+$/);
    await context.close();
  });

  it("filters by more than stages in the address, and drops filters one by one where nobody fits", async () => {
    const { context, page, complaints } = await console.open(`${LIST}?owner=none&sort=who`, "officer");
    await page.getByRole("button", { name: "More filters" }).click();
    await expect
      .poll(() => page.getByRole("button", { name: "Unclaimed" }).getAttribute("aria-pressed"))
      .toBe("true");
    await page.getByLabel("Origin").selectOption("web");
    await page.getByLabel("Country").selectOption("IT");
    await page.getByText("Nobody fits.").waitFor();
    const said = new URL(page.url()).searchParams;
    said.sort();
    expect(said.toString()).toBe("country=IT&origin=web&owner=none&sort=who");
    await page.getByRole("button", { name: "Country: Italy" }).click();
    await page.getByRole("button", { name: "Owner: Nobody" }).click();
    await page.getByText("3 of 3").waitFor();
    await page.getByLabel("Order").selectOption("newest");
    await page.waitForURL(/\?origin=web$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("is narrowed by what is typed, board and list and file alike, and no address has a word of it", async () => {
    const { context, page, complaints } = await console.open(BOARD, "officer");
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    page.on("framenavigated", (frame) => void asked.push(frame.url()));
    await page.getByText("3 on the board").waitFor();
    await page.keyboard.press("f");
    await page.keyboard.type("harbour");
    await page.getByText("1 on the board").waitFor();
    await page.getByText("Noor Haddad").waitFor({ state: "detached" });
    await expect.poll(() => page.locator("input[type=search]:focus").inputValue()).toBe("harbour");
    await page.getByRole("button", { name: "Mine" }).click();
    await page.getByText("Nobody here fits.").first().waitFor();
    // Back takes the filter away, then what was typed, all of it at once; a page loaded anew keeps what it showed.
    await page.goBack();
    await page.getByText("Ines Duarte").waitFor();
    await page.reload();
    await page.getByText("1 on the board").waitFor();
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("harbour");
    await page.goBack();
    await page.getByText("3 on the board").waitFor();
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("");

    await page.keyboard.press("g");
    await page.keyboard.press("e");
    await page.getByText("3 of 3").waitFor();
    await page.keyboard.press("f");
    await page.keyboard.type("fontaine");
    await page.getByText("1 of 1").waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Take away as CSV" }).click();
    expect(
      readFileSync(await (await waiting).path(), "utf8")
        .trimEnd()
        .split("\r\n"),
    ).toHaveLength(2);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of the view").fill("Polar");
    await page.getByRole("button", { name: "Save this list as a view" }).click();
    await page.getByLabel("Name of the view").waitFor({ state: "detached" });
    await page.getByRole("searchbox").fill("nobody");
    await page.getByText("Nobody fits.").waitFor();
    await page.getByRole("button", { name: "Search: nobody" }).click();
    await page.getByText("3 of 3").waitFor();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("button", { name: "Polar", exact: true }).click();
    await page.getByText("1 of 1").waitFor();
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("fontaine");
    const kept =
      "JSON.stringify([document.title, location.href, { ...localStorage }, { ...sessionStorage }])";
    asked.push(String(await page.evaluate(kept)));
    expect(decodeURIComponent([...asked, ...house.logged].join(" "))).not.toMatch(/harbour|fontaine/i);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("counts exactly, and follows what happens", async () => {
    const { context, page } = await console.open(BOARD, "officer");
    await page.getByText("3 on the board").waitFor();
    await house.receive("late@example.org", { name: "Late Lena" });
    await page.getByText("4 on the board").waitFor();
    await page.getByRole("button", { name: "Received 1" }).waitFor();
    await context.close();
  });

  it("stands still while a card has the focus: who comes waits at the head of the column, and who goes takes no focus along", async () => {
    const { context, page } = await console.open(`${BOARD}?state=received`, "officer");
    const inquiry = page.getByRole("region", { name: /^Inquiry/ });
    const names = async () => await inquiry.getByRole("listitem").getByRole("link").allTextContents();
    const held = async () => String(await page.evaluate(HELD));
    const officer = await house.as("officer");
    await inquiry.getByText("Late Lena").waitFor();
    await page.keyboard.press("1");
    await expect.poll(held).not.toBe("Board");
    const [before, first] = [await names(), await held()];
    const id = await house.receive("ulla@example.org", { name: "Ulla Unger" });
    await house.receive("vito@example.org", { name: "Vito Valli" });
    await inquiry.getByRole("button", { name: "2 new" }).waitFor();
    expect([await names(), await held()]).toEqual([before, first]);
    await inquiry.getByRole("button", { name: "2 new" }).click();
    await expect.poll(held).toMatch(/^(?:Ulla Unger|Vito Valli)$/);
    expect((await names()).toSorted()).toEqual([...before, "Ulla Unger", "Vito Valli"].toSorted());

    // Of whom somebody else disposes, the focus goes to the next one.
    await inquiry.getByRole("link", { name: "Ulla Unger" }).focus();
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    await inquiry.getByText("Ulla Unger").waitFor({ state: "detached" });
    expect(await names()).toContain(await held());
    await context.close();
  });

  it.each([BOARD, LIST])("%s marks with a dot what has changed, for whom nothing moves", async (path) => {
    const id = await house.receive(`dot${path.length}@example.org`, { name: "Wim Wolters" });
    const { context, page } = await console.open(path, "officer", { reducedMotion: "reduce" });
    await page.getByRole("link", { name: "Wim Wolters" }).first().waitFor();
    expect(await page.getByText("Changed", { exact: true }).count()).toBe(0);
    await page.clock.install();
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const row = page.locator("[data-changed]", { hasText: "Wim Wolters" });
    await row.getByText("Changed", { exact: true }).waitFor();
    await page.clock.fastForward(5_000);
    await row.waitFor({ state: "detached" });
    await context.close();
  });

  it("sends one event from the board to those who take it; who refuses says why and stays selected", async () => {
    const ids: string[] = [];
    for (const who of ["Pia", "Quim"])
      ids.push(await house.receive(`${who}@example.org`, { name: who, organisation: "Reef Trust" }));
    const { context, page, complaints } = await console.open(BOARD, "officer");
    const card = (who: string) => page.getByRole("listitem").filter({ hasText: who });
    for (const who of ["Pia", "Quim", "Noor Haddad"]) {
      await card(who).getByRole("link").focus();
      await page.keyboard.press("x");
    }
    await page.getByText("3 selected").waitFor();
    await page.getByRole("button", { name: "Act on them…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("option[value='triage.claimed']").waitFor({ state: "attached" });
    await dialog.getByLabel("Event").selectOption("triage.claimed");
    await dialog.getByRole("heading", { name: "Will be accepted: 2" }).waitFor();
    await expect
      .poll(() => dialog.getByRole("listitem").filter({ hasText: "Noor Haddad" }).textContent())
      .toContain("Not possible in the state “In triage”");
    // Between the preview and the sending somebody else is quicker with one of them.
    const colleague = await house.as("officer");
    await page.route(`**/engagements/${ids[0]}/events`, async (route) => {
      const taken = { type: "triage.claimed", data: {} };
      await colleague.post(`/api/v1/engagements/${ids[0]}/events`, taken).expect(200);
      await route.continue();
    });
    await dialog.getByRole("button", { name: "Claim (2)" }).click();
    await dialog.getByText(/officer claimed Pia/).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("2 selected").waitFor();
    await expect.poll(() => card("Quim").locator("input").isChecked()).toBe(false);
    expect(complaints.filter((one) => !one.includes("412"))).toEqual([]);
    await context.close();
  });

  it("sends one event with a form to several, filled in once and seen before it is sent", async () => {
    await house.receive("lia@example.org", { name: "Lia Later" });
    const { context, page, complaints } = await console.open(BOARD, "officer");
    const card = (who: string) => page.getByRole("listitem").filter({ hasText: who });
    for (const who of ["Ines Duarte", "Émile Fontaine", "Lia Later"]) {
      await card(who).getByRole("link").focus();
      await page.keyboard.press("x");
    }
    await page.getByRole("button", { name: "Act on them…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("option[value='info.requested']").waitFor({ state: "attached" });
    // It says what one person is, so it is no event for several.
    expect(await dialog.locator("option[value='profile.completed']").count()).toBe(0);
    await dialog.getByLabel("Event").selectOption("info.requested");
    const question = dialog.getByRole("textbox", { name: "Question" });
    await dialog.getByRole("button", { name: "See who takes it" }).click();
    await page.locator("textarea:focus, input:focus").waitFor();
    await question.fill("In which capacity?");
    await dialog.getByRole("button", { name: "See who takes it" }).click();
    await dialog.getByRole("heading", { name: "Will be accepted: 2" }).waitFor();
    await expect
      .poll(() => dialog.getByRole("listitem").filter({ hasText: "Lia Later" }).textContent())
      .toContain("Not possible in the state “Received”");
    expect(await barriers(page)).toEqual([]);
    // What is typed on is judged anew before it can be sent.
    await question.fill("For whom do you write?");
    await dialog
      .getByRole("heading", { name: /^Will be/ })
      .first()
      .waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: "See who takes it" }).click();
    await dialog.getByRole("button", { name: "Ask for information (2)" }).click();
    await page.getByRole("button", { name: "Waiting for answers 2" }).waitFor();
    await page.getByText("1 selected").waitFor();
    const officer = await house.as("officer");
    const { items } = (await officer.get("/api/v1/engagements?state=needs_information").expect(200)).body;
    for (const { id } of items) {
      const journal = (await officer.get(`/api/v1/engagements/${id}/journal`).expect(200)).body.items;
      expect(journal.at(-1).data, id).toMatchObject({ questions: ["For whom do you write?"] });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each([BOARD, LIST])("%s can still be read while what was asked for has not come", async (path) => {
    const { context, page } = await console.open(path, "officer");
    await page.getByText("Ines Duarte").waitFor();
    // Never answered.
    await page.route(/\/api\/v1\/engagements\?/, () => undefined);
    await page.getByRole("button", { name: "Mine" }).click();
    await page.locator("[data-old]", { hasText: "Ines Duarte" }).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: "attached" });
      expect(await barriers(page), colorScheme).toEqual([]);
    }
    await context.close();
  });

  describe.each([
    [BOARD, 1440],
    [BOARD, 390],
    [LIST, 1440],
    [LIST, 390],
  ] as const)("%s, %i wide", (path, width) => {
    it("keeps nobody out in light and dark (WCAG 2.2 AA)", async () => {
      const { context, page } = await console.open(path, "officer", { viewport: { width, height: 900 } });
      await page.getByText("Ines Duarte").waitFor();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: "attached" });
        expect(await barriers(page), colorScheme).toEqual([]);
      }
      await expectNoSidewaysScroll(page, width);
      await context.close();
    });
  });
});
