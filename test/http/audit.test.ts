/** Who saw, exported, decided, waived (S-035): each role reads its part of it, and no row holds anybody's name. */
import { beforeAll, describe, expect, it } from "vitest";
import { followJournal } from "../../src/audit/follow-journal.ts";
import { settleAbandoned } from "../../src/audit/intentions.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { auditedAs, nouns } from "../../src/http/audited.ts";
import { allOperations } from "../../src/http/resources/index.ts";
import { newId } from "../../src/lib/ids.ts";
import { messages } from "../../web/src/catalogues/en/index.ts";
import { browser } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const CALENDAR = { zone: "Europe/Berlin", week: [1, 2, 3, 4, 5], holidays: ["2026-12-25"] };
let officer: Caller;
let approver: Caller;
let dpo: Caller;
let engagement: string;

beforeAll(async () => {
  officer = await house.as("officer");
  approver = await house.as("approver");
  dpo = await house.as("dpo", null);
  engagement = await house.receive("ines@audit.example", { name: "Ines Zzyzxova" });
});

interface Row {
  readonly programme: string | null;
  readonly actor: string;
  readonly act: string;
  readonly subject: { readonly kind: string; readonly id: string | null };
  readonly detail: Record<string, unknown>;
}

const rowsFor = async (caller: Caller, query = ""): Promise<Row[]> =>
  (await caller.get(`/api/v1/audit?limit=200${query}`).expect(200)).body.items;

describe("looking at somebody", () => {
  it("at a record, a journal, a list or a mail is kept before it is answered", async () => {
    const person = (await officer.get("/api/v1/people?q=zzyzx").expect(200)).body.items[0].id as string;
    const mail = (await officer.get("/api/v1/mails").expect(200)).body.items[0].id as string;
    await officer.get(`/api/v1/engagements/${engagement}`).expect(200);
    await officer.get(`/api/v1/engagements/${engagement}/journal`).expect(200);
    await officer.get(`/api/v1/people/${person}`).expect(200);
    await officer.get(`/api/v1/mails/${mail}`).expect(200);
    await officer.get(`/api/v1/engagements?text=zzyzx&owner=${officer.accountId}`).expect(200);
    const rows = await rowsFor(dpo, `&actor=${officer.accountId}&act=saw`);
    const seen = rows.map(({ programme, subject, detail }) => ({ programme, ...subject, ...detail }));
    const place = { programme: "default" };
    expect(seen).toEqual(
      expect.arrayContaining([
        { ...place, kind: "engagement", id: engagement, operation: "getEngagement" },
        { ...place, kind: "engagement", id: engagement, operation: "getEngagementJournal" },
        { ...place, kind: "person", id: person, operation: "getPerson" },
        { ...place, kind: "mail", id: mail, operation: "getMail" },
        { ...place, kind: "person", id: null, operation: "searchPeople", filters: ["q"], count: 1 },
        {
          programme: null,
          kind: "engagement",
          id: null,
          operation: "listEngagements",
          filters: [`owner=${officer.accountId}`, "text"],
          count: 0,
        },
      ]),
    );
  });

  it("in vain leaves nothing, for nothing was shown", async () => {
    const before = await rowsFor(dpo, "&act=saw&kind=engagement");
    const stranger = await house.as("officer", "elsewhere");
    await stranger.get(`/api/v1/engagements/${engagement}`).expect(404);
    expect(await rowsFor(dpo, "&act=saw&kind=engagement")).toEqual(before);
  });

  it("is refused when it cannot be kept", async () => {
    const { pool } = house.database;
    await pool.query("alter table audit rename to audit_away");
    try {
      const answer = await officer.get(`/api/v1/engagements/${engagement}`);
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain("Zzyzxova");
    } finally {
      await pool.query("alter table audit_away rename to audit");
    }
    await officer.get(`/api/v1/engagements/${engagement}`).expect(200);
  });
});

describe("deciding", () => {
  it("is kept with the journal's row", async () => {
    await officer
      .post(`/api/v1/engagements/${engagement}/events`, { type: "triage.claimed", data: {} })
      .expect(200);
    const journal = (await officer.get(`/api/v1/engagements/${engagement}/journal`)).body.items;
    const { seq, hash } = journal.find(({ type }: { type: string }) => type === "triage.claimed");
    const decided = await eventually(async () => {
      await followJournal(house.house.directory);
      const [row] = await rowsFor(approver, `&act=decided&subject=${engagement}`);
      if (row === undefined) throw new Error("not followed yet");
      return row;
    });
    expect(decided).toMatchObject({
      programme: "default",
      actor: officer.accountId,
      act: "decided",
      subject: { kind: "engagement", id: engagement },
      detail: { event: "triage.claimed", journal: { seq, chain: hash } },
    });
  });

  it("on settings is kept as configured", async () => {
    const administrator = await house.as("admin", null);
    await officer.post("/api/v1/sources", { slug: "extra", vendor: "form" }).expect(201);
    await administrator
      .post(`/api/v1/accounts/${officer.accountId}/roles`, {
        grant: [{ role: "vetter", programme: "default" }],
      })
      .expect(200);
    const rows = await rowsFor(administrator, "&act=configured");
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          programme: "default",
          subject: { kind: "source", id: expect.any(String) },
        }),
        expect.objectContaining({ programme: null, subject: { kind: "account", id: officer.accountId } }),
      ]),
    );
  });
});

