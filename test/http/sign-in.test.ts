import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import type { Browser } from "../support/browser.ts";
import { browser } from "../support/browser.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse({ environment: { TRUSTED_PROXIES: "1" } });
const PASSWORD = "four words will do";

let people = 0;
const newAddress = (): string => `Person.${(people += 1)}@staff.example`;
const open = (address?: string): Browser => browser(house.app, address);
const whoIs = async (one: Browser) => await one.get("/api/v1/me");

interface Kept {
  readonly kind: string;
  readonly to: { email: string };
  readonly text: string;
}

/** The newest link that was mailed to an address, as an administrator hands it on where there is no mail host. */
async function linkTo(email: string): Promise<string> {
  const administrator = await house.as("admin", null);
  const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
  const mail = (body.items as Kept[]).find(({ to }) => to.email === email.toLowerCase());
  return /http:\/\/convoke\.example(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
}

async function invited(email: string, by?: Caller, role = "officer"): Promise<string> {
  const inviter = by ?? (await house.as("admin", null));
  const roles = [{ role, programme: "default" }];
  await inviter.post("/api/v1/invitations", { name: "Vera", email, roles }).expect(201);
  return await linkTo(email);
}

/** Somebody with an account and a password, signed in. */
async function member(address?: string): Promise<{ email: string; one: Browser; accountId: string }> {
  const email = newAddress();
  const one = open(address);
  await one.post(await invited(email), { name: "Vera", password: PASSWORD }).expect(303);
  const { body } = await whoIs(one);
  return { email, one, accountId: body.id };
}

const signIn = async (one: Browser, email: string, password = PASSWORD) =>
  await one.post("/sign-in", { email, password });

describe("an invitation", () => {
  it("lets somebody in with the roles it names, once, and shows on GET only", async () => {
    const email = newAddress();
    const link = await invited(email);
    const one = open();
    for (let looks = 0; looks < 2; looks += 1) {
      const page = await one.get(link).expect(200);
      expect(page.text).toContain(email.toLowerCase());
      expect(page.headers["referrer-policy"]).toBe("same-origin");
      expect(page.headers["cache-control"]).toBe("no-store");
    }
    const weak = await one.post(link, { name: "Vera", password: "too short" }).expect(422);
    expect(weak.text).toContain("at least 12 characters");
    const accepted = await one.post(link, { name: "Vera Moreau", password: PASSWORD }).expect(303);
    expect(accepted.headers["location"]).toBe("/account");
    expect((await whoIs(one)).body).toMatchObject({
      name: "Vera Moreau",
      kind: "staff",
      roles: [{ role: "officer", programme: "default" }],
    });
    await open().get(link).expect(410);
    await open().post(link, { name: "Eve", password: PASSWORD }).expect(410);
  });

  it("works for one of two who use it at the same time", async () => {
    const link = await invited(newAddress());
    const fields = { name: "Vera", password: PASSWORD };
    const answers = await Promise.all([open().post(link, fields), open().post(link, fields)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410]);
  });

  it("ends after seven days, when it is withdrawn, and when the next one is sent", async () => {
    const administrator = await house.as("admin", null);
    const email = newAddress();
    const first = await invited(email);
    const second = await invited(email);
    await open().get(first).expect(410);
    await open().get(second).expect(200);
    const { body } = await administrator.get("/api/v1/invitations");
    const { id } = body.items.find((one: { email: string }) => one.email === email.toLowerCase());
    await administrator.post(`/api/v1/invitations/${id}/withdraw`).expect(204);
    await administrator.post(`/api/v1/invitations/${id}/withdraw`).expect(404);
    await open().get(second).expect(410);

    const late = await invited(newAddress());
    await house.advance(new Date((await house.house.engine.now()).getTime() + 7 * 86_400_000));
    await open().get(late).expect(410);
  });

  it("by an officer is for roles that decide nothing, in the officer's own programme", async () => {
    const officer = await house.as("officer");
    const asked = async (role: string, programme: string | null) =>
      (await officer.post("/api/v1/invitations", {
        name: "Vera",
        email: newAddress(),
        roles: [{ role, programme }],
      })) as { status: number; body: { code: string } };
    expect((await asked("lead", "default")).status).toBe(201);
    for (const role of ["approver", "vetter", "officer", "dpo", "admin"])
      expect((await asked(role, "default")).status, role).toBe(403);
    expect((await asked("lead", null)).status).toBe(403);
    await house.programme("elsewhere");
    expect((await asked("lead", "elsewhere")).status).toBe(422);
    const vetter = await house.as("vetter");
    expect((await vetter.get("/api/v1/invitations")).status).toBe(403);
    expect((await officer.get("/api/v1/invitations")).body.items).toHaveLength(1);
  });

  it("is refused for an address somebody signs in with, and mails of links are no officer's business", async () => {
    const { email } = await member();
    const administrator = await house.as("admin", null);
    const roles = [{ role: "lead", programme: "default" }];
    const again = await administrator.post("/api/v1/invitations", { name: "V", email, roles });
    expect(again.status).toBe(409);
    const officer = await house.caller([["officer", null]]);
    expect((await officer.get("/api/v1/sign-in-mails")).status).toBe(403);
  });
});

describe("a password", () => {
  it("signs in, whatever the case of the address, and the session is listed and ended", async () => {
    const { email, one } = await member();
    const other = open("192.0.2.9");
    expect((await signIn(other, email.toUpperCase())).headers["location"]).toBe("/account");
    const page = await one.get("/account").expect(200);
    expect(page.text).toContain("Firefox on Linux");
    const [, id = ""] = /name="id" value="([0-9a-f-]{36})"/.exec(page.text) ?? [];
    await one.post("/account/sessions/end", { id }).expect(303);
    expect((await whoIs(other)).status).toBe(401);
    expect((await whoIs(one)).status).toBe(200);
    await one.post("/sign-out").expect(303);
    expect((await whoIs(one)).status).toBe(401);
    expect((await one.get("/account")).headers["location"]).toBe("/sign-in");
  });

  it("that is wrong says no more than an address that is unknown", async () => {
    const { email } = await member();
    const wrong = await signIn(open(), email, "not the password at all");
    const unknown = await signIn(open(), email.replace("Person", "Nobody"), "not the password at all");
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text.replaceAll(/value="[^"]*"/g, "")).toBe(unknown.text.replaceAll(/value="[^"]*"/g, ""));
  });

  it("guessed at too often locks the guesser out, for longer each time, and not its owner", async () => {
    const { email } = await member();
    const guess = async () => await signIn(open("198.51.100.7"), email, "guess guess guess");
    const untilLocked = async () => {
      for (let tries = 0; tries < 20; tries += 1) {
        const answer = await guess();
        if (answer.status === 429) return Number(answer.headers["retry-after"]);
      }
      return 0;
    };
    const first = await untilLocked();
    expect(first).toBeGreaterThan(25);
    expect(first).toBeLessThanOrEqual(30);
    // Even the right password waits from there, and is welcome from elsewhere.
    expect((await signIn(open("198.51.100.7"), email)).status).toBe(429);
    expect((await signIn(open("203.0.113.5"), email)).status).toBe(303);
    await house.database.pool.query("update rate_limit set expire = 1 where key like 'failures:%'");
    expect(await untilLocked()).toBeGreaterThan(55);
  });

  it("is counted by the address a trusted proxy names, not by what the caller writes before it", async () => {
    const { email } = await member();
    for (let tries = 0; tries < 5; tries += 1)
      await signIn(open(`10.0.0.${tries}, 198.51.100.8`), email, "guess guess guess");
    expect((await signIn(open("10.9.9.9, 198.51.100.8"), email)).status).toBe(429);
  });

  it("is changed by who knows it, and ends every other session", async () => {
    const { email, one } = await member();
    const other = open();
    await signIn(other, email);
    const wrong = await one.post("/account/password", {
      current: "wrong wrong wrong",
      new: "another four words",
    });
    expect(wrong.status).toBe(422);
    await one.post("/account/password", { current: PASSWORD, new: "another four words" }).expect(303);
    expect((await whoIs(other)).status).toBe(401);
    expect((await whoIs(one)).status).toBe(200);
    expect((await signIn(open(), email)).status).toBe(401);
    expect((await signIn(open(), email, "another four words")).status).toBe(303);
  });

  it("is stored as a slow hash only", async () => {
    const { rows } = await house.database.pool.query<{ password: string }>(
      "select password from sign_in_credential",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { password } of rows) {
      expect(password).not.toContain(PASSWORD);
      expect(password.length).toBeGreaterThan(100);
    }
  });
});

