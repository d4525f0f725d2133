import { beforeAll, describe, expect, it } from "vitest";
import { MONDAY, testHouse } from "../support/house.ts";

const house = testHouse();
const ids: string[] = [];

interface Listed {
  readonly id: string;
  readonly state: string;
}

const list = async (query: string) =>
  (await (await house.as("officer")).get(`/api/v1/engagements?${query}`)).body as {
    items: Listed[];
    next: string | null;
  };

beforeAll(async () => {
  for (const name of ["Ada", "Bruno", "Chiara", "Dmitri", "Elif"]) {
    const email = `${name.toLowerCase()}@harbour.example`;
    ids.push(await house.receive(email, { name, company: `${name} & Sons 100%` }));
  }
  const officer = await house.as("officer");
  await officer.post(`/api/v1/engagements/${ids[0]}/events`, { type: "triage.claimed" }).expect(200);
});

describe("the list of engagements", () => {
  it("comes newest first in pages that fit together", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    for (let pages = 0; next !== null; pages += 1) {
      expect(pages).toBeLessThan(4);
      const page: Awaited<ReturnType<typeof list>> = await list(
        `limit=2${next === "" ? "" : `&cursor=${next}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it("is filtered by stage, state, programme, owner and text", async () => {
    const { accountId } = await house.as("officer");
    const found = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await found("state=triage")).toEqual([ids[0]]);
    expect(await found("stage=inquiry&state=received")).toHaveLength(4);
    expect(await found("stage=vetting")).toEqual([]);
    expect(await found(`owner=${accountId}`)).toEqual([ids[0]]);
    expect(await found("programme=default")).toHaveLength(5);
    expect(await found("text=CHIARA")).toEqual([ids[2]]);
    expect(await found("text=bruno@harbour")).toEqual([ids[1]]);
    expect(await found(`text=${encodeURIComponent("Sons 100%")}`)).toHaveLength(5);
    expect(await found(`text=${encodeURIComponent("%_%")}`)).toEqual([]);
  });

  it("says which part of a query it does not know", async () => {
    const officer = await house.as("officer");
    for (const [query, pointer] of [
      ["limit=0", "/limit"],
      ["limit=1000", "/limit"],
      ["limit=2&limit=3", "/limit"],
      ["stge=inquiry", "/stge"],
      ["cursor=nonsense", "/cursor"],
      ["text=%00", "/text"],
      ["programme=nowhere", "/programme"],
    ] as const) {
      const answer = await officer.get(`/api/v1/engagements?${query}`);
      expect(answer.status, query).toBe(400);
      expect(answer.body.errors[0].pointer, query).toBe(pointer);
    }
  });

  it("shows a row without a word of what was written", async () => {
    const { items } = await list("text=ada@harbour&state=triage");
    expect(items[0]).toMatchObject({
      id: ids[0],
      programme: "default",
      stage: "inquiry",
      state: "triage",
      status: "active",
      who: "Ada",
      organisation: "Ada & Sons 100%",
      marking: "TLP:AMBER",
    });
    expect(JSON.stringify(items)).not.toContain("May we take part?");
  });
});

describe("another programme (S-001)", () => {
  it("sees none of it: not in a list, not by id, not in the journal, not in the mails", async () => {
    const outsider = await house.as("officer", "elsewhere");
    expect((await outsider.get("/api/v1/engagements")).body.items).toEqual([]);
    expect((await outsider.get("/api/v1/mails")).body.items).toEqual([]);
    expect((await outsider.get("/api/v1/deliveries")).body.items).toEqual([]);
    for (const path of [`/${ids[0]}`, `/${ids[0]}/journal`]) {
      const answer = await outsider.get(`/api/v1/engagements${path}`);
      expect(answer.status, path).toBe(404);
      expect(answer.body.detail).not.toContain("harbour");
    }
    expect((await outsider.get("/api/v1/engagements?programme=default")).status).toBe(400);
  });

  it("is not opened by a role that does not give the right there", async () => {
    const mixed = await house.caller([
      ["officer", "elsewhere"],
      ["chair", "default"],
    ]);
    // A chair sees the roster of the groups; these sit in none.
    expect((await mixed.get("/api/v1/engagements")).body.items).toEqual([]);
    expect((await mixed.get("/api/v1/mails")).body.items).toEqual([]);
    expect((await mixed.get("/api/v1/deliveries")).body.items).toEqual([]);
    expect((await mixed.get("/api/v1/sources")).body.items).toEqual([]);
    expect((await mixed.get(`/api/v1/engagements/${ids[0]}/journal`)).status).toBe(403);
  });

  it("answers 404 for ids that are none, without asking the database", async () => {
    const officer = await house.as("officer");
    for (const id of ["1", "%00", "0198c0de-0000-7000-8000-000000000001", "../accounts"]) {
      expect((await officer.get(`/api/v1/engagements/${id}`)).status, id).toBe(404);
    }
  });
});

describe("one engagement", () => {
  it("tells each role what it may send now, and for the rest why not (S-062, invariant 11)", async () => {
    const asOfficer = (await (await house.as("officer")).get(`/api/v1/engagements/${ids[0]}`)).body;
    const typesOf = (events: { type: string }[]) => events.map(({ type }) => type);
    expect(typesOf(asOfficer.accepts)).toEqual(
      expect.arrayContaining(["inquiry.answered", "vetting.started", "info.requested"]),
    );
    const whyOf = (body: typeof asOfficer, type: string) =>
      body.refuses.find((event: { type: string }) => event.type === type);
    expect(whyOf(asOfficer, "triage.claimed")).toMatchObject({ why: "state" });
    expect(whyOf(asOfficer, "vetting.approved")).toMatchObject({ why: "role", needs: ["approver"] });
    expect(whyOf(asOfficer, "first_response.overdue")).toMatchObject({ why: "role", needs: ["system"] });

    const asApprover = (await (await house.as("approver")).get(`/api/v1/engagements/${ids[0]}`)).body;
    expect(typesOf(asApprover.accepts)).toEqual([]);
    expect(whyOf(asApprover, "vetting.approved")).toMatchObject({ why: "state" });
  });

  it("shows what is due and by which rule (S-017)", async () => {
    const { body } = await (await house.as("officer")).get(`/api/v1/engagements/${ids[1]}`);
    expect(body.deadlines).toEqual([
      {
        timer: "first_response",
        rule: { unit: "workingDays", count: 2 },
        dueAt: expect.any(String),
        state: "pending",
      },
    ]);
    expect(new Date(body.deadlines[0].dueAt).getTime()).toBeGreaterThan(MONDAY.getTime());
  });
});

describe("an engagement that staff open", () => {
  const call = {
    type: "inquiry.logged",
    person: { name: "Farid", organisation: "Port of Sines", email: null },
    message: "He rang about the dredging.",
    data: { channel: "phone", acknowledge: false },
  };
  const cards = async () =>
    (await house.database.pool.query("select 1 from person_card where name = 'Farid'")).rowCount;

  it("is answered 201 once, and 200 with the same one for the same key", async () => {
    const officer = await house.as("officer");
    const first = await officer.post("/api/v1/engagements", call).set("Idempotency-Key", "call-1");
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect(first.body).toMatchObject({ stage: "inquiry", party: { name: "Farid" } });
    const again = await officer.post("/api/v1/engagements", call).set("Idempotency-Key", "call-1");
    expect(again.status).toBe(200);
    expect(again.body.id).toBe(first.body.id);
    expect(await cards()).toBe(1);
  });

  it("leaves nothing of the person behind when it is refused", async () => {
    const before = await cards();
    const officer = await house.as("officer");
    const wrong = await officer.post("/api/v1/engagements", { ...call, data: { channel: "pigeon" } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0].pointer).toBe("/data/channel");
    const vetter = await house.as("vetter");
    expect((await vetter.post("/api/v1/engagements", call)).status).toBe(403);
    expect(await cards()).toBe(before);
  });

  it("is not a second one for a party who has one: 409 names it", async () => {
    const officer = await house.as("officer");
    const body = { ...call, person: { name: "Ada", email: "ADA@harbour.example" } };
    const answer = await officer.post("/api/v1/engagements", body);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "conflict", id: ids[0] });
  });
});