describe("coming in", () => {
  it("is kept, and a wrong password is not somebody", async () => {
    const administrator = await house.as("admin", null);
    const [email, password] = ["vera@signs.example", "four words will do"];
    await administrator
      .post("/api/v1/invitations", {
        name: "Vera",
        email,
        roles: [{ role: "officer", programme: "default" }],
      })
      .expect(201);
    const { body } = await administrator.get("/api/v1/sign-in-mails").expect(200);
    const link = /http:\/\/convoke\.example(\S+)/.exec(body.items[0].text)?.[1] ?? "";
    await browser(house.app).post(link, { name: "Vera", password }).expect(303);
    const one = browser(house.app);
    await one.post("/sign-in", { email, password: "four words will not" });
    await one.post("/sign-in", { email, password }).expect(303);
    const { id } = (await one.get("/api/v1/me").expect(200)).body;
    const kept = (await rowsFor(administrator, "&act=signed-in")).filter(({ actor }) => actor === id);
    expect(kept.map(({ detail }) => detail)).toEqual([{ by: "password" }, { by: "password" }]);
  });
});

describe("the trail", () => {
  it("shows officers what they did, approvers their programme, dpo and admin all, and others nothing", async () => {
    await (await house.as("vetter")).get("/api/v1/people").expect(200);
    await (await house.as("officer", "elsewhere")).get("/api/v1/people").expect(200);
    for (const { actor } of await rowsFor(officer)) expect(actor).toBe(officer.accountId);
    const programmes = new Set((await rowsFor(approver)).map(({ programme }) => programme));
    expect([...programmes]).toEqual(["default"]);
    const administrator = await house.as("admin", null);
    expect(new Set((await rowsFor(administrator)).map(({ programme }) => programme))).toContain(null);
    for (const role of ["vetter", "lead", "chair", "secretariat", "reviewer"] as const) {
      const caller = role === "vetter" ? await house.as("vetter") : await house.as(role);
      expect((await caller.get("/api/v1/audit")).status, role).toBe(403);
    }
  });

  it("comes in pages, each row once", async () => {
    const all = await rowsFor(dpo, `&actor=${officer.accountId}`);
    const paged: Row[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await dpo.get(
        `/api/v1/audit?actor=${officer.accountId}&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...body.items);
      cursor = body.next;
    }
    expect(paged).toEqual(all);
    expect((await dpo.get("/api/v1/audit?cursor=x")).body.errors[0].pointer).toBe("/cursor");
  });

  it("is exported as CSV, and that is kept", async () => {
    const { text, headers } = await approver.get("/api/v1/audit/export?act=decided").expect(200);
    expect(headers["content-type"]).toContain("text/csv");
    const [heading, ...lines] = text.trimEnd().split("\r\n");
    expect(heading).toBe("programme,seq,at,actor,on behalf of,act,subject,subject id,detail,chain");
    expect(lines.filter((line) => line.includes(engagement))).not.toEqual([]);
    const [row] = await rowsFor(approver, "&act=exported");
    expect(row).toMatchObject({
      actor: approver.accountId,
      detail: { filters: ["act"], count: lines.length },
    });
  });

  it("holds nobody's name or address, and proves itself", async () => {
    const { rows } = await house.database.pool.query("select a::text as row from audit a");
    expect(rows.length).toBeGreaterThan(10);
    for (const { row } of rows) expect(row).not.toMatch(/zzyzx|ines@|@staff\.example/i);
    const found: unknown[] = [];
    const { db, engine, directory } = house.house;
    await verifyAudit({ db, engine, vault: directory.vault }, undefined, (finding) => found.push(finding));
    expect(found).toEqual([]);
  });
});

describe("every operation", () => {
  it("is of a resource of which it is known what the trail keeps", () => {
    const operations = allOperations({ isVirtual: true });
    const named = operations.map(({ path }) => /^\/api\/v1\/([a-z-]+)/.exec(path)?.[1]);
    const unknown = new Set(named.filter((name) => name !== undefined && !Object.hasOwn(nouns, name)));
    expect([...unknown]).toEqual([]);
    const kept = operations.filter((one) => auditedAs(one) !== undefined).map(({ id }) => id);
    expect(kept).toEqual(
      expect.arrayContaining(["getEngagement", "searchPeople", "getDelivery", "makeAccount"]),
    );
  });

  it("that the trail keeps has words for people, and so has all that it can be narrowed by", () => {
    const kept = allOperations({ isVirtual: true }).filter((one) => auditedAs(one) !== undefined);
    const { operations, filterNames, kinds } = messages.admin.audit;
    const paging = ["limit", "cursor", "sort"];
    expect(kept.filter(({ id }) => !Object.hasOwn(operations, id)).map(({ id }) => id)).toEqual([]);
    expect(
      kept
        .flatMap(({ query }) => Object.keys(query?.shape ?? {}))
        .filter((name) => !paging.includes(name) && !Object.hasOwn(filterNames, name)),
    ).toEqual([]);
    expect(
      kept.map((one) => auditedAs(one)?.kind).filter((kind) => !Object.hasOwn(kinds, kind ?? "")),
    ).toEqual([]);
  });
});

describe("a change", () => {
  const breaking = async (what: () => Promise<void>): Promise<void> => {
    const { pool } = house.database;
    await pool.query(
      "create function no_audit() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
    );
    await pool.query("create trigger no_audit before insert on audit execute function no_audit()");
    await what();
    await pool.query("drop trigger no_audit on audit; drop function no_audit");
  };

  it("of what is configured is not made when it cannot be kept in the trail, and the other way round", async () => {
    const admin = await house.as("admin", null);
    const { pool } = house.database;
    const project = { programme: "default", slug: "ports-of-call", name: "Ports of call" };
    const projects = async (): Promise<number> =>
      (await pool.query("select 1 from project where name = $1", [project.name])).rowCount ?? 0;
    await breaking(async () => {
      expect((await admin.post("/api/v1/projects", project)).status).toBe(500);
    });
    expect(await projects()).toBe(0);

    const before = (await rowsFor(dpo, `&actor=${admin.accountId}`)).length;
    expect((await admin.post("/api/v1/projects", { ...project, begins: "yesterday" })).status).toBe(422);
    expect(await rowsFor(dpo, `&actor=${admin.accountId}`)).toHaveLength(before);
    const { body } = await admin.post("/api/v1/projects", project).expect(201);
    expect(await projects()).toBe(1);
    expect(await rowsFor(dpo, `&actor=${admin.accountId}&act=configured`)).toContainEqual(
      expect.objectContaining({ programme: "default", subject: { kind: "project", id: body.id } }),
    );
  });

  it("of who is one is not made either", async () => {
    const enter = async (name: string): Promise<string> =>
      (await officer.post("/api/v1/people", { name, email: `${newId()}@audit.example` }).expect(201)).body.id;
    const [one, other] = [await enter("Una Zwei"), await enter("Una Zwey")];
    const wanted = { absorbed: other, fields: {} };
    const { planHash } = (await officer.post(`/api/v1/people/${one}/merge-preview`, wanted).expect(200)).body;
    const merge = async () => await officer.post(`/api/v1/people/${one}/merges`, { ...wanted, planHash });
    await breaking(async () => {
      expect((await merge()).status).toBe(500);
    });
    expect((await officer.get("/api/v1/merges").expect(200)).body.items).toEqual([]);
    expect((await merge()).status).toBe(201);
  });

  it("that commits by itself is in the trail wherever the process dies, and says so when its end is not known", async () => {
    const { db } = house.house.engine;
    const admin = await house.as("admin", null);
    const operation = "changeCalendar";
    const rows = async () =>
      (await rowsFor(dpo, `&actor=${admin.accountId}&act=configured`)).filter(
        ({ detail }) => detail["operation"] === operation,
      );
    const change = async (calendar: object = CALENDAR) =>
      await admin.put("/api/v1/programmes/default/calendar", calendar);
    expect((await change({ ...CALENDAR, zone: "Nowhere" })).status).toBe(422);
    expect(await settleAbandoned({ db }, 0)).toBe(0);
    expect(await rows()).toEqual([]);

    // As when it dies between the two: the calendar is changed, and the row cannot be written.
    await breaking(async () => {
      expect((await change()).status).toBe(500);
    });
    // A living process is left its time.
    expect(await settleAbandoned({ db })).toBe(0);
    expect(await settleAbandoned({ db }, 0)).toBe(1);
    const subject = { kind: "programme", id: "default" };
    const [abandoned] = await rows();
    expect(abandoned).toMatchObject({
      programme: "default",
      subject,
      detail: { operation, outcome: "unknown" },
    });

    expect((await change()).status).toBe(200);
    expect(await settleAbandoned({ db }, 0)).toBe(0);
    const outcomes = (await rows()).map(({ detail }) => detail["outcome"]);
    expect(new Set(outcomes)).toEqual(new Set(["unknown", undefined]));
  });
});
