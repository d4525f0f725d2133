/** The console in a real browser: the house served with the built console, and people signed in to it. */
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { ensureConsole } from "../../scripts/ensure-console.mjs";
import { createApp } from "../../src/http/app.ts";
import type { Role } from "../../workflows/workflow.ts";
import { launch, serveSite, type Site } from "./chromium.ts";
import type { TestHouse } from "./house.ts";

interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the browser's console showed. */
  readonly complaints: readonly string[];
}

export interface TestConsole {
  readonly url: string;
  /**
   * A page of the console, signed in as somebody with these roles; the same person each time. `path` begins with `/p/…`, `/e/…`
   * or `/admin`. A null programme means every programme. Ready when the heading is there. With `now`, its clock stands at that instant, as the house's may.
   */
  open(
    path: string,
    as: Role,
    options?: BrowserContextOptions & { programme?: string | null; now?: Date },
  ): Promise<OpenPage>;
}

/** Serve the house with its console from the first `beforeAll` on. Call it inside `describe.skipIf(CHROMIUM === undefined)`. */
export function testConsole(house: TestHouse): TestConsole {
  let site: Site;
  let browser: Browser;
  const signedIn = new Map<string, Promise<Awaited<ReturnType<BrowserContext["storageState"]>>>>();

  beforeAll(async () => {
    const web = ensureConsole();
    site = await serveSite((publicUrl) =>
      createApp({ ...house.house, publicUrl, isVirtual: true }, "0", web),
    );
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** By an invitation, as everybody comes in; what the browser then keeps. */
  async function signIn(role: Role, programme: string | null) {
    const administrator = await house.as("admin", null);
    const email = `${role}-${programme ?? "everywhere"}@staff.example`;
    if (programme !== null) await house.programme(programme);
    const roles = [{ role, programme }];
    await administrator.post("/api/v1/invitations", { name: `Ana ${role}`, email, roles }).expect(201);
    await house.quiet();
    const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
    const text: string = body.items.find(({ to }: { to: { email: string } }) => to.email === email).text;
    const [, path = ""] = /(\/invitations\/\S+)/.exec(text) ?? [];
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.url}${path}`);
    await page.fill("input[name=password]", "four words will do");
    await page.click("text=Come in");
    await page.waitForURL(`${site.url}/account`);
    const state = await context.storageState();
    await context.close();
    return state;
  }

  return {
    get url() {
      return site.url;
    },
    async open(path, as, { programme = "default", now, ...options } = {}) {
      const key = `${as} ${programme}`;
      const state = signedIn.get(key) ?? signIn(as, programme);
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

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What keeps somebody out (WCAG 2.2 AA and best practice), as axe sees it on the page as it stands. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((found) => found.violations)`,
  )) as readonly Violation[];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Nothing is cut off or has to be scrolled to sideways (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
}