describe("an authenticator app", () => {
  async function withApp() {
    const { email, one } = await member();
    const page = await one.post("/account/totp", { password: PASSWORD }).expect(200);
    expect(page.text).toContain("<svg role=");
    const [, secret = ""] = /<code>([A-Z2-7]+)<\/code>/.exec(page.text) ?? [];
    const [, list = ""] = /<pre>([^<]+)<\/pre>/.exec(page.text) ?? [];
    await one.post("/account/totp/confirm", { code: "000000" }).expect(422);
    await one.post("/account/totp/confirm", { code: generateSync({ secret }) }).expect(303);
    return { email, one, secret, backupCodes: list.split("\n") };
  }

  it("is asked for a code after the password, and without it nobody is in", async () => {
    const { email, one, secret } = await withApp();
    expect((await whoIs(one)).status).toBe(200);
    const other = open();
    expect((await signIn(other, email)).headers["location"]).toBe("/sign-in/code");
    expect((await whoIs(other)).status).toBe(401);
    expect((await other.post("/sign-in/code", { code: "000000" })).status).toBe(401);
    expect((await whoIs(other)).status).toBe(401);
    await other.post("/sign-in/code", { code: generateSync({ secret }) }).expect(303);
    expect((await whoIs(other)).status).toBe(200);
  });

  it("that is lost is replaced by a recovery code, each once", async () => {
    const { email, backupCodes } = await withApp();
    const [code = ""] = backupCodes;
    const first = open();
    await signIn(first, email);
    await first.post("/sign-in/code", { code }).expect(303);
    expect((await whoIs(first)).status).toBe(200);
    const second = open();
    await signIn(second, email);
    expect((await second.post("/sign-in/code", { code })).status).toBe(401);
  });

  it("allows five guesses, then the password is asked for again", async () => {
    const { email, secret } = await withApp();
    const guesser = open();
    await signIn(guesser, email);
    for (let tries = 0; tries < 5; tries += 1) await guesser.post("/sign-in/code", { code: "000000" });
    await guesser.post("/sign-in/code", { code: generateSync({ secret }) }).expect(401);
    expect((await whoIs(guesser)).status).toBe(401);
  });

  it("is not got round by a link in a mail", async () => {
    const { email } = await withApp();
    await open().post("/sign-in/link", { email }).expect(200);
    expect(await linkTo(email)).toBe("/sign-in");
  });

  it("is turned off with the password, and by an administrator who invites back", async () => {
    const { email, one } = await withApp();
    await one.post("/account/totp/off", { password: "wrong wrong wrong" }).expect(422);
    const { body: me } = await whoIs(one);
    const administrator = await house.as("admin", null);
    await administrator.post(`/api/v1/accounts/${me.id}/invite-back`).expect(201);
    expect((await signIn(open(), email)).headers["location"]).toBe("/sign-in/code");
    const again = open();
    await again.post(await linkTo(email), { name: "Vera", password: "yet another phrase" }).expect(303);
    expect((await whoIs(again)).body.id).toBe(me.id);
    expect((await whoIs(one)).status).toBe(401);
    expect((await signIn(open(), email, "yet another phrase")).headers["location"]).toBe("/account");
  });
});

