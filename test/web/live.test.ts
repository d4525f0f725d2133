/**
 * What happens is on the screen, whatever becomes of the line (S-076): nothing missed, nothing twice, when the tab that listens
 * closes, the stream is cut, or the server is another one.
 */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { testConsole } from "../support/console.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse();
const BOARD = "/p/default/board";
/** Longer than a page waits for a heartbeat, and shorter than twice that. */
const SILENCE_MS = 41_000;

describe.skipIf(CHROMIUM === undefined)("the board while the line fails", () => {
  const console = testConsole(house);
  let officer: Caller;
  let letters = 0;

  beforeAll(async () => {
    officer = await house.as("officer");
    for (const name of ["Ines Duarte", "Jonas Weber", "Noor Haddad"]) await arrive(name);
  });

  const arrive = async (name: string) =>
    await house.receive(`writer-${(letters += 1)}@example.org`, { name });
  const claim = async (id: string) =>
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);

  /** Exactly so many cards, each once, and the counts say the same. */
  async function expectCards(page: Page, { received, triage }: { received: number; triage: number }) {
    const total = received + triage;
    await page.getByText(`${total} on the board`, { exact: true }).waitFor();
    await page.getByRole("button", { name: `Received ${received}`, exact: true }).waitFor();
    if (triage > 0) await page.getByRole("button", { name: `In triage ${triage}`, exact: true }).waitFor();
    const cards = page.getByRole("region", { name: /^Inquiry/ }).getByRole("listitem");
    await expect.poll(async () => await cards.count()).toBe(total);
    const names = await cards.getByRole("link").allTextContents();
    expect(new Set(names).size).toBe(total);
  }

  it("goes on in the next tab when the one that listens is closed: what came in between is there, once", async () => {
    console.site.cutStreams();
    const { context, page: first } = await console.open(BOARD, "officer");
    await first.getByText("3 on the board", { exact: true }).waitFor();
    // Shown already, and not yet listened for.
    await arrive("Kira Novak");
    console.site.mendStreams();
    await expectCards(first, { received: 4, triage: 0 });
    expect(console.site.streams).toBe(1);
    const second = await context.newPage();
    await second.goto(first.url());
    await second.getByText("4 on the board", { exact: true }).waitFor();
    expect(console.site.streams).toBe(1);

    // Nobody listens for a moment, and just then something happens.
    console.site.cutStreams();
    await first.close();
    await claim(await arrive("Lena Lindt"));
    console.site.mendStreams();
    await expectCards(second, { received: 4, triage: 1 });
    expect(console.site.streams).toBe(1);
    await context.close();
  });

  it("says that it is not live while the stream is cut, asks by itself, and counts nothing twice once it is back", async () => {
    const { context, page } = await console.open("/p/default/insights/funnel", "officer");
    await page.clock.install();
    await page.goto(`${console.url}/console${BOARD}`);
    await expectCards(page, { received: 4, triage: 1 });
    await expect.poll(() => console.site.streams).toBe(1);
    const mark = page.getByRole("banner").getByText("Not live");
    expect(await mark.count()).toBe(0);

    console.site.cutStreams();
    const late = await arrive("Mira Moreau");
    await page.clock.fastForward(SILENCE_MS);
    await mark.waitFor();
    await expectCards(page, { received: 5, triage: 1 });
    // Long after the board has asked, the stream tells of it as well.
    await page.clock.fastForward(10_000);
    console.site.mendStreams();
    await mark.waitFor({ state: "detached" });
    await claim(late);
    await expectCards(page, { received: 4, triage: 2 });
    await context.close();
  });

  it("keeps a form while the server is restarted, sends it once however often one tries, and goes on", async () => {
    const id = await arrive("Otto Olsen");
    await claim(id);
    const { context, page } = await console.open(`/e/${id}?do=info.requested`, "officer");
    const form = page.getByRole("dialog", { name: "Ask for information" });
    const question = form.getByRole("textbox", { name: "Question" });
    await question.fill("For whom do you write?");
    const send = form.getByRole("button", { name: "Ask for information", exact: true });

    await console.site.stop();
    await send.click();
    await form.getByRole("alert").getByText("Convoke cannot be reached", { exact: false }).waitFor();
    await expect.poll(() => question.inputValue()).toBe("For whom do you write?");
    await console.site.restart();
    // Heard and recorded, but the answer is lost on its way back.
    await page.route("**/events", async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await send.click();
    await page.locator("li[data-seq]", { hasText: "asked for information" }).waitFor();
    await page.unroute("**/events");
    await send.click();
    await page.getByText("Nothing was sent twice", { exact: false }).waitFor();
    await form.waitFor({ state: "detached" });

    const given = { type: "owner.assigned", data: { ownerId: officer.accountId } };
    await officer.post(`/api/v1/engagements/${id}/events`, given).expect(200);
    await page.locator("li[data-seq]", { hasText: "officer handed it over" }).waitFor();
    const { body } = await officer.get(`/api/v1/engagements/${id}/journal`).expect(200);
    const types = body.items.map(({ type }: { type: string }) => type);
    expect(types.filter((type: string) => type === "info.requested")).toHaveLength(1);
    await expect.poll(() => page.locator("li[data-seq]").count()).toBe(types.length);
    await context.close();
  });

  it("lets go of what is somebody else's now: out of the list, and off the page that shows it (S-001)", async () => {
    const id = await arrive("Pia Pohl");
    await claim(id);
    const send = async (by: Caller, type: string, data: object) =>
      await by.post(`/api/v1/engagements/${id}/events`, { type, data }).expect(200);
    await send(officer, "vetting.started", { profile: vettingProfile("shipping") });
    const { context, page } = await console.open("/p/default/engagements", "vetter");
    await page.getByText("1 of 1").waitFor();
    const file = await context.newPage();
    await file.goto(`${console.url}/console/e/${id}`);
    await file.getByRole("heading", { name: /^Pia Pohl/ }).waitFor();
    const dossier = { checks: clearChecks("2012-12-03"), dossierHash: "a".repeat(64) };
    await send(await house.caller([["vetter", "default"]]), "screening.completed", dossier);
    await page.getByText("Nobody fits.").waitFor();
    await file.getByRole("heading", { name: "Nothing here" }).waitFor();
    expect(await file.getByText("Pia Pohl").count()).toBe(0);
    await context.close();
  });
});
