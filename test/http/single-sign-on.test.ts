import Provider from "oidc-provider";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { OIDC_CALLBACK } from "../../src/auth/sign-in.ts";
import { CHROMIUM, launch, serveSite, type Site } from "../support/chromium.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const SECRET = "a secret of the provider and us, long enough";

/** An OpenID Connect provider where anybody is who they say, and only some addresses are verified. */
function provider(issuer: string, redirectUri: () => string) {
  const made = new Provider(issuer, {
    clients: [
      {
        client_id: "convoke",
        client_secret: SECRET,
        get redirect_uris() {
          return [redirectUri()];
        },
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    cookies: { keys: ["one", "two"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: "Vera",
        email: id.replace(/^unverified-/, ""),
        email_verified: !id.startsWith("unverified-"),
      }),
    }),
  });
  return made.callback();
}

describe.skipIf(CHROMIUM === undefined)("single sign-on", () => {
  let us: Site;
  let login: Site;
  let browser: Browser;

  beforeAll(async () => {
    let ours = "";
    let app: ReturnType<typeof createApp> | undefined;
    // Each has to know the other's address before it can be made.
    us = await serveSite((publicUrl) => {
      ours = publicUrl;
      return (request, response) => void app?.(request, response);
    });
    login = await serveSite((issuer) => provider(issuer, () => `${ours}${OIDC_CALLBACK}`));
    const oidc = { issuer: login.url, clientId: "convoke", clientSecret: SECRET, name: "the institute" };
    const access = { ...house.house.access, oidc };
    app = createApp({ ...house.house, access, publicUrl: us.url, isVirtual: true }, "0");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await us?.close();
    await login?.close();
  });

  async function signInAs(subject: string): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${us.url}/sign-in`);
    await page.click("text=Sign in with the institute");
    await page.fill("input[name=login]", subject);
    await page.fill("input[name=password]", "whatever");
    await page.click("button[type=submit]");
    await page.click("text=Continue");
    await page.waitForURL((url) => url.origin === us.url && !url.pathname.startsWith("/api/"));
    return page;
  }

  async function invited(email: string): Promise<void> {
    const administrator = await house.as("admin", null);
    const roles = [{ role: "officer", programme: "default" }];
    await administrator.post("/api/v1/invitations", { name: "Vera", email, roles }).expect(201);
    const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
    const [, path = ""] = /(\/invitations\/\S+)/.exec(body.items[0].text) ?? [];
    const fields = { name: "Vera", password: "four words will do" };
    await house.anybody.post(path).type("form").send(fields).expect(303);
  }

  it("lets in who has an account with the address that the provider has verified", async () => {
    await invited("vera@institute.example");
    const page = await signInAs("vera@institute.example");
    expect(page.url()).toBe(`${us.url}/account`);
    expect(await page.textContent("main")).toContain("vera@institute.example");
    await page.context().close();
  });

  it("lets in nobody with an address that is not verified, and makes no accounts", async () => {
    await invited("paul@institute.example");
    for (const subject of ["unverified-paul@institute.example", "stranger@institute.example"]) {
      const page = await signInAs(subject);
      expect(page.url(), subject).toContain(`${us.url}/sign-in/refused`);
      expect(await page.textContent("main")).toContain("you have no account here");
      await page.goto(`${us.url}/account`);
      expect(page.url()).toBe(`${us.url}/sign-in`);
      await page.context().close();
    }
    const { rows } = await house.database.pool.query(
      "select 1 from sign_in_user where email like 'stranger%'",
    );
    expect(rows).toEqual([]);
  });

  it("refuses an answer that was not asked for", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${us.url}${OIDC_CALLBACK}?code=stolen&state=forged`);
    expect(page.url()).toContain(`${us.url}/sign-in/refused`);
    expect((await context.cookies()).filter(({ name }) => name.endsWith("session_token"))).toEqual([]);
    await context.close();
  });
});