describe("a link in a mail", () => {
  it("signs in once, on POST only", async () => {
    const { email } = await member();
    const asked = await open().post("/sign-in/link", { email }).expect(200);
    const link = await linkTo(email);
    expect(link).toMatch(/^\/sign-in\/link\//);
    const one = open();
    await one.get(link).expect(200);
    await one.get(link).expect(200);
    expect((await whoIs(one)).status).toBe(401);
    await one.post(link).expect(303);
    expect((await whoIs(one)).status).toBe(200);
    await open().post(link).expect(410);
    const nobody = await open().post("/sign-in/link", { email: "nobody@staff.example" }).expect(200);
    expect(nobody.text).toBe(asked.text);
    expect(await linkTo("nobody@staff.example")).toBe("");
  });

  it("is in no log, nor is a password, a code or a token", async () => {
    const { email, accountId } = await member();
    await open().post("/sign-in/link", { email });
    const token = (await linkTo(email)).split("/").at(-1) ?? "";
    const lines = house.logged.join("\n");
    expect(lines).not.toContain(token);
    expect(lines).not.toContain(PASSWORD);
    expect(lines.toLowerCase()).not.toContain(email.toLowerCase());
    expect(lines).not.toMatch(/cv[fik]_/);
    expect(accountId).not.toBe("");
  });
});

describe("a form of sign-in", () => {
  it("that another site's page sends is refused", async () => {
    const { email, one } = await member();
    const foreign = await house.anybody
      .post("/sign-in")
      .set({ Origin: "https://evil.example" })
      .type("form")
      .send({ email, password: PASSWORD });
    expect(foreign.status).toBe(403);
    expect(foreign.headers["set-cookie"]).toBeUndefined();
    for (const path of ["/sign-out", "/account/tokens", "/account/totp", "/account/passkeys/new"]) {
      const test = one.post(path).set({ "Sec-Fetch-Site": "cross-site" });
      expect((await test).status, path).toBe(403);
    }
    expect((await whoIs(one)).status).toBe(200);
  });

  it("is all that better-auth answers: none of its own endpoints can be reached", async () => {
    for (const path of [
      "sign-up/email",
      "sign-in/email",
      "get-session",
      "list-sessions",
      "update-user",
      "delete-user",
      "ok",
    ]) {
      expect((await house.anybody.get(`/api/auth/${path}`)).status, path).toBe(404);
      expect((await house.anybody.post(`/api/auth/${path}`).send({})).status, path).toBe(404);
    }
  });
});

describe("an account that is disabled", () => {
  it("is out at once, by session and by token, and cannot come in by any way", async () => {
    const { email, one, accountId } = await member();
    const administrator = await house.as("admin", null);
    const { body: made } = await one
      .postJson(`/api/v1/accounts/${accountId}/tokens`, { label: "script" })
      .expect(201);
    const byToken = async () =>
      await house.anybody.get("/api/v1/me").set("Authorization", `Bearer ${made.token}`);
    expect((await byToken()).status).toBe(200);
    const link = await (async () => {
      await open().post("/sign-in/link", { email });
      return await linkTo(email);
    })();
    const { body } = await administrator.post(`/api/v1/accounts/${accountId}/disable`).expect(200);
    expect(body.disabledAt).not.toBeNull();
    expect((await whoIs(one)).status).toBe(401);
    expect((await byToken()).status).toBe(401);
    expect((await signIn(open(), email)).status).toBe(401);
    expect((await open().post(link)).status).not.toBe(303);

    await administrator.post(`/api/v1/accounts/${accountId}/enable`).expect(200);
    expect((await byToken()).status).toBe(200);
    expect((await whoIs(one)).status).toBe(401);
    expect((await signIn(open(), email)).status).toBe(303);
    const own = administrator.accountId;
    expect((await administrator.post(`/api/v1/accounts/${own}/disable`)).status).toBe(409);
  });
});
