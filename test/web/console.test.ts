/** The frame of the console in a real browser: signing in, the bar, keys, palette, settings, and axe in light and dark. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

/** By whom something was asked for. */
const asked = (path: string): string =>
  `performance.getEntriesByType("resource").filter(({ name }) => name.includes("${path}")).map((one) => one.initiatorType)`;

describe.skipIf(CHROMIUM === undefined)("the console", () => {
  const console = testConsole(house);

  let ines: string;

  beforeAll(async () => {
    ines = await house.receive("ines@example.org");
    await house.receive("jonas@example.org", { name: "Jonas Weber" });
  });

  it("asks who one is, and goes on to where one wanted to go", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await context.clearCookies();
    await page.goto(`${console.url}/console/p/default/today?view=mine`);
    await page.waitForURL(/\/sign-in\?to=/);
    await page.fill("form[action='/sign-in'] input[name=email]", "officer-default@staff.example");
    await page.fill("input[name=password]", "four words will do");
    await page.click("form[action='/sign-in'] button");
    await page.waitForURL(/\/console\/p\/default\/today\?view=mine$/);
    await page.waitForSelector("h1");
    // Nowhere but to the console: the sign-in lends its name to no other site.
    await page.goto(`${console.url}/sign-in?to=${encodeURIComponent("//evil.example/console")}`);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("convoke.to");
    await context.close();
  });

  it("is worked by keyboard: down the rows, claim, and the row is mine; nothing complains", async () => {
    const { context, page, complaints } = await console.open("/p/default/today", "officer");
    await page.waitForSelector("#unclaimed");
    // Told with the page what will be asked for, the browser asks beside the scripts, and once.
    expect(await page.evaluate(asked("/api/v1/today"))).toEqual(["link"]);
    expect(await page.title()).toBe("Today · Default programme · Convoke");
    await page.keyboard.press("j");
    const focused = "document.activeElement.querySelector('a')?.textContent";
    await expect.poll(() => page.evaluate(focused)).toMatch(/^(?:Ines Duarte|Jonas Weber)$/);
    const first = await page.evaluate(focused);
    await page.keyboard.press("j");
    await expect.poll(() => page.evaluate(focused)).not.toBe(first);
    const second = await page.evaluate(focused);
    expect(new Set([first, second])).toEqual(new Set(["Ines Duarte", "Jonas Weber"]));
    await page.keyboard.press("k");
    await page.keyboard.press("c");
    await page.waitForSelector("#waiting");
    await expect.poll(() => page.textContent("[aria-labelledby=waiting]")).toContain(first);
    await page
      .locator("[aria-labelledby=unclaimed]")
      .getByText(String(first))
      .first()
      .waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows what others do as it happens, without being asked", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await page.waitForSelector("#unclaimed");
    await house.receive("kira@example.org", { name: "Kira Novak" });
    // Sooner than it would ask by itself, every 15 s.
    await page.getByRole("button", { name: "1 new" }).click({ timeout: 12_000 });
    await page.getByRole("link", { name: "Kira Novak" }).waitFor();
    await context.close();
  });

  it("opens palette and sheet by key, and closes the topmost thing on Escape", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Search or go to…").fill("all");
    await page.getByText("Theme: Light").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.getByPlaceholder("Search or go to…").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Go to Today").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await context.close();
  });

  it("speaks French and turns dark at once, and still does after a reload", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await page.click("button[aria-label^='Account']");
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await page.getByRole("menuitemradio", { name: "Français" }).click();
    await page.waitForSelector("h1:text('Aujourd’hui')");
    await page.reload();
    await page.waitForSelector("h1:text('Aujourd’hui')");
    expect(await page.evaluate("document.documentElement.lang")).toBe("fr");
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(18, 21, 26)");
    await context.close();
  });

  it("has bar, top bar and content beside each other, and a strip for a bar on narrow screens", async () => {
    const { context, page } = await console.open("/p/default/today", "officer", {
      viewport: { width: 1440, height: 900 },
    });
    await page.waitForSelector("#unclaimed");
    const [bar, top, main] = await boxes(
      page,
      "nav[aria-label=Main]:visible",
      "main >> xpath=../header",
      "main",
    );
    expect(bar).toMatchObject({ x: 0, y: 0, width: 208, height: 900 });
    expect(top).toMatchObject({ x: 208, y: 0, height: 48 });
    expect(main?.x).toBe(208);
    expect(main?.y).toBe(48);
    await page.getByRole("button", { name: "Fold the bar" }).click();
    expect(
      (await boxes(page, "nav[aria-label=Main]:visible", "main")).map((one) => [one?.x, one?.width]),
    ).toEqual([
      [0, 56],
      [56, expect.any(Number)],
    ]);
    await page.setViewportSize({ width: 390, height: 844 });
    const [strip, content] = await boxes(page, "nav[aria-label=Main]:visible", "main");
    expect(strip).toMatchObject({ x: 0, width: 390 });
    expect((strip?.y ?? 0) + (strip?.height ?? 0)).toBe(844);
    expect(content).toMatchObject({ x: 0, y: 48, width: 390 });
    const small = await page.evaluate(
      `[...document.querySelectorAll("button, nav a, [role=button]")].map((one) => [one, one.getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 1 && (width < 44 || height < 44))
        .map(([one, { width, height }]) => one.textContent + ": " + width + "×" + height)`,
    );
    expect(small).toEqual([]);
    await context.close();
  });

  it("shows a form beside the page where there is room, over its edge where there is less, and whole on narrow screens", async () => {
    const { context, page } = await console.open(`/e/${ines}?do=triage.claimed`, "officer", {
      viewport: { width: 1440, height: 900 },
    });
    await page.waitForSelector("dialog");
    const [wide, beside] = await boxes(page, "dialog", "#actions");
    expect(wide?.width).toBe(480);
    expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThanOrEqual(wide?.x ?? 0);
    expect(wide?.y).toBeGreaterThanOrEqual(48);
    await page.setViewportSize({ width: 1000, height: 900 });
    expect((await boxes(page, "dialog"))[0]).toMatchObject({ y: 0, width: 480, height: 900 });
    await page.setViewportSize({ width: 390, height: 844 });
    expect((await boxes(page, "dialog"))[0]).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    await context.close();
  });

  it("has its frame while the first page is slow to come", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    let answer = (): void => {};
    await page.route("**/drawing*", (route) => {
      answer = () => void route.fallback();
    });
    await page.goto(`${console.url}/console/e/${ines}`);
    await page.getByRole("main").getByText("Loading", { exact: true }).waitFor();
    await page.getByRole("navigation", { name: "Main" }).first().waitFor();
    // Its heading comes with it.
    expect((await barriers(page)).filter((one) => !one.startsWith("page-has-heading-one:"))).toEqual([]);
    answer();
    await page.getByRole("heading", { level: 1, name: /^Ines Duarte/ }).waitFor();
    await context.close();
  });

  it.each([
    ["a page", "**/drawing*"],
    ["the frame", "**/api/v1/programmes"],
  ])("says under a heading that %s could not be loaded, and loads it when asked again", async (_, path) => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await page.route(path, (route) => route.fulfill({ status: 503 }));
    await page.goto(`${console.url}/console/e/${ines}`);
    await page.getByRole("heading", { level: 1, name: "This page could not be loaded" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.unroute(path);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: /^Ines Duarte/ }).waitFor();
    await context.close();
  });

  it("turns dark with no text half turned on its way, when it has another contrast", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await page.waitForSelector("#unclaimed");
    const turning: string[] = await page.evaluate(
      `(document.documentElement.dataset.mantineColorScheme = "dark", document.getAnimations())
        .filter(({ transitionProperty }) => ["color", "background-color", "opacity"].includes(transitionProperty))
        .map(({ transitionProperty, effect }) => transitionProperty + " of " + effect.target.textContent)`,
    );
    expect(turning).toEqual([]);
    await context.close();
  });

  it.each([
    ["light", 1280],
    ["dark", 390],
  ] as const)("keeps nobody out in %s, %i wide (WCAG 2.2 AA)", async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 800 } };
    const { context, page } = await console.open("/p/default/today", "officer", options);
    await page.waitForSelector("#unclaimed");
    expect(await barriers(page)).toEqual([]);
    await expectNoSidewaysScroll(page, width);
    await context.close();
  });
});

const boxes = (page: Page, ...selectors: readonly string[]) =>
  Promise.all(selectors.map((one) => page.locator(one).boundingBox()));
