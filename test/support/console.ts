/** The console in a real browser: the house served with the built console, and people signed in to it. */
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { ensureConsole } from "../../scripts/ensure-console.mjs";
import { createApp } from "../../src/http/app.ts";
import { createStream } from "../../src/http/stream/stream.ts";
import type { Role } from "../../workflows/workflow.ts";
import { launch } from "./chromium.ts";
import type { TestHouse } from "./house.ts";
import type { WaveringSite } from "./wavering-site.ts";
import { serveWavering } from "./wavering-site.ts";

interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the browser's console showed. */
  readonly complaints: readonly string[];
}

export interface TestConsole {
  readonly url: string;
  /** What stands in front of it, to be cut off and restarted. */
  readonly site: WaveringSite;
  /**
   * A page of the console, signed in as somebody with these roles; the same person each time, or the one called `who`. `path`
   * begins with `/p/…`, `/e/…` or `/admin`. A null programme means every programme. Ready when the heading is there. With `now`,
   * its clock stands at that instant, as the house's may.
   */
  open(
    path: string,
    as: Role | readonly Role[],
    options?: BrowserContextOptions & { programme?: string | null; now?: Date; who?: string },
  ): Promise<OpenPage>;
}

/** Serve the house with its console from the first `beforeAll` on. Call it inside `describe.skipIf(CHROMIUM === undefined)`. */
export function testConsole(house: TestHouse): TestConsole {
  let site: WaveringSite;
  let browser: Browser;
  const signedIn = new Map<string, Promise<Awaited<ReturnType<BrowserContext["storageState"]>>>>();

  beforeAll(async () => {
    const web = ensureConsole();
    site = await serveWavering((publicUrl) => {
      // As another process has it: what one server heard, the next one has to find for itself.
      const stream = createStream(house.house);
      return createApp({ ...house.house, publicUrl, isVirtual: true, stream }, "0", web);
    });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** By an invitation, as everybody comes in; what the browser then keeps. */
  async function signIn(who: string, held: readonly Role[], programme: string | null) {
    const administrator = await house.as("admin", null);
    const name = `${who} ${held.join(" and ")}`;
    const at = `${held.join("-")}-${programme ?? "everywhere"}@staff.example`;
    const email = who === "Ana" ? at : `${who.toLowerCase()}-${at}`;
    if (programme !== null) await house.programme(programme);
    const roles = held.map((role) => ({ role, programme }));
    await administrator.post("/api/v1/invitations", { name, email, roles }).expect(201);
    await house.quiet();
    const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
    const text: string = body.items.find(({ to }: { to: { email: string } }) => to.email === email).text;
    const [, path = ""] = /(\/invitations\/\S+)/.exec(text) ?? [];
    const context = await browser.newContext();
    // What the page of the invitation sends; that page has tests of its own.
    const accepted = await context.request.post(`${site.url}${path}`, {
      headers: { Origin: site.url },
      form: { name, password: "four words will do" },
    });
    expect(accepted.url(), await accepted.text()).toBe(`${site.url}/account`);
    const state = await context.storageState();
    await context.close();
    return state;
  }

  return {
    get url() {
      return site.url;
    },
    get site() {
      return site;
    },
    async open(path, as, { programme = "default", now, who = "Ana", ...options } = {}) {
      const held = typeof as === "string" ? [as] : as;
      const key = `${who} ${held.join(" ")} ${programme}`;
      const state = signedIn.get(key) ?? signIn(who, held, programme);
      signedIn.set(key, state);
      const context = await browser.newContext({ locale: "en-GB", storageState: await state, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      if (now !== undefined) await page.clock.setFixedTime(now);
      await page.goto(`${site.url}/console${path}`);
      await page.waitForSelector("h1");
      return { context, page, complaints };
    },
  };
}

/** Both before anything is drawn anew, as on a machine that is busy. */
export async function clickTwice(button: Locator): Promise<void> {
  await button.waitFor();
  await button.evaluate((element: { readonly click: () => void }) => {
    element.click();
    element.click();
  });
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly html: string;
    readonly failureSummary?: string;
  }[];
}

/** What keeps somebody out (WCAG 2.2 AA and best practice), as axe sees it on the page as it stands: by which rule, where and why. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // What fades in is judged once it stands: half seen it has a contrast of its own. What follows scrolling never ends.
  await page.evaluate(
    `Promise.all(document.getAnimations().filter(({ effect, timeline }) => timeline === document.timeline && effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished.catch(() => {})))`,
  );
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    // What passes is judged as well, but not described: on a long page that takes longer than the judging.
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }).then((found) => found.violations)`,
  )) as readonly Violation[];
  return violations.map(({ id, nodes }) => {
    const [first] = nodes;
    const why = first?.failureSummary?.replaceAll(/\s+/g, " ");
    return `${id}: ${nodes.length} ×, first ${first?.target.join(" ")} ${first?.html} (${why})`;
  });
}

/** Nothing is cut off or has to be scrolled to sideways (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
}

/** Which marking stands at the head and foot of every sheet, if the page as it is were printed. */
export async function printedMarking(page: Page): Promise<string> {
  await page.emulateMedia({ media: "print" });
  const marking: string = await page.evaluate("getComputedStyle(document.body).page");
  await page.emulateMedia({ media: "screen" });
  return marking;
}
