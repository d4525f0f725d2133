import { describe, expect, it } from "vitest";
import request from "supertest";
import { setAdminToken } from "../../src/auth/accounts.ts";
import { offerFirstSignIn } from "../../src/auth/first-sign-in.ts";
import { createApp } from "../../src/http/app.ts";
import { PUBLIC_URL, testHouse } from "../support/house.ts";

const house = testHouse({ environment: { CONVOKE_ADMIN_TOKEN: "the-first-administrators-token" } });
const now = async () => await house.house.engine.now();
const bearing = (path: string, token: string) =>
  house.anybody.get(path).set("Authorization", `Bearer ${token}`);

describe("a caller", () => {
  it("without a token, or with a wrong one, is answered 401 and how to sign in", async () => {
    for (const header of [undefined, "Bearer cvk_wrong", "Basic YTpi", "Bearer", "Bearer a b", ""]) {
      const test = house.anybody.get("/api/v1/me");
      const answer = await (header === undefined ? test : test.set("Authorization", header));
      expect(answer.status, header).toBe(401);
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="convoke"');
      expect(answer.body).toMatchObject({ status: 401, code: "unauthenticated" });
    }
    const broken = await house.anybody.get("/api/v1/me").set("Cookie", "convoke.session_token=%E0%A4%A");
    expect(broken.status).toBe(401);
  });

  it("who is nobody learns nothing about the body sent along", async () => {
    const answer = await house.anybody.post("/api/v1/programmes").type("json").send("{broken");
    expect(answer.status).toBe(401);
  });

  it("is told who they are", async () => {
    const vetter = await house.as("vetter");
    expect((await vetter.get("/api/v1/me")).body).toEqual({
      id: vetter.accountId,
      name: "vetter",
      kind: "staff",
      roles: [{ role: "vetter", programme: "default" }],
      interestsAsked: [],
      listenAfter: expect.stringMatching(/^\d+-[\da-z]+$/),
    });
  });
});

describe("CONVOKE_ADMIN_TOKEN", () => {
  it("is an administrator, and an officer of the default programme", async () => {
    const { body } = await bearing("/api/v1/me", "the-first-administrators-token");
    expect(body.kind).toBe("service");
    expect(body.roles).toEqual(
      expect.arrayContaining([
        { role: "admin", programme: null },
        { role: "officer", programme: "default" },
      ]),
    );
    expect((await bearing("/api/v1/accounts", "the-first-administrators-token")).status).toBe(200);
    expect((await bearing("/api/v1/engagements", "the-first-administrators-token")).status).toBe(200);
  });

  it("works again after a second start, and a changed one ends the one before", async () => {
    const { db } = house.house;
    const programmeId = await house.programme("default");
    const start = async (token: string) => await setAdminToken(db, token, programmeId, await now());
    await start("the-first-administrators-token");
    expect((await bearing("/api/v1/me", "the-first-administrators-token")).status).toBe(200);
    await start("another-administrators-token");
    expect((await bearing("/api/v1/me", "the-first-administrators-token")).status).toBe(401);
    expect((await bearing("/api/v1/me", "another-administrators-token")).status).toBe(200);
    await start("the-first-administrators-token");
    expect((await bearing("/api/v1/me", "the-first-administrators-token")).status).toBe(200);
    expect((await bearing("/api/v1/me", "another-administrators-token")).status).toBe(401);
  });
});

describe("CONVOKE_ADMIN_TOKEN set to somebody's own token", () => {
  it("makes it the service account's, and nobody signs in as that person with it", async () => {
    const vetter = await house.caller([["vetter", "default"]]);
    await setAdminToken(house.house.db, vetter.token, await house.programme("default"), await now());
    expect((await vetter.get("/api/v1/me")).body.kind).toBe("service");
  });
});

