/** How soon keys, filters and drawers show what they do. */
import type { Page } from "playwright-core";
import type { Line } from "../benchmark.ts";
import type { Where } from "./open-page.ts";
import { acts, open } from "./open-page.ts";
import { actsOf, forget, seenBy, settle } from "./watch-page.ts";

const PRESSES = 40;
const DRAWERS = 6;

export async function pressing(where: Where): Promise<Line[]> {
  const today = await open(where, "/p/default/today");
  await today.page.waitForSelector("main li");
  await press(today.page, ["j", "k"]);
  const onToday = actsOf((await seenBy(today.page)).acts);
  await forget(today.page);
  await today.page.keyboard.press("Control+k");
  await settle(today.page);
  await today.page.keyboard.type("harbour mutual", { delay: 60 });
  await settle(today.page);
  const typing = actsOf((await seenBy(today.page)).acts);
  await today.context.close();

  const list = await open(where, "/p/default/engagements");
  await list.page.waitForSelector("tbody a");
  await press(list.page, ["j"]);
  const inList = actsOf((await seenBy(list.page)).acts);
  const opening: number[] = [];
  for (let nth = 0; nth < 5; nth += 1) {
    await forget(list.page);
    await list.page.keyboard.press("j");
    await list.page.keyboard.press("Enter");
    await list.page.waitForURL(/\/e\//);
    await list.page.waitForSelector("h1");
    await settle(list.page);
    opening.push(...actsOf((await seenBy(list.page)).acts));
    await list.page.goBack();
    await list.page.waitForSelector("tbody a");
    await settle(list.page);
  }
  await forget(list.page);
  for (const name of ["Mine", "Vetting", "Vetting", "Mine"]) {
    await list.page.getByRole("button", { name, exact: true }).first().click();
    await settle(list.page);
  }
  const filtering = actsOf((await seenBy(list.page)).acts);
  await forget(list.page);
  await list.page.keyboard.press("f");
  await list.page.keyboard.type("harbour", { delay: 60 });
  await list.page.waitForTimeout(1_000);
  const narrowing = actsOf((await seenBy(list.page)).acts);
  await list.context.close();

  const drawers = await openingDrawers(where);
  return [
    acts("j and k on Today", onToday),
    acts("typing into the palette", typing),
    acts("j in the list", inList),
    acts("a look beside the list, opened and closed", drawers.peek),
    acts("a form's drawer, opened and closed", drawers.form),
    acts("a filter of the list", filtering),
    acts("typing into the list's filter", narrowing),
    acts("opening an engagement's page", opening),
  ];
}

/** The look at one beside the list, and the form of an engagement's next action. */
async function openingDrawers(where: Where): Promise<{ readonly peek: number[]; readonly form: number[] }> {
  const { context, page } = await open(where, "/p/default/engagements?state=triage");
  await page.waitForSelector("tbody a");
  const peek: number[] = [];
  await page.keyboard.press("j");
  for (let nth = 0; nth < DRAWERS; nth += 1) {
    await forget(page);
    await page.keyboard.press("Space");
    await page.waitForTimeout(400);
    await page.keyboard.press(nth % 2 === 0 ? "j" : "Space");
    await page.waitForTimeout(400);
    peek.push(...actsOf((await seenBy(page)).acts));
  }
  const href = await page.locator("tbody a").first().getAttribute("href");
  await page.goto(`${where.url}${href}`);
  await page.waitForSelector("h1");
  await page.waitForTimeout(1_000);
  const form: number[] = [];
  for (let nth = 0; nth < DRAWERS; nth += 1) {
    await forget(page);
    await page.keyboard.press(".");
    await page.getByRole("dialog").waitFor();
    await page.waitForTimeout(400);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await settle(page);
    form.push(...actsOf((await seenBy(page)).acts));
  }
  await context.close();
  return { peek, form };
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (let nth = 0; nth < PRESSES; nth += 1) {
    await page.keyboard.press(keys[nth % keys.length] ?? "j");
    await page.waitForTimeout(60);
  }
  await settle(page);
}
