/** Every part of the console in every state, on one page: kept open to everybody, in both languages, narrow and wide. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureConsole } from "../../scripts/ensure-console.mjs";
import { workflows } from "../../workflows/index.ts";
import { CHROMIUM, launch } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll } from "../support/console.ts";
import type { Gallery } from "../support/gallery.ts";
import { openGallery } from "../support/gallery.ts";
import { overlapping, spilled } from "../support/geometry.ts";
import { testHouse } from "../support/house.ts";

const WEB = join(import.meta.dirname, "../../web");
const TALL = 2_000;

describe("the gallery", () => {
  it("has an entry for every part and every control of forms, at the same path", () => {
    const entries = new Set(readdirSync(join(WEB, "gallery"), { recursive: true, encoding: "utf8" }));
    const parts = ["parts", "form"].flatMap((folder) =>
      readdirSync(join(WEB, "src", folder))
        // A hook shows itself through what uses it.
        .filter((name) => name.endsWith(".tsx") && !name.startsWith("use-"))
        .map((name) => `${folder}/${name}`),
    );
    expect(parts.filter((part) => !entries.has(part))).toEqual([]);
  });

  it("is no part of what is delivered", () => {
    const manifest = readFileSync(join(ensureConsole(), ".vite", "manifest.json"), "utf8");
    expect(manifest).toContain("src/pages/board/page.tsx");
    expect(manifest).not.toMatch(/gallery/i);
    const scripts = readdirSync(join(ensureConsole(), "assets")).filter((name) => name.endsWith(".js"));
    for (const name of scripts)
      expect(readFileSync(join(ensureConsole(), "assets", name), "utf8"), name).not.toContain("data-broken");
  });
});

const house = testHouse();

describe.skipIf(CHROMIUM === undefined)("every part, in every state", () => {
  let browser: Browser;
  let gallery: Gallery;

  beforeAll(async () => {
    browser = await launch();
    gallery = await openGallery(browser, house, { viewport: { width: 1440, height: TALL } });
  });
  afterAll(async () => {
    await gallery?.close();
    await browser?.close();
  });

  async function show(language: "en" | "fr", theme: "light" | "dark", width = 1440): Promise<void> {
    await gallery.page.setViewportSize({ width, height: TALL });
    await gallery.choose("language", language);
    await gallery.choose("theme", theme);
    await gallery.page.waitForFunction(`document.documentElement.lang === "${language}"`);
    await gallery.page.locator("[data-part='parts/statechart'] section").last().waitFor();
  }

  it.each([
    ["en", "light", 1440],
    ["en", "dark", 1440],
    ["fr", "light", 1440],
    ["fr", "dark", 1440],
    ["en", "light", 768],
    // 1,440 px at 200 %.
    ["fr", "light", 720],
    ["en", "dark", 360],
    ["fr", "light", 360],
  ] as const)(
    "keeps nobody out and spills nothing in %s and %s, %i wide (WCAG 2.2 AA)",
    async (language, theme, width) => {
      await show(language, theme, width);
      await expect.poll(() => gallery.page.locator("[data-broken]").allTextContents()).toEqual([]);
      expect(await barriers(gallery.page)).toEqual([]);
      await expectNoSidewaysScroll(gallery.page, width);
      expect(await spilled(gallery.page, "[data-part]")).toEqual([]);
    },
  );

  it.each([360, 1440])(
    "can be read with more space between everything, %i wide (WCAG 1.4.12)",
    async (width) => {
      await show("fr", "light", width);
      await gallery.choose("data-text", "spaced");
      expect(
        await spilled(gallery.page, "[data-part]:not([data-part='parts/statechart'], [data-part$='chart'])"),
      ).toEqual([]);
      await expectNoSidewaysScroll(gallery.page, width);
      await gallery.choose("data-text", "as it is");
    },
  );

  it.each(["en", "fr"] as const)(
    "has every chart in %s with no box over another and no label wider than its box",
    async (language) => {
      await show(language, "light");
      expect(
        await overlapping(gallery.page, "[data-part='pages/engagement/chart'] li > [data-look]"),
      ).toEqual([]);
      expect(await overlapping(gallery.page, "[data-part='parts/statechart'] ul > li")).toEqual([]);
    },
  );

  it.each([
    ["en", 1440, 44],
    ["fr", 1440, 44],
    ["en", 1152, 44],
    ["fr", 1152, 44],
    ["fr", 768, 96],
    ["fr", 360, 96],
  ] as const)(
    "keeps every row of the list as high as it is reckoned, in %s, %i wide",
    async (language, width, px) => {
      await show(language, "light", width);
      const heights = await gallery.page.evaluate(
        "[...new Set([...document.querySelectorAll(\"[data-part='pages/engagements/row'] tbody tr\")].map((row) => row.offsetHeight))]",
      );
      expect(heights).toEqual([px]);
    },
  );

  it("is mirrored for who reads from right to left", async () => {
    for (const width of [360, 1440]) {
      await show("en", "light", width);
      await gallery.choose("dir", "rtl");
      await expectNoSidewaysScroll(gallery.page, width);
      expect(await spilled(gallery.page, "[data-part]")).toEqual([]);
    }
    expect(await barriers(gallery.page)).toEqual([]);
    await gallery.choose("dir", "ltr");
  });

  it("draws every event's form of every chart, with its complaints", async () => {
    await show("fr", "light");
    const { page } = gallery;
    const charts = [...new Set(workflows.map(({ name }) => name))];
    for (const chart of charts) {
      const figure = page.locator(`[data-state='form/fields: ${chart}']`);
      await figure.getByRole("button", { name: "Show" }).click();
      await figure.locator("form").first().waitFor();
    }
    const drawn: string[] = await page.evaluate(
      "[...document.querySelectorAll('form[data-event]')].map(({ dataset }) => dataset.event)",
    );
    const newest = new Map(workflows.map((one) => [one.name, one]));
    const events = [...newest.values()].flatMap(({ name, events: rules }) =>
      Object.keys(rules).map((type) => `${name} ${type}`),
    );
    expect(drawn.toSorted()).toEqual(events.toSorted());
    await expect.poll(() => page.locator("[data-broken]").allTextContents()).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    for (const width of [360, 480]) {
      await page.setViewportSize({ width, height: TALL });
      await expectNoSidewaysScroll(page, width);
      expect(await spilled(page, "form[data-event]")).toEqual([]);
    }
    for (const chart of charts) await page.locator(`[data-state='form/fields: ${chart}'] > button`).click();
  });

  it("keeps what was written with its item, and the focus nearby, when another is taken away", async () => {
    await show("en", "light");
    const { page } = gallery;
    const figure = page.locator("[data-state='form/fields: engagement']");
    await figure.getByRole("button", { name: "Show" }).click();
    const form = figure.locator("form[data-event='engagement info.requested']");
    const remove = form.getByRole("button", { name: /^Remove no\. \d ?: Questions$/ });
    await form.getByLabel("Question", { exact: true }).fill("Who?");
    // One there must be.
    expect(await remove.count()).toBe(0);
    for (const [number, text] of [
      [2, "What?"],
      [3, "When?"],
    ] as const) {
      await form.getByRole("button", { name: /^Add one ?: Questions$/ }).click();
      await form.getByLabel(`Question ${number} of ${number}`).and(page.locator(":focus")).fill(text);
    }
    await remove.nth(1).click();
    await expect.poll(() => form.getByLabel("Question 1 of 2").inputValue()).toBe("Who?");
    await form.getByLabel("Question 2 of 2").and(page.locator(":focus")).waitFor();
    await expect.poll(() => form.getByLabel("Question 2 of 2").inputValue()).toBe("When?");
    await figure.locator("> button").click();
  });

  it("opens what lies over the page, and keeps nobody out of it", async () => {
    await show("fr", "dark", 768);
    const { page } = gallery;
    const shown = async (part: string, at: number): Promise<void> => {
      await page.locator(`[data-part='${part}'] figure > button`).nth(at).click();
    };
    await shown("parts/bulk", 0);
    const dialog = page.getByRole("dialog");
    await dialog.locator("select").selectOption({ index: 1 });
    await dialog.getByRole("listitem").nth(4).waitFor();
    await expect.poll(() => dialog.getByRole("listitem").count()).toBe(5);
    expect(await barriers(page)).toEqual([]);
    expect(await spilled(page, "[role=dialog]")).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    await shown("parts/actions-menu", 0);
    await page.getByRole("menuitem", { disabled: true }).first().waitFor();
    // A menu stands beside the page's landmarks for as long as it is open, as a dialog does.
    expect((await barriers(page)).filter((one) => !one.startsWith("region:"))).toEqual([]);
    expect(await spilled(page, "[role=menu]")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });

    // What lies over the page without taking it away, all at once.
    await shown("parts/peek", 0);
    await shown("parts/selection", 0);
    await shown("shell/toasts", 0);
    await page.getByRole("alert").last().waitFor();
    await page.locator("[data-state='form/finder: that finds several'] input").fill("duarte");
    await page.locator("[role=option]").nth(4).waitFor();
    await page.locator("[data-state='form/finder: that finds nobody'] input").fill("duarte");
    await page.locator("[data-part='parts/views'] figure button").last().click();
    // Whole, with the views that are kept: as long as it grows it ends somewhere over the button of the state before.
    await page.getByRole("dialog").getByText("Insurers who wait").waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await spilled(page, "body")).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("moves nothing for who wants it still: what glows has a dot instead", async () => {
    const { page } = gallery;
    await show("fr", "light");
    await page.emulateMedia({ reducedMotion: "no-preference" });
    const mark = page.locator("[data-part='parts/changed'] figure > span").first();
    await expect.poll(() => mark.isVisible()).toBe(false);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect.poll(() => mark.isVisible()).toBe(true);
    await expect.poll(() => mark.textContent()).toBe("Modifié");
    expect(
      await page.evaluate(
        "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length",
      ),
    ).toBe(0);
  });

  it("keeps what is chosen, where one stands, and what can be pressed apart in forced colours", async () => {
    const { page } = gallery;
    await show("en", "light");
    await page.emulateMedia({ forcedColors: "active" });
    const seen = async (selector: string, properties: string): Promise<string> =>
      await page.evaluate(
        `(() => { const { ${properties} } = getComputedStyle(document.querySelector("${selector}")); return [${properties}].join(" "); })()`,
      );
    const box = "[data-part='pages/engagement/chart'] li > [data-look=";
    expect(await seen(`${box}current]`, "outlineStyle, outlineWidth")).toBe("solid 2px");
    expect(await seen(`${box}blocked]`, "borderTopStyle")).toBe("dashed");
    expect(await seen("[data-part='pages/today/row'] [class*=hide]", "borderTopStyle")).toBe("solid");
    const [chosen, other] = await Promise.all([
      seen("[data-part='parts/tabs'] [aria-current]", "backgroundColor"),
      seen("[data-part='parts/tabs'] a:not([aria-current])", "backgroundColor"),
    ]);
    expect(chosen).not.toBe(other);
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: "none" });
  });

  it("is printed without what can be pressed, light, and with the strictest marking on every sheet (TLP 2.0)", async () => {
    const { page } = gallery;
    await show("en", "dark");
    await page.emulateMedia({ media: "print" });
    const style = async (selector: string, name: string): Promise<string> =>
      await page.evaluate(`getComputedStyle(document.querySelector("${selector}")).${name}`);
    expect(await style("body", "page")).toBe("red");
    expect(await style("body", "color")).toBe("rgb(25, 30, 38)");
    expect(await style("[data-part='parts/failed'] button", "display")).toBe("none");
    // Its black box too, which printers leave out unless told: the label's colours are nothing on white.
    expect(await style("[data-part] [data-marking]", "printColorAdjust")).toBe("exact");
    await page.emulateMedia({ media: "screen" });
  });
});
