/** Deliveries with large files, and what is not to be sent in the open. The numbers are those of the checklist on webhooks. */
import express from "express";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { handleErrors } from "../../src/http/middleware/handle-errors.ts";
import { refusePlainHttp } from "../../src/http/middleware/refuse-plain-http.ts";
import { createLog } from "../../src/lib/log.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const MIB = 1024 * 1024;

async function makeSource(slug: string, more: object): Promise<string> {
  const body = { slug, ...more };
  return (await (await house.as("officer")).post("/api/v1/sources", body).expect(201)).body.id;
}
const send = (path: string, fields: Readonly<Record<string, string>>, fileBytes: number) => {
  let asked = house.anybody.post(path);
  for (const [name, value] of Object.entries(fields)) asked = asked.field(name, value);
  return asked.attach("letter", Buffer.alloc(fileBytes, "%"), { filename: "letter.pdf" });
};
const look = async (id: string) => {
  await house.quiet();
  return (await (await house.as("officer")).get(`/api/v1/deliveries/${id}`).expect(200)).body;
};

describe("a form with a file of several MiB", () => {
  it("is taken: what was written is kept and read, and of the file its name, size and hash (10, 14)", async () => {
    await makeSource("files", { vendor: "form", open: true });
    const fields = { name: "Ines Duarte", email: "ines@files.example", message: "Our letter." };
    const { body } = await send("/hooks/files", fields, 3 * MIB).expect(200);
    const delivery = await look(body.delivery);
    expect(delivery.status).toBe("accepted");
    expect(delivery.reading.inquiry.person).toMatchObject({
      name: "Ines Duarte",
      email: "ines@files.example",
    });
    expect(delivery.reading.inquiry.answers).toContainEqual(
      expect.objectContaining({ key: "letter", value: ["letter.pdf"] }),
    );
    expect(delivery.body).toMatch(/a file of 3145728 bytes, SHA-256 [0-9a-f]{64}, was not kept/);
    expect((await send("/hooks/files", fields, 3 * MIB).expect(200)).body.status).toBe("duplicate");
    // Another file is another delivery, though nothing else has changed.
    expect((await send("/hooks/files", fields, 2 * MIB).expect(200)).body.status).toBe("accepted");
  });

  it("is answered 413 where too much is no file, where all of it is too much, and where it is signed", async () => {
    const long = {
      name: "Ines",
      message: "x".repeat(500_000),
      more: "x".repeat(500_000),
      most: "x".repeat(500_000),
    };
    expect((await send("/hooks/files", long, 10).expect(413)).body.code).toBe("payload-too-large");
    const told = await house.anybody
      .post("/hooks/files")
      .set("Content-Type", "multipart/form-data; boundary=x")
      .set("Content-Length", String(33 * MIB))
      .send("--x\r\n")
      .catch(() => undefined);
    expect(told?.status ?? 413).toBe(413);
    await makeSource("signed-files", { vendor: "tally", secret: "a secret of some length" });
    const signed = await send("/hooks/signed-files", { name: "Ines" }, 2 * MIB).expect(413);
    expect(signed.body.detail).toContain("signature");
  });
});

describe("a program that comes by http where the address is https (28)", () => {
  const asked = (publicUrl: string, proxies: number) => {
    const app = express();
    app.set("trust proxy", proxies);
    app.use(refusePlainHttp(publicUrl), (_, response) => void response.json({ ok: true }));
    app.use(handleErrors(createLog("silent")));
    return (proto?: string) => {
      const test = request(app).post("/hooks/contact?token=secret");
      return proto === undefined ? test : test.set("X-Forwarded-Proto", proto);
    };
  };

  it("is refused and not redirected, on the word of a proxy that is trusted", async () => {
    const send = asked("https://convoke.example", 1);
    const refused = await send("http");
    expect([refused.status, refused.headers["location"]]).toEqual([403, undefined]);
    expect(JSON.stringify(refused.body)).not.toContain("secret");
    expect((await send("https")).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect((await asked("https://convoke.example", 0)("http")).status).toBe(200);
    expect((await asked("http://localhost:3000", 1)("http")).status).toBe(200);
  });
});

it("gives no source a token that could be guessed, or that another has (28)", async () => {
  const officer = await house.as("officer");
  const tokens = [];
  for (const slug of ["token-a", "token-b"]) {
    const { body } = await officer.post("/api/v1/sources", { slug, vendor: "form" }).expect(201);
    tokens.push(body.token);
  }
  for (const token of tokens) {
    const [, random = ""] = /^cvs_([\w-]+)$/.exec(token) ?? [];
    expect(Buffer.from(random, "base64url").length).toBeGreaterThanOrEqual(16);
  }
  expect(new Set(tokens).size).toBe(2);
  // Whoever comes to a house that has just been opened finds no door with a password of everybody's.
  const { rows } = await house.database.pool.query(
    "select 1 from account where email ~ '^(admin|root|test)@'",
  );
  expect(rows).toEqual([]);
});