describe("the first sign-in", () => {
  const person = "name=Ada&email=Ada%40staff.example&password=four+words+will+do";
  const link = async () => {
    const token = await offerFirstSignIn(house.house.db, await now());
    return `/sign-in/${token}`;
  };
  const use = (path: string, body = person) => house.anybody.post(path).type("form").send(body);

  it("acts on POST only, however often somebody looks", async () => {
    const path = await link();
    for (let looks = 0; looks < 3; looks += 1) {
      const page = await house.anybody.get(path);
      expect(page.status).toBe(200);
      expect(page.text).toContain('<form method="post">');
      expect(page.text).toContain('name="password"');
      expect(page.headers["set-cookie"]).toBeUndefined();
      expect(page.headers["cache-control"]).toBe("no-store");
      expect(page.headers["referrer-policy"]).toBe("same-origin");
    }
    expect((await house.anybody.get("/sign-in/cvf_wrong")).status).toBe(403);
    expect((await use("/sign-in/cvf_wrong")).status).toBe(403);
  });

  it("expires after 15 minutes, and a newer link ends the older", async () => {
    const older = await link();
    const path = await link();
    expect((await house.anybody.get(older)).status).toBe(403);
    await house.advance(new Date((await now()).getTime() + 15 * 60_000));
    expect((await house.anybody.get(path)).status).toBe(403);
    expect((await use(path)).status).toBe(403);
  });

  it("works once, makes the administrator, and opens a session that only our own pages can act with", async () => {
    const path = await link();
    const wrong = await use(path, "name=&email=nonsense");
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/name",
      "/email",
      "/password",
    ]);
    const answers = await Promise.all([use(path), use(path)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    const page = answers.find(({ status }) => status === 200);
    const [cookie = ""] = page?.get("Set-Cookie") ?? [];
    expect(cookie).toMatch(/^convoke\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure|Domain/);
    expect(cookie).toMatch(/Path=\//);
    const [, apiToken = ""] = /(cvk_[\w-]+)/.exec(page?.text ?? "") ?? [];
    expect((await bearing("/api/v1/me", apiToken)).body.name).toBe("Ada");

    const session = cookie.split(";")[0] ?? "";
    expect((await house.anybody.get("/api/v1/me").set("Cookie", session)).body.name).toBe("Ada");
    const make = (headers: Record<string, string>) =>
      house.anybody
        .post("/api/v1/programmes")
        .set({ Cookie: session, ...headers })
        .send({
          slug: `p-${Object.values(headers)
            .join("-")
            .replaceAll(/[^a-z]/g, "")}x`,
          name: "P",
        });
    expect((await make({})).status).toBe(403);
    expect((await make({ Origin: "https://evil.example" })).status).toBe(403);
    expect((await make({ "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await make({ "Sec-Fetch-Site": "same-site" })).status).toBe(403);
    expect((await make({ Origin: PUBLIC_URL })).status).toBe(201);
    expect((await make({ "Sec-Fetch-Site": "same-origin" })).status).toBe(201);

    // Sign-in keeps real time, so a session that has run out is made by hand.
    await house.database.pool.query(`update sign_in_session set "expiresAt" = clock_timestamp()`);
    expect((await house.anybody.get("/api/v1/me").set("Cookie", session)).status).toBe(401);
    expect(await offerFirstSignIn(house.house.db, await now())).toBeUndefined();
  });

  it("marks the cookie Secure where callers come over https", async () => {
    const publicUrl = "https://convoke.example";
    await house.database.pool.query("delete from role_grant where role = 'admin'");
    await house.database.pool.query("delete from sign_in_user");
    const app = createApp({ ...house.house, publicUrl, isVirtual: true }, "0");
    const page = await request(app)
      .post(await link())
      .type("form")
      .send(person);
    const [cookie] = page.get("Set-Cookie") ?? [];
    expect(cookie).toMatch(/^__Host-convoke\.session_token=/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain/);
    expect(page.headers["strict-transport-security"]).toBeDefined();
  });
});

describe("a link of a notice", () => {
  it("says how the console is made, where it was not built", async () => {
    const answer = await house.anybody.get("/console/engagements/0196a000-0000-7000-8000-00000000000a");
    expect(answer.status).toBe(503);
    expect(answer.text).toContain("npm run build");
  });
});

describe("every answer", () => {
  it("carries the security headers and does not say what it runs on", async () => {
    for (const path of ["/", "/docs", "/api/v1/me", "/health/live", "/nowhere"]) {
      const { headers } = await house.anybody.get(path);
      expect(headers["x-powered-by"], path).toBeUndefined();
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-security-policy"]).toContain("default-src 'self'");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("that is an error is a problem document without a stack (RFC 9457)", async () => {
    const officer = await house.as("officer");
    const answers = [
      await house.anybody.get("/nowhere"),
      await house.anybody.get("/api/v1/nowhere"),
      await house.anybody.get("/%E0%A4%A"),
      await house.anybody.get("/docs/..%2f..%2fpackage.json"),
      await house.anybody.delete("/api/v1/engagements"),
      await officer.post("/api/v1/sources").type("json").send("{broken"),
      await officer.post("/api/v1/sources").type("json").send('"text"'),
      await officer.post("/api/v1/sources").type("text/plain").send("{}"),
      await officer.post("/api/v1/sources", { slug: "x".repeat(1024 * 1024) }),
      await officer.post("/api/v1/sources", { slug: "Not A Slug", vendor: "form" }),
      await officer.post("/api/v1/sources", { slug: "a\u0000b", vendor: "form" }),
      await officer.post("/api/v1/programmes", { slug: "x", name: "X" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      404, 404, 404, 404, 405, 400, 400, 415, 413, 422, 422, 403,
    ]);
    for (const { status, headers, body, text } of answers) {
      expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(body).toMatchObject({ type: "about:blank", title: expect.any(String), status });
      expect(body.detail).not.toBe("");
      expect(text).not.toMatch(/node_modules|\bat \w+ \(|\.ts:/);
    }
  });

  it("to another method names those there are", async () => {
    const answer = await house.anybody.delete("/api/v1/engagements");
    expect(answer.headers["allow"]).toBe("GET, HEAD, POST");
    const asked = await house.anybody.options("/api/v1/engagements");
    expect(asked.status).toBe(204);
    expect(asked.headers["allow"]).toBe("GET, HEAD, POST");
  });
});

describe("a failure nobody foresaw", () => {
  it("is answered 500 without its reason, and logged without the row it was about (invariant 12)", async () => {
    const { pool } = house.database;
    await pool.query("alter table account add constraint no_xavier check (name <> 'Xavier Secret')");
    const administrator = await house.as("admin", null);
    const answer = await administrator.post("/api/v1/accounts", { name: "Xavier Secret" });
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: "internal" });
    expect(answer.text).not.toContain("no_xavier");
    expect(house.logged.some((line) => line.includes("no_xavier"))).toBe(true);
    expect(house.logged.filter((line) => line.includes("Xavier Secret"))).toEqual([]);
    await pool.query("alter table account drop constraint no_xavier");
  });
});
