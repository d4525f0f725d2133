/** Two officers at two screens: who was quicker, what becomes of what the other was writing, and of a card in the hand (S-076). */
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { testConsole } from "../support/console.ts";
import { MONDAY, testHouse } from "../support/house.ts";

const house = testHouse();
/** Tall enough for columns and filters: whoever carries a card does not scroll. */
const viewport = { width: 1440, height: 1200 };

describe.skipIf(CHROMIUM === undefined)("two officers at two screens", () => {
  const console = testConsole(house);
  let ana: Seat;
  let bruno: Seat;

  interface Seat {
    readonly page: Page;
    readonly complaints: readonly string[];
    readonly name: string;
  }
  const sit = async (who: string): Promise<Seat> => ({
    ...(await console.open("/p/default/board", "officer", { who, now: MONDAY, timezoneId: "UTC", viewport })),
    name: `${who} officer`,
  });

  beforeAll(async () => {
    ana = await sit("Ana");
    bruno = await sit("Bruno");
  });

  const arrive = async (name: string) =>
    await house.receive(`${name.split(" ")[0]}@harbour.example`, { name });
  const visit = async ({ page }: Seat, path: string) => {
    await page.goto(`${console.url}/console${path}`);
    await page.waitForSelector("h1");
  };
  const typesOf = async (id: string) => {
    const { body } = await (await house.as("officer")).get(`/api/v1/engagements/${id}/journal`).expect(200);
    return body.items.map(({ type }: { type: string }) => type);
  };

  it("claim the same person: one has them, the other reads who was quicker, when, and what is left to do", async () => {
    const id = await arrive("Ines Duarte");
    const seats = [ana, bruno];
    await Promise.all(seats.map(async (seat) => await visit(seat, `/e/${id}?do=triage.claimed`)));
    const forms = seats.map(({ page }) => page.getByRole("dialog", { name: "Claim" }));
    await Promise.all(forms.map(async (form) => await form.waitFor()));
    await Promise.all(
      forms.map(async (form) => await form.getByRole("button", { name: "Claim", exact: true }).click()),
    );
    await Promise.all(
      seats.map(async ({ page }) => await page.locator("li[data-seq]", { hasText: "claimed it" }).waitFor()),
    );

    const [won, lost] = (await theirs(ana.page, "You claimed it")) ? [ana, bruno] : [bruno, ana];
    const form = lost.page.getByRole("dialog", { name: "Claim" });
    const bar = form.getByRole("status").filter({ hasText: "This changed while you were writing" });
    await bar.getByText(`${won.name} claimed it, just now`).waitFor();
    await expect.poll(() => bar.textContent()).toContain("You can follow it, or ask them for it.");
    expect(await won.page.getByRole("dialog").count()).toBe(0);
    await form.getByRole("button", { name: "Discard" }).click();
    await form.waitFor({ state: "detached" });
    await lost.page.getByText(`Owner: ${won.name}`).waitFor();
    expect((await typesOf(id)).filter((type: string) => type === "triage.claimed")).toHaveLength(1);
  });

  it("keep a draft over what the other does, and send it after a look", async () => {
    const id = await arrive("Jonas Weber");
    await visit(ana, `/e/${id}`);
    await does(ana.page, "Claim");
    await Promise.all([visit(ana, `/e/${id}?do=info.requested`), visit(bruno, `/e/${id}`)]);
    const form = ana.page.getByRole("dialog", { name: "Ask for information" });
    const question = form.getByRole("textbox", { name: "Question" });
    await question.fill("For whom do you write?");

    await does(bruno.page, "Hand over…", async (other) => {
      await other.getByLabel("Owner", { exact: true }).selectOption({ label: "Bruno officer (officer)" });
    });
    // Told while she writes, before she sends anything.
    await form.getByText("Bruno officer handed it over, just now").waitFor();
    await ana.page.getByText("Owner: Bruno officer").waitFor();
    await expect.poll(() => question.inputValue()).toBe("For whom do you write?");
    await form.getByRole("button", { name: "Review" }).click();
    await ana.page.locator("li[data-seq]:focus", { hasText: "Bruno officer handed it over" }).waitFor();
    await form.getByRole("button", { name: "Ask for information", exact: true }).click();
    await bruno.page.getByText("Ana officer asked for information", { exact: true }).waitFor();
    await form.waitFor({ state: "detached" });
  });

  it("keep a draft that is not accepted any more, and read why it is refused", async () => {
    const id = await arrive("Noor Haddad");
    await visit(ana, `/e/${id}`);
    await does(ana.page, "Claim");
    await Promise.all([visit(ana, `/e/${id}?do=info.requested`), visit(bruno, `/e/${id}`)]);
    const form = ana.page.getByRole("dialog", { name: "Ask for information" });
    const question = form.getByRole("textbox", { name: "Question" });
    await question.fill("For whom do you write?");

    await does(bruno.page, "Out of scope…", async (other) => {
      await other
        .getByRole("group", { name: /^Reason/ })
        .getByRole("radio")
        .first()
        .check();
    });
    await form.getByText("Bruno officer found it out of scope, just now").waitFor();
    await form.getByText("This is no longer possible here.", { exact: false }).waitFor();
    await expect.poll(() => question.inputValue()).toBe("For whom do you write?");
    await form.getByRole("button", { name: "Ask for information", exact: true }).click();
    await form.getByRole("button", { name: "Ask for information", exact: true }).click();
    await form.getByRole("alert").waitFor();
    await expect.poll(() => question.inputValue()).toBe("For whom do you write?");
    expect(await typesOf(id)).not.toContain("info.requested");
  });

  it("act on the same board: while one holds a card nothing moves, and a drop that has become illegal says why and sends nothing", async () => {
    const id = await arrive("Rita Rossi");
    await arrive("Sami Saarinen");
    await Promise.all([visit(ana, "/p/default/board?owner=none"), visit(bruno, `/e/${id}`)]);
    const inquiry = ana.page.getByRole("region", { name: /^Inquiry/ });
    const cards = inquiry.getByRole("listitem");
    const rita = cards.filter({ hasText: "Rita Rossi" });
    await cards.filter({ hasText: "Sami Saarinen" }).waitFor();
    await inquiry.getByRole("button", { name: "Received 2" }).waitFor();
    const sent: string[] = [];
    ana.page.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.url());
    });
    await rita.hover();
    await ana.page.mouse.down();
    await ana.page.getByRole("region", { name: /^Vetting/ }).hover();
    const zone = inquiry.locator("[data-event='triage.claimed']");
    await zone.waitFor();
    await zone.hover();
    await zone.hover({ position: { x: 20, y: 20 } });
    const before = await cards.getByRole("link").allTextContents();

    await Promise.all([does(bruno.page, "Claim"), arrive("Tove Thorsen")]);
    await inquiry.locator("[data-changed]", { hasText: "Rita Rossi" }).waitFor();
    await inquiry.getByRole("button", { name: "1 new" }).waitFor();
    await expect.poll(() => cards.getByRole("link").allTextContents()).toEqual(before);
    await ana.page.mouse.up();
    const why =
      "Rita Rossi has changed while you held the card. Claim: Not possible in the state “In triage”";
    await ana.page.getByRole("status").filter({ hasText: why }).first().waitFor({ state: "attached" });
    // She is Bruno's now, and whoever came meanwhile still waits to be let in.
    await rita.waitFor({ state: "detached", timeout: 9000 });
    await expect.poll(() => cards.getByRole("link").allTextContents()).toEqual(["Sami Saarinen"]);
    await inquiry.getByRole("button", { name: "1 new" }).click();
    await cards.filter({ hasText: "Tove Thorsen" }).locator(":focus").waitFor();
    expect(ana.page.url()).toContain("/board");
    expect(sent).toEqual([]);
  });

  const theirs = async (page: Page, text: string) =>
    (await page.locator("li[data-seq]").getByText(text, { exact: true }).count()) > 0;

  /** Choose an action, fill in its form, and see it sent. */
  async function does(page: Page, name: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
    const actions = page.getByRole("region", { name: "Actions" });
    await actions.getByRole("button").first().waitFor();
    const wanted = actions.getByRole("button", { name, exact: true }).first();
    if (!(await wanted.isVisible())) await actions.getByRole("button", { name: "More" }).click();
    await wanted.click();
    const form = page.getByRole("dialog");
    await form.waitFor();
    await fill?.(form);
    await form.getByRole("button", { name: name.replace(/…$/, ""), exact: true }).click();
    await form.waitFor({ state: "detached" });
  }
});
