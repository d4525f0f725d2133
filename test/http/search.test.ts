/** What the console searches with, previews with, takes away and keeps: and what of it nobody else is told. */
import { beforeAll, describe, expect, it } from "vitest";
import { audienceOf } from "../../src/auth/known-audience.ts";
import { scopeOf } from "../../src/auth/scope-of.ts";
import { referenceIn } from "../../src/lib/ids.ts";
import { countLines } from "../../src/store/engagement-counts.ts";
import { listLines } from "../../src/store/engagement-pages.ts";
import { seek } from "../../src/store/sought.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

let officer: Caller;
let ines: string;
let wang: string;
let jose: string;
let organisation: string;

interface Hit {
  readonly kind: "person" | "organisation" | "engagement";
  readonly id: string;
  readonly because: readonly { readonly field: string; readonly text: string }[];
  readonly [field: string]: unknown;
}

const search = async (text: string, by = officer, more = {}): Promise<Hit[]> =>
  (await by.post("/api/v1/search", { text, ...more }).expect(200)).body.items;
const names = (hits: readonly Hit[]): unknown[] => hits.map(({ name, who, id }) => name ?? who ?? id);

beforeAll(async () => {
  officer = await house.as("officer");
  ines = await house.receive("ines@harbour.example", { name: "Ines Duarte", organisation: "Harbour Mutual" });
  wang = await house.receive("wang@polar.example", { name: "王小明", organisation: "Полярная Страховая" });
  jose = await house.receive("jose@harbour.example", {
    name: "José Ångström",
    organisation: "Harbour Mutual",
  });
  const made = {
    name: "Harbour Mutual",
    kind: "business",
    level: "national",
    otherNames: ["Mutua del Puerto"],
  };
  organisation = (await officer.post("/api/v1/organisations", made).expect(201)).body.id;
});

