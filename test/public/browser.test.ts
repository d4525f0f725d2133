/** The public pages in a real browser, with and without a script, and held against WCAG by axe. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { CHROMIUM, launch, serveSite, type Site } from "../support/chromium.ts";
import { testHouse } from "../support/house.ts";
import { publishForm } from "../support/own-form.ts";

const house = testHouse();

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(CHROMIUM === undefined)("a visitor's browser", () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await serveSite((publicUrl) => createApp({ ...house.house, publicUrl, isVirtual: true }, "0"));
    browser = await launch();
    await publishForm(house, "pip", ["en", "fr", "pt"]);
    const officer = await house.as("officer", "pip");
    const text = {
      title: "Partners in Prevention",
      summary: "Industry and governments work together.\n\nSo that nobody is harmed.",
      benefits: [{ audience: "For insurers", text: "You learn early which rules are coming." }],
      faq: [{ question: "What does it cost?", answer: "Nothing." }],
    };
    await officer.put("/api/v1/programmes/pip/texts/en", text).expect(200);
    const chair = await house.as("chair", "pip");
    for (const [name, launchMonth] of [
      ["Shipping", "2013-05"],
      ["Dual-use technologies", "2012-10"],
    ]) {
      const group = { programme: "pip", name, launchMonth, capacity: 12 };
      const { body } = await chair.post("/api/v1/groups", group).expect(201);
      const marking = { marking: "TLP:CLEAR", reason: "It is on the road map" };
      await chair.put(`/api/v1/groups/${body.id}/marking`, marking).expect(200);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function open(path: string, options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 422/.test(message.text()))
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${site.url}${path}`);
    return { context, page, complaints };
  }

  const minute = async (): Promise<void> =>
    await house.advance(new Date((await house.house.engine.now()).getTime() + 60_000));

  async function fillIn(page: Page, email: string): Promise<void> {
    await page.fill("#name", "Ines Duarte");
    await page.fill("#email", email);
    await page.check("#behalf-1");
    await page.fill("#organisation", "Atlantic Marine Mutual");
    await page.selectOption("#country", "PT");
    await page.check("#kind-0");
    if ((await page.locator("#groups-1").count()) > 0) await page.check("#groups-1");
    await page.check("#commitment-1");
    await page.fill("#concerns", "We insure what others ship.");
    await page.check("#consent");
    await minute();
  }

  async function send(page: Page): Promise<void> {
    await page.click("form button");
    await page.waitForURL(/\/thanks\?/);
    await house.quiet();
  }

  async function latest() {
    const { body } = await (await house.as("officer", "pip")).get("/api/v1/deliveries?limit=1").expect(200);
    return body.items[0];
  }

  it("with scripts does the work, sends it once however fast one clicks, and says what happens next", async () => {
    const { context, page, complaints } = await open("/forms/pip");
    await fillIn(page, "clicks@example.org");
    await page.dblclick("form button");
    await page.waitForURL(/\/thanks\?/);
    await house.quiet();
    expect(await page.textContent("main")).toContain("Within a minute you get an e-mail");
    expect(await latest()).toMatchObject({ status: "accepted", score: 0, signals: [] });
    const { body } = await (await house.as("officer", "pip")).get("/api/v1/deliveries?limit=200").expect(200);
    expect(body.items).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("without scripts sends the same form, corrects it, and is only scored for the work it did not do", async () => {
    const { context, page } = await open("/forms/pip", { javaScriptEnabled: false });
    await fillIn(page, "not an address");
    await page.click("form button");
    await page.waitForSelector("#errors");
    expect(await page.title()).toBe("Error: Write to pip");
    // Without a script `evaluate` still looks.
    expect(await page.evaluate("document.activeElement.id")).toBe("errors");
    await page.click('#errors a[href="#email"]');
    expect(await page.evaluate("document.activeElement.id")).toBe("email");
    expect(await page.inputValue("#concerns")).toBe("We insure what others ship.");
    expect(await page.isChecked("#kind-0")).toBe(true);
    expect(await page.isChecked("#consent")).toBe(true);
    await page.fill("#email", "plain@example.org");
    await minute();
    await send(page);
    expect(await latest()).toMatchObject({ status: "accepted", signals: ["work_missing"] });
    await context.close();
  });

  it("never shows the field for robots, nor leads the keyboard to it", async () => {
    const { context, page } = await open("/forms/pip");
    const box = await page.locator("#website").boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(0);
    await page.focus("#consent");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("BUTTON");
    await context.close();
  });

  it("asks only for what belongs to the kind of inquiry that is chosen", async () => {
    const { context, page } = await open("/forms/pip", { javaScriptEnabled: false });
    expect(await page.isVisible("#meetingPlace")).toBe(false);
    await page.check("#kind-4");
    expect(await page.isVisible("#meetingPlace")).toBe(true);
    expect(await page.isVisible("#noteNumber")).toBe(false);
    await page.check("#kind-3");
    expect(await page.isVisible("#noteNumber")).toBe(true);
    await page.check("#behalf-0");
    expect(await page.isVisible("#organisation")).toBe(false);
    await context.close();
  });

  it("shows the form in a frame on a site that was named, as high as it is, and on no other", async () => {
    const host = createServer((request, response) => {
      const at = `http://${request.headers.host}`;
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><title>${at}</title><iframe src="${site.url}/forms/pip/framed" style="height: 300px; width: 100%"></iframe>
        <script src="${site.url}/forms/scripts/embed.js"></script>`);
    });
    await new Promise<void>((resolve) => {
      host.listen(0, "127.0.0.1", resolve);
    });
    const { port } = host.address() as AddressInfo;
    const officer = await house.as("officer", "pip");
    const pages = { form: true, page: true, embedOrigins: [`http://localhost:${port}`] };
    await officer.put("/api/v1/programmes/pip/public-pages", pages).expect(200);

    const context = await browser.newContext({ locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}/`);
    const frame = page.frameLocator("iframe");
    await frame.locator("#name").waitFor();
    await expect
      .poll(async () => (await page.locator("iframe").boundingBox())?.height)
      .toBeGreaterThan(1_000);
    expect(await frame.locator("h1").textContent()).toBe("Écrire à pip");

    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForTimeout(0);
    expect(await page.frames()[1]?.evaluate("document.querySelector('#name')")).toBeNull();
    await context.close();
    host.close();
  });

  it("of staff sees the form before it is published, marked as a preview, and sends nothing", async () => {
    await publishForm(house, "quiet");
    const officer = await house.as("officer", "quiet");
    const hidden = { form: false, page: false };
    await officer.put("/api/v1/programmes/quiet/public-pages", hidden).expect(200);
    const { context, page } = await open("/forms/quiet?preview");
    expect(await page.textContent("body")).toContain("not-found");

    await signInAsOfficer(context, "quiet");
    await page.goto(`${site.url}/forms/quiet?preview`);
    expect(await page.textContent("main")).toContain("Preview: this is how the form looks.");
    await fillIn(page, "preview@example.org");
    await page.click("form button");
    await page.waitForURL(/\/thanks\?/);
    expect(await page.textContent("main")).toContain("This was a preview: nothing was sent.");
    expect((await officer.get("/api/v1/deliveries").expect(200)).body.items).toEqual([]);
    await context.close();
  });

  /** Somebody with an account of their own comes in by an invitation, on this browser. */
  async function signInAsOfficer(context: BrowserContext, programme: string): Promise<void> {
    const administrator = await house.as("admin", null);
    const email = "ana@staff.example";
    const roles = [{ role: "officer", programme }];
    await administrator.post("/api/v1/invitations", { name: "Ana", email, roles }).expect(201);
    await house.quiet();
    const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
    const text: string = body.items.find(({ to }: { to: { email: string } }) => to.email === email).text;
    const [, path = ""] = /(\/invitations\/\S+)/.exec(text) ?? [];
    const page = await context.newPage();
    await page.goto(`${site.url}${path}`);
    await page.fill("input[name=password]", "four words will do");
    await page.click("text=Come in");
    await page.waitForURL(`${site.url}/account`);
    await page.close();
  }

  it.each([
    ["the form", "/forms/pip", false],
    ["the form in French", "/forms/pip?lang=fr", false],
    ["the form with errors", "/forms/pip?lang=pt", true],
    ["the thanks", "/forms/pip/thanks", false],
    ["the page to embed from", "/forms/pip/embed", false],
    ["the programme's page", "/programmes/pip", false],
  ])("finds nothing in %s that keeps somebody out (WCAG 2.2 AA)", async (_, path, isWrong) => {
    const { context, page } = await open(path);
    if (isWrong) {
      await page.check("#kind-3");
      await page.click("form button");
      await page.waitForSelector("#errors");
    }
    await page.evaluate(axe.source);
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 360],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const violations = (await page.evaluate(
        `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((found) => found.violations)`,
      )) as readonly Violation[];
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      expect(found, `${colorScheme}, ${width} wide`).toEqual([]);
      // Nothing is cut off or has to be scrolled to sideways (1.4.10).
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
    await context.close();
  });
});
