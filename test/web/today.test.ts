/** Today in a real browser: its parts and why each row is there, the keyboard, snoozing, arrivals, and being second. */
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, printedMarking, testConsole } from "../support/console.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { vettingProfile } from "../support/vetting.ts";

const house = testHouse();
const PATH = "/p/default/today";
/** A Thursday. */
const now = new Date("2012-12-06T09:00:00Z");
/** Whose row has the focus. */
const FOCUSED = "document.activeElement.querySelector('a')?.textContent";
const clock = { now, timezoneId: "UTC" };

describe.skipIf(CHROMIUM === undefined)("Today", () => {
  const console = testConsole(house);
  let colleague: Caller;

  const send = async (id: string, type: string, data: object = {}) =>
    await colleague.post(`/api/v1/engagements/${id}/events`, { type, data }).expect(200);
  const open = async (options: object = {}, path = PATH) =>
    await console.open(path, "officer", { ...clock, ...options });

  beforeAll(async () => {
    colleague = await house.as("officer");
    const { context } = await open();
    const me = await (await context.request.get(`${console.url}/api/v1/me`)).json();
    await context.close();
    const mine = async (name: string): Promise<string> => {
      const id = await house.receive(`${name.split(" ")[0]}@harbour.example`, {
        name,
        organisation: "Harbour Mutual",
      });
      await send(id, "triage.claimed");
      await send(id, "owner.assigned", { ownerId: me.id });
      return id;
    };
    await mine("Lena Late");
    await house.advance(now);
    await mine("Noor Haddad");
    await send(await mine("Vera Voss"), "vetting.started", { profile: vettingProfile("shipping") });
    await send(await mine("Ada Asked"), "info.requested", { questions: ["In which capacity?"] });
    for (const [at, name] of ["Ines", "Jonas", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo"].entries())
      await house.receive(`${name}@example.org`, { name: `${name} ${at + 1}` });
    await house.quiet();
  });

  it("shows five parts in order, with the reason in words, whose it is, and one filled button a row", async () => {
    const { context, page, complaints } = await open();
    await page.waitForSelector("#unclaimed");
    await expect
      .poll(() => page.getByRole("heading", { level: 2 }).allTextContents())
      .toEqual(["Overdue 1", "Waiting for me 1", "Due this week 1", "New and unclaimed 9", "I wait for 1"]);
    const bar = page.getByRole("navigation").first();
    await expect.poll(() => bar.getByRole("link", { name: "Today" }).textContent()).toContain("1 overdue");
    const row = (who: string) => page.getByRole("listitem").filter({ hasText: who });
    await expect.poll(() => row("Lena Late").textContent()).toContain("First answer was due yesterday");
    const noor = await row("Noor Haddad").textContent();
    expect(noor).toContain("First answer due Monday 10 December, in\u00a02\u00a0working\u00a0days");
    expect(noor).toContain("Harbour Mutual");
    expect(noor).toContain("You");
    await expect.poll(() => row("Jonas").textContent()).toContain("Nobody");
    expect(await row("Ada Asked").count()).toBe(0);
    await page.getByRole("button", { name: "I wait for" }).click();
    await expect
      .poll(() => row("Ada Asked").textContent())
      .toMatch(/Waiting for: the person themselves, for (?:less than a|\d+) minutes?/);
    const rows = page.locator("main li");
    await expect.poll(() => rows.count()).toBe(12);
    for (const one of await rows.all())
      await expect.poll(() => one.locator("button:not([aria-label])").count()).toBe(1);
    expect(await printedMarking(page)).toBe("amber");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("leads from eight rows to all of them, in the list under the same filter", async () => {
    const { context, page } = await open();
    await page.getByRole("link", { name: "All 9" }).click();
    await page.getByText("9 of 9").waitFor();
    expect(page.url()).toContain("today=unclaimed");
    await expect.poll(() => page.getByRole("row").count()).toBe(10);
    await context.close();
  });

  it("is one list to the keyboard: down its parts, claim, and the focus goes to the next", async () => {
    const { context, page, complaints } = await open();
    await page.waitForSelector("#unclaimed");
    const focused = async () => await page.evaluate(FOCUSED);
    const seen: unknown[] = [];
    for (let at = 0; at < 4; at += 1) {
      await page.keyboard.press("j");
      await expect.poll(focused).not.toBe(seen.at(-1));
      seen.push(await focused());
    }
    expect(seen.slice(0, 3)).toEqual(["Lena Late", "Noor Haddad", "Vera Voss"]);
    await page.keyboard.press("j");
    await expect.poll(focused).not.toBe(seen[3]);
    const next = await focused();
    await page.keyboard.press("k");
    await expect.poll(focused).toBe(seen[3]);
    await page.keyboard.press("c");
    const waiting = page.getByRole("region", { name: "Waiting for me" });
    await waiting.getByRole("link", { name: String(seen[3]) }).waitFor();
    await expect.poll(focused).toBe(next);
    await page.keyboard.press("Home");
    await page.keyboard.press("j");
    // A look beside it follows the keys; all that may be done is under `m`, and `x` takes it into what is selected.
    await page.keyboard.press("Space");
    const look = page.getByRole("complementary", { name: "Beside the list" });
    await look.getByRole("heading", { name: String(await focused()) }).waitFor();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Open" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    for (const key of ["Shift+J", "x"]) await page.keyboard.press(key);
    await page.getByText("2 selected").waitFor();
    await page.keyboard.press("k");
    await page.keyboard.press(".");
    await page.waitForURL(/\/console\/e\/[\da-f-]+\?do=/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("hides a row until a day before its deadline, and takes that back; what is overdue stays, and it says why", async () => {
    const { context, page, complaints } = await open();
    await page.waitForSelector("#waiting");
    const dialog = page.getByRole("dialog");
    for (const key of ["j", "s"]) await page.keyboard.press(key);
    await dialog.getByText("This is overdue, so it stays.").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(async () => await page.evaluate(FOCUSED)).toBe("Lena Late");
    for (const key of ["j", "s"]) await page.keyboard.press(key);
    await dialog.getByText("Hidden from your Today only").waitFor();
    await expect
      .poll(() => dialog.getByRole("listitem").allTextContents())
      .toEqual(["TomorrowFriday 7 December", "In three daysSunday 9 December"]);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Tomorrow" }).click();
    await page.getByText("Noor Haddad is snoozed until Friday 7 December.").waitFor();
    const noor = page.getByRole("listitem").filter({ hasText: "Noor Haddad" });
    await noor.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Snoozed" }).click();
    await expect.poll(() => noor.textContent()).toContain("Snoozed until tomorrow");
    await page.reload();
    await page.getByRole("heading", { name: "Snoozed 1" }).waitFor();
    await page.getByRole("button", { name: "Snoozed" }).click();
    await page.getByRole("button", { name: "Show Noor Haddad again" }).click();
    await page
      .getByRole("region", { name: "Waiting for me" })
      .getByRole("link", { name: "Noor Haddad" })
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("gathers what arrives behind a button, so that nothing shifts", async () => {
    const { context, page } = await open();
    await page.waitForSelector("#unclaimed");
    const before = await page.locator("main li a").allTextContents();
    const late = await house.receive("zoe@example.org", { name: "Zoe Zander" });
    await send(late, "triage.claimed");
    const me = await (await context.request.get(`${console.url}/api/v1/me`)).json();
    await send(late, "owner.assigned", { ownerId: me.id });
    const button = page.getByRole("button", { name: "1 new" });
    await button.waitFor();
    await expect.poll(() => page.locator("main li a").allTextContents()).toEqual(before);
    await button.click();
    await page
      .getByRole("region", { name: "Waiting for me" })
      .getByRole("link", { name: "Zoe Zander" })
      .waitFor();
    await context.close();
  });

  it("takes a second key for what comes next once that is known: nothing is sent twice, and no key is lost", async () => {
    const { context, page } = await open();
    const row = page.getByRole("region", { name: "New and unclaimed" }).getByRole("listitem").last();
    await row.waitFor();
    const sent: unknown[] = [];
    await page.route("**/events", async (route) => {
      sent.push(route.request().postDataJSON().type);
      await page.keyboard.press(".");
      await route.continue();
    });
    await row.focus();
    await page.keyboard.press(".");
    await page.waitForURL(/\/console\/e\/[\da-f-]+\?do=/);
    expect(page.url()).not.toContain("triage.claimed");
    expect(sent).toEqual(["triage.claimed"]);
    await context.close();
  });

  it("says who was quicker, and what they did", async () => {
    const { context, page } = await open();
    const row = page.getByRole("region", { name: "New and unclaimed" }).getByRole("listitem").last();
    await row.waitFor();
    const who = await row.getByRole("link").textContent();
    await page.route("**/events", async (route) => {
      const [, id = ""] = /engagements\/([\da-f-]+)\/events/.exec(route.request().url()) ?? [];
      await send(id, "triage.claimed");
      await route.continue();
    });
    await row.getByRole("button", { name: "Claim" }).click();
    const bar = page.getByRole("alert").filter({ hasText: "claimed" });
    await bar.waitFor();
    await expect.poll(() => bar.textContent()).toContain(`claimed ${who}`);
    await bar.getByRole("button", { name: "Look at it" }).click();
    await page.waitForURL(/\/console\/e\/[\da-f-]+$/);
    await context.close();
  });

  it("takes two quick clicks for one, and tells nobody that they were quicker than themselves", async () => {
    const { context, page, complaints } = await open();
    const row = page.getByRole("region", { name: "New and unclaimed" }).getByRole("listitem").last();
    const who = await row.getByRole("link").textContent();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/events")) sent.push(request.postDataJSON().type);
    });
    await row.getByRole("button", { name: "Claim" }).dblclick();
    await page.getByText(`You claimed ${who}`).waitFor();
    expect(sent).toEqual(["triage.claimed"]);
    expect(await page.getByText("You can follow it").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("fails in its place, and tries again", async () => {
    const { context, page } = await open();
    await page.route("**/api/v1/today*", async (route) => await route.fulfill({ status: 500, json: {} }));
    await page.reload();
    await page.getByRole("alert").waitFor();
    await page.unroute("**/api/v1/today*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("#unclaimed");
    await context.close();
  });

  it("says so when nothing waits", async () => {
    const { context, page } = await console.open(PATH, "approver", clock);
    await page.getByText("Nothing is waiting for you.").waitFor();
    await context.close();
  });

  it.each([
    ["light", 1440],
    ["dark", 1440],
    ["dark", 390],
  ] as const)("keeps nobody out in %s, %i wide (WCAG 2.2 AA)", async (colorScheme, width) => {
    const { context, page } = await open({ colorScheme, viewport: { width, height: 900 } });
    await page.waitForSelector("#unclaimed");
    await page.getByRole("button", { name: "I wait for" }).click();
    expect(await barriers(page)).toEqual([]);
    await expectNoSidewaysScroll(page, width);
    await context.close();
  });
});