describe("a search", () => {
  it("finds people by name in any script, with accents or without, and says where each stands", async () => {
    const [found] = await search("josé ang");
    expect(found).toMatchObject({
      kind: "person",
      name: "José Ångström",
      organisation: "Harbour Mutual",
      marking: "TLP:AMBER",
      engagement: { id: jose, reference: jose.slice(-8), stage: "inquiry", state: "received" },
      because: [{ field: "name" }, { field: "email", text: "jose@harbour.example" }],
    });
    expect(names(await search("王小"))).toEqual(["王小明"]);
    expect(names(await search("полярная"))).toEqual(["王小明"]);
    expect(await search("nobody at all")).toEqual([]);
    expect(await search("?!")).toEqual([]);
  });

  it("says by what each was found, people first by name and then by organisation or address", async () => {
    const hits = await search("harbour");
    expect(hits.map(({ kind }) => kind)).toEqual(["person", "person", "organisation"]);
    expect(hits[0]?.because.map(({ field }) => field)).toEqual(["organisation", "email"]);
    expect(hits.at(-1)).toMatchObject({
      id: organisation,
      name: "Harbour Mutual",
      because: [{ field: "name" }],
    });
    expect((await search("del puerto")).at(-1)?.because).toEqual([
      { field: "otherName", text: "Mutua del Puerto" },
    ]);
  });

  it("finds an engagement by its reference, as letters give it, by what it begins with, and by its id", async () => {
    for (const text of [ines.slice(-8), `Your reference: ${ines.slice(-8).toUpperCase()}.`, ines]) {
      const hit = (await search(text)).find(({ kind }) => kind === "engagement");
      expect(hit, text).toMatchObject({
        id: ines,
        who: "Ines Duarte",
        state: "received",
        marking: "TLP:AMBER",
      });
    }
    expect((await search(ines.slice(-8, -3))).map(({ id }) => id)).toContain(ines);
    expect((await search(ines.slice(-8, -5))).map(({ id }) => id)).not.toContain(ines);
  });

  it("tells nobody of what they may not see", async () => {
    expect(await search("duarte", await house.as("officer", "elsewhere"))).toEqual([]);
    expect(await search(ines.slice(-8), await house.as("officer", "elsewhere"))).toEqual([]);
    expect(names(await search("harbour", await house.as("admin")))).toEqual(["Harbour Mutual"]);
    const other = await house.caller([["officer", "default"]]);
    await other.put(`/api/v1/engagements/${jose}/marking`, { marking: "TLP:RED" }).expect(200);
    expect(names(await search("jose", other))).toEqual(["José Ångström"]);
    expect(await search("jose")).toEqual([]);
    expect(await search(jose.slice(-8))).toEqual([]);
  });

  it("confirms no address to who does not see addresses", async () => {
    const secretariat = await house.as("secretariat");
    expect(names(await search("ines", secretariat))).toEqual(["Ines Duarte"]);
    for (const text of ["ines@harbour.example", "duarte ines@harbour.example"])
      expect(await search(text, secretariat), text).toEqual([]);
    expect((await search("ines", secretariat))[0]).toMatchObject({ engagement: { stage: null } });
  });

  it("stays within a programme when asked to, and refuses what is no search", async () => {
    expect(names(await search("ines", officer, { programme: "default" }))).toEqual(["Ines Duarte"]);
    for (const [body, pointer] of [
      [{ text: "  " }, "/text"],
      [{ text: "ines", programme: "nowhere" }, "/programme"],
      [{}, "/text"],
    ] as const) {
      const answer = await officer.post("/api/v1/search", body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
    await house.anybody.post("/api/v1/search").send({ text: "ines" }).expect(401);
  });

  it("keeps in the trail who saw how many, and not what was typed", async () => {
    await search("zzyzx ines");
    await search("ines duarte");
    const { body } = await (await house.as("dpo")).get("/api/v1/audit?kind=search&limit=1").expect(200);
    expect(body.items).toMatchObject([
      {
        programme: "default",
        actor: officer.accountId,
        act: "saw",
        detail: { operation: "search", count: 1 },
      },
    ]);
    const { rows } = await house.database.pool.query("select a::text as row from audit a");
    for (const { row } of rows) expect(row).not.toMatch(/zzyzx|duarte/i);
  });
});

describe("the list of engagements, narrowed by what is typed", () => {
  const ask = async (path: string, text: string, by = officer) =>
    (await by.post(`/api/v1/engagements/search${path}`, { text }).expect(200)).body;
  const found = async (text: string, by = officer, query = ""): Promise<string[]> =>
    (await ask(query, text, by)).items.map(({ id }: { id: string }) => id);
  /** Jose's is TLP:RED by now, and not for the officer. */
  const TYPED = ["harbour", "INES duar", "王小", "полярная", "nobody at all", "?!", "ine", "harbour wang"];

  it("shows whose person, organisation or reference has every word, under the other filters, and counts the same", async () => {
    expect(await found("ines DUAR")).toEqual([ines]);
    expect(await found("мутуал harbour")).toEqual([]);
    expect(await found("王")).toEqual([wang]);
    expect((await found("harbour")).toSorted()).toEqual([ines]);
    for (const text of [ines.slice(-8).toUpperCase(), `Your reference: ${ines.slice(-8)}.`, ines])
      expect(await found(text), text).toEqual([ines]);
    expect(await found("harbour", officer, "?state=triage")).toEqual([]);
    for (const text of TYPED) {
      const { total, byState } = await ask("/counts", text);
      expect(total, text).toBe((await found(text)).length);
      expect(byState.reduce((sum: number, one: { total: number }) => sum + one.total, 0)).toBe(total);
    }
  });

  it("comes in pages that fit together in each order", async () => {
    for (const sort of ["newest", "due", "since", "who"]) {
      const seen: string[] = [];
      for (let cursor: string | null = ""; cursor !== null;) {
        const page: { items: { id: string }[]; next: string | null } = await ask(
          `?limit=1&sort=${sort}${cursor === "" ? "" : `&cursor=${cursor}`}`,
          "example",
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect(seen.toSorted(), sort).toEqual([ines, wang].toSorted());
    }
  });

  it("finds the same, however many the words fit", async () => {
    const { db, engine } = house.house;
    const grants = [{ role: "officer" as const, programmeId: await house.programme("default") }];
    const actor = { id: officer.accountId, kind: "staff" as const, name: "Ana", grants };
    const need = { data: "case file", act: "read" } as const;
    const [whole, named] = [scopeOf(actor, need, "whole"), scopeOf(actor, need, "roster card")];
    const seer = { scope: whole, audience: await audienceOf(db, actor), now: await engine.now() };
    for (const typed of [...TYPED, ines.slice(-6)]) {
      const asked = {
        programmeId: undefined,
        sees: { whole, named },
        reference: referenceIn(typed),
      };
      const page = { limit: 9, sort: "newest" as const, after: undefined };
      const few = await seek(db, typed, asked);
      for (const reads of ["first", "all"] as const) {
        const many = await seek(db, typed, asked, reads, 0);
        expect(await listLines(db, seer, { text: many }, page), typed).toEqual(
          await listLines(db, seer, { text: few }, page),
        );
        expect(await countLines(db, seer, { text: many }, whole), typed).toEqual(
          await countLines(db, seer, { text: few }, whole),
        );
      }
    }
  });

  it("tells nobody of what they may not see, and confirms no address to who does not see addresses", async () => {
    expect(await found("duarte", await house.as("officer", "elsewhere"))).toEqual([]);
    expect(await found(ines, await house.as("officer", "elsewhere"))).toEqual([]);
    expect(await found("jose")).toEqual([]);
    expect(await found(jose)).toEqual([]);
    expect((await ask("/counts", "jose")).total).toBe(0);
    await (await house.as("admin")).post("/api/v1/engagements/search", { text: "ines" }).expect(403);
    const secretariat = await house.as("secretariat");
    expect(await found("ines", secretariat)).toEqual([ines]);
    expect(await found("ines@harbour.example", secretariat)).toEqual([]);
    expect((await ask("/counts", "ines@harbour.example", secretariat)).total).toBe(0);
    // A state tells more than a roster card does.
    expect(await found("ines", secretariat, "?state=received")).toEqual([]);
  });

  it("is taken away as exactly that list, and leaves no word in trail or log", async () => {
    const { text, headers } = await officer
      .post("/api/v1/engagements/search/export?programme=default&sort=who", { text: "quuxly harbour" })
      .expect(200);
    expect(text.trimEnd().split("\r\n")).toHaveLength(1);
    expect(headers["content-type"]).toContain("text/csv");
    const file = await officer.post("/api/v1/engagements/search/export", { text: "ines" }).expect(200);
    const [, ...rows] = file.text.trimEnd().split("\r\n");
    expect(rows.map((row: string) => row.split(",")[1])).toEqual([ines.slice(-8)]);
    expect(file.headers["content-disposition"]).toBe('attachment; filename="engagements TLP-AMBER.csv"');
    await ask("?programme=default", "quuxly harbour");
    await ask("/counts?programme=default&owner=none", "quuxly harbour");
    const dpo = await house.as("dpo");
    const { body } = await dpo.get("/api/v1/audit?kind=engagement&limit=4").expect(200);
    expect(body.items).toMatchObject([
      { act: "saw", detail: { operation: "countFoundEngagements", filters: ["programme", "owner"] } },
      { act: "saw", detail: { operation: "searchEngagements", count: 0 } },
      { act: "exported", detail: { filters: ["text"], count: 1 } },
      { act: "exported", detail: { filters: ["programmeId", "text"], count: 0 } },
    ]);
    const { rows: trail } = await house.database.pool.query("select a::text as row from audit a");
    expect([...trail.map(({ row }) => row), ...house.logged].join("\n")).not.toMatch(/quuxly/i);
  });

  it("refuses what is no search", async () => {
    for (const [query, body, pointer, status] of [
      ["", { text: "  " }, "/text", 422],
      ["", {}, "/text", 422],
      ["", { text: "ines", owner: "me" }, "/owner", 422],
      ["?text=ines", { text: "ines" }, "/text", 400],
      ["?limit=0", { text: "ines" }, "/limit", 400],
    ] as const) {
      const answer = await officer.post(`/api/v1/engagements/search${query}`, body);
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([status, pointer]);
    }
  });
});

describe("a preview of one event for several", () => {
  const preview = async (body: object, by = officer) =>
    (await by.post("/api/v1/engagements/bulk-preview", body).expect(200)).body;

  it("says which events there are, and of each engagement what it would come to", async () => {
    await officer
      .post(`/api/v1/engagements/${wang}/events`, { type: "triage.claimed", data: {} })
      .expect(200);
    const { events } = await preview({ ids: [ines, wang] });
    const offered = (type: string) => events.find((one: { type: string }) => one.type === type);
    expect(offered("triage.claimed")).toMatchObject({ count: 1, needsData: false });
    expect(offered("info.requested")).toMatchObject({
      count: 1,
      needsData: true,
      schema: { properties: { questions: { type: "array" } }, required: ["questions"] },
    });
    const { items } = await preview({ ids: [ines, wang, jose], event: "triage.claimed" });
    expect(items).toMatchObject([
      { id: ines, accepted: true, state: "received", why: null },
      { id: wang, accepted: false, why: "state", state: "triage" },
      { id: jose, accepted: false, why: "marking", revision: null, state: null },
    ]);
  });

  it("is what happens then, and changes nothing itself", async () => {
    const data = { questions: ["In which capacity?"] };
    const before = await officer.get(`/api/v1/engagements/${wang}`);
    const [item] = (await preview({ ids: [wang], event: "info.requested", data })).items;
    expect(item).toMatchObject({ accepted: true, revision: before.body.revision });
    expect((await officer.get(`/api/v1/engagements/${wang}`)).body.revision).toBe(before.body.revision);
    const [refused] = (await preview({ ids: [wang], event: "info.requested", data: { questions: 7 } })).items;
    expect(refused).toMatchObject({ accepted: false, why: "data" });
    const [bare] = (await preview({ ids: [wang], event: "info.requested" })).items;
    expect(bare).toMatchObject({ accepted: true });
    await officer.post(`/api/v1/engagements/${wang}/events`, { type: "info.requested", data }).expect(200);
  });

  it("names the roles where the caller's will not do, and the field where there is no such event", async () => {
    const [item] = (await preview({ ids: [ines], event: "vetting.approved" })).items;
    expect(item).toMatchObject({ accepted: false, why: "role", needs: ["approver"] });
    const answer = await officer.post("/api/v1/engagements/bulk-preview", { ids: [ines], event: "no.such" });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, "/event"]);
    const elsewhere = await house.as("officer", "elsewhere");
    expect((await preview({ ids: [ines], event: "triage.claimed" }, elsewhere)).items).toMatchObject([
      { id: ines, why: "missing", revision: null },
    ]);
  });
});

describe("the list as CSV", () => {
  const lines = async (query: string, by = officer): Promise<string[]> => {
    const { text, headers } = await by.get(`/api/v1/engagements/export?${query}`).expect(200);
    expect(headers["content-type"]).toContain("text/csv");
    return text.trimEnd().split("\r\n");
  };

  it("has exactly the lines of the list under the same filters, in its order, each marked", async () => {
    for (const query of ["sort=who", "owner=me", "state=received&sort=due", `organisation=${organisation}`]) {
      const { items } = (await officer.get(`/api/v1/engagements?${query}`).expect(200)).body;
      const [, ...rows] = await lines(query);
      expect(
        rows.map((row) => row.split(",")[1]),
        query,
      ).toEqual(items.map(({ id }: { id: string }) => id.slice(-8)));
    }
    const [head, row] = await lines("state=received");
    expect(head).toMatch(/^programme,reference,who,organisation,.*,marking$/);
    expect(row).toMatch(/Ines Duarte,Harbour Mutual,inquiry,received,.*,TLP:AMBER$/);
  });

  it("is named after its strictest marking, and kept as exported with the names of its filters", async () => {
    const { headers } = await officer.get("/api/v1/engagements/export?state=received");
    expect(headers["content-disposition"]).toBe('attachment; filename="engagements TLP-AMBER.csv"');
    const { body } = await (await house.as("dpo")).get("/api/v1/audit?act=exported&limit=1").expect(200);
    expect(body.items).toMatchObject([
      {
        programme: "default",
        actor: officer.accountId,
        subject: { kind: "engagement" },
        detail: { count: 1 },
      },
    ]);
    expect(body.items[0].detail.filters).toContain("state");
  });

  it("gives somebody of another programme a heading and nothing else", async () => {
    expect(await lines("", await house.as("officer", "elsewhere"))).toHaveLength(1);
  });
});

describe("a saved view", () => {
  const views = async (
    by: Caller,
  ): Promise<{ name: string; id: string; mine: boolean; shared: string | null }[]> =>
    (await by.get("/api/v1/views?programme=default").expect(200)).body.items;

  it("is one's own until it is shared with a programme", async () => {
    const other = await house.as("approver");
    const save = async (body: object) => (await officer.post("/api/v1/views", body).expect(201)).body;
    await save({ name: "Ines and hers", filters: { owner: "none", text: "Ines", sort: "due" } });
    const shared = await save({ name: "Due", filters: { due: "week" }, shared: "default" });
    expect(await views(officer)).toMatchObject([
      { name: "Due", mine: true, shared: "default", filters: { due: "week" } },
      {
        name: "Ines and hers",
        mine: true,
        shared: null,
        filters: { owner: "none", text: "Ines", sort: "due" },
      },
    ]);
    expect(await views(other)).toMatchObject([{ name: "Due", mine: false }]);
    expect((await (await house.as("officer", "elsewhere")).get("/api/v1/views")).body.items).toEqual([]);
    const { rows } = await house.database.pool.query(
      "select v::text, r::text from saved_view v, sealed_record r",
    );
    expect(JSON.stringify(rows)).not.toContain("Ines");

    const drop = async (by: Caller) =>
      await house.anybody.delete(`/api/v1/views/${shared.id}`).set("Authorization", `Bearer ${by.token}`);
    expect((await drop(other)).status).toBe(404);
    expect((await drop(officer)).status).toBe(204);
    expect(await views(other)).toEqual([]);
  });

  it("is refused with what is no filter, and by who does not work there", async () => {
    const { status, body } = await officer.post("/api/v1/views", { name: "x", filters: { who: "Ines" } });
    expect([status, body.errors[0].pointer]).toEqual([422, "/filters/who"]);
    const admin = await house.as("admin");
    await admin.post("/api/v1/views", { name: "x", filters: {}, shared: "default" }).expect(403);
  });
});
