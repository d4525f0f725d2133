import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { CHROMIUM, launch, serveSite, type Site } from "../support/chromium.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const PASSWORD = "four words will do";

describe.skipIf(CHROMIUM === undefined)("a passkey", () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await serveSite((publicUrl) => createApp({ ...house.house, publicUrl, isVirtual: true }, "0"));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Somebody who has come in by an invitation, in a browser with an authenticator of its own. */
  async function comeIn(
    isUserVerified = true,
  ): Promise<{ context: BrowserContext; page: Page; verify: (is: boolean) => Promise<void> }> {
    const administrator = await house.as("admin", null);
    const email = `${crypto.randomUUID()}@staff.example`;
    const roles = [{ role: "officer", programme: "default" }];
    await administrator.post("/api/v1/invitations", { name: "Vera", email, roles }).expect(201);
    const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
    const text: string = body.items.find(({ to }: { to: { email: string } }) => to.email === email).text;
    const [, path = ""] = /(\/invitations\/\S+)/.exec(text) ?? [];

    const context = await browser.newContext();
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${site.url}${path}`);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("text=Come in");
    await page.waitForURL(`${site.url}/account`);
    const verify = async (is: boolean) =>
      void (await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: is }));
    return { context, page, verify };
  }

  async function addPasskey(page: Page): Promise<void> {
    await page.fill("#passkey-name", "Laptop");
    await Promise.all([page.waitForResponse(`${site.url}/account`), page.click("#passkey-add")]);
    await page.waitForSelector("text=Laptop");
  }

  it("is added and signs in without a password", async () => {
    const { page, context } = await comeIn();
    await addPasskey(page);
    await page.click("text=Sign out");
    await page.waitForURL(`${site.url}/sign-in`);
    await page.click("#passkey-sign-in");
    await page.waitForURL(`${site.url}/account`);
    expect(await page.textContent("main")).toContain("You are signed in as Vera");
    const [session] = (await context.cookies()).filter(({ name }) => name === "convoke.session_token");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    await context.close();
  });

  it("that was not unlocked lets nobody in, and one that was removed neither", async () => {
    const { page, context, verify } = await comeIn();
    await addPasskey(page);
    await page.click("text=Sign out");
    await page.waitForURL(`${site.url}/sign-in`);
    await verify(false);
    await page.click("#passkey-sign-in");
    await page.waitForSelector("#passkey-problem:not([hidden])");
    expect(page.url()).toBe(`${site.url}/sign-in`);

    await verify(true);
    await page.click("#passkey-sign-in");
    await page.waitForURL(`${site.url}/account`);
    await page.click("text=Remove");
    await page.waitForSelector("text=You have none yet");
    await page.click("text=Sign out");
    await page.waitForURL(`${site.url}/sign-in`);
    await page.click("#passkey-sign-in");
    await page.waitForSelector("#passkey-problem:not([hidden])");
    expect(page.url()).toBe(`${site.url}/sign-in`);
    await context.close();
  });
});
