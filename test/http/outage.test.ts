import pg from "pg";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { createApp } from "../../src/http/app.ts";
import { PUBLIC_URL, testHouse } from "../support/house.ts";

const house = testHouse();

async function allowConnections(isAllowed: boolean): Promise<void> {
  const client = new pg.Client(inject("postgres"));
  await client.connect();
  const { name } = house.database;
  await client.query(`alter database ${name} with allow_connections ${String(isAllowed)}`);
  if (!isAllowed) {
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  }
  await client.end();
}

describe("while the queue does not answer", () => {
  it("a delivery is taken all the same, for the queue is only a hint (invariants 1 and 5)", async () => {
    const { intake } = house.house;
    const hint = async () => await new Promise<void>(() => {});
    const app = createApp(
      {
        ...house.house,
        intake: { ...intake, hint: () => void hint() },
        publicUrl: PUBLIC_URL,
        isVirtual: true,
      },
      "0",
    );
    await request(app).post("/hooks/contact").send({ email: "hint@harbour.example" }).expect(200);
    await house.quiet();
    const officer = await house.as("officer");
    expect((await officer.get("/api/v1/engagements?text=hint@")).body.items).toHaveLength(1);
  });
});

describe("while a process that stands still holds what a delivery needs", () => {
  it("it is answered 503 with Retry-After, loses nothing, and is taken when sent again (invariant 14)", async () => {
    const letter = { name: "Twice", email: "twice@harbour.example", message: "Once is enough" };
    const holder = await house.database.pool.connect();
    await holder.query("begin");
    await holder.query("lock table delivery in exclusive mode");
    const answer = await house.anybody.post("/hooks/contact").send(letter);
    await holder.query("rollback");
    holder.release();
    expect(answer.status).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);

    const again = await house.anybody.post("/hooks/contact").send(letter).expect(200);
    expect(again.body.status).toBe("accepted");
  });
});

describe("while the database cannot be reached", () => {
  let id = "";
  let token = "";
  beforeAll(async () => {
    id = await house.receive("before@harbour.example");
    token = (await house.as("officer")).token;
    await allowConnections(false);
  });
  afterAll(async () => await allowConnections(true));

  it("nothing is acknowledged: hook and API answer 503 with Retry-After (invariant 1)", async () => {
    const signed = { Authorization: `Bearer ${token}` };
    const answers = await Promise.all([
      house.anybody.post("/hooks/contact").send({ name: "Lost", email: "lost@harbour.example" }),
      house.anybody.get("/api/v1/engagements").set(signed),
      house.anybody.post(`/api/v1/engagements/${id}/events`).set(signed).send({ type: "triage.claimed" }),
      house.anybody.get("/health/ready"),
    ]);
    for (const { status, headers, text } of answers) {
      expect(status).toBe(503);
      expect(Number(headers["retry-after"])).toBeGreaterThan(0);
      expect(text).not.toMatch(/convoke_test|postgres|ECONN/i);
    }
    expect((await house.anybody.get("/health/live")).status).toBe(200);
  });

  it("and afterwards all goes on: what was not acknowledged is not there, what is sent again is", async () => {
    await allowConnections(true);
    const officer = await house.as("officer");
    await eventually(async () => expect((await house.anybody.get("/health/ready")).status).toBe(200));
    expect((await officer.get("/api/v1/engagements?text=lost@")).body.items).toEqual([]);
    await house.receive("lost@harbour.example");
    expect((await officer.get("/api/v1/engagements?text=lost@")).body.items).toHaveLength(1);
  });
});
