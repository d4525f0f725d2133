/**
 * Every way out of the house, driven: of each kind one record, TLP:RED and told to one colleague by name. Somebody of the same
 * roles who is not named tries every list, search, figure, feed, export and record of the API's document, listens to the
 * stream, and gets notices and digests. Whoever is named is shown it there, so that each outlet is known to show something.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/contract/actor.ts";
import { mailsOf, openMail } from "../../src/directory/correspondence.ts";
import { advanceClock } from "../../src/engine/virtual-time.ts";
import type { Operation } from "../../src/http/operation.ts";
import { newId } from "../../src/lib/ids.ts";
import { effectHandlers } from "../../workers/index.ts";
import { ROLES } from "../../workflows/workflow.ts";
import type { EveryRecord } from "../support/every-record.ts";
import { documentedOperations, everyRecord, nounOf } from "../support/every-record.ts";
import type { Caller } from "../support/house.ts";
import { followWhole } from "../support/follow-whole.ts";
import { PUBLIC_URL, testHouse } from "../support/house.ts";
import { openPort } from "../support/listen.ts";
import { markEverything } from "../support/mark-everything.ts";
import { quickCalls } from "../support/quick-calls.ts";
import { searchesFor } from "../support/searches.ts";

const house = testHouse();
const ask = quickCalls(house);
/** The trail whole is shown to who keeps it, and a form about interests to whose work it is: not by marking. */
const HELD = ROLES.filter((role) => !["public", "system", "dpo", "admin"].includes(role));
const BY_THEIR_WORK = ["interests"];
const WORDS = /ines(?:\.d)?@example|Insure the ships|First meeting/;

let records: EveryRecord;
let all: Operation[];
let hidden: string[];
let reader: Caller;
let named: Caller;

beforeAll(async () => {
  records = await everyRecord(house);
  all = (await documentedOperations(house)).filter((one) => !BY_THEIR_WORK.includes(nounOf(one)));
  hidden = [...records.byNoun].flatMap(([noun, { id, about }]) =>
    about === undefined || BY_THEIR_WORK.includes(noun) ? [] : [id],
  );
  const roles = [...HELD.map((role) => [role, "default"] as const), ["officer", "elsewhere"] as const];
  await house.programme("elsewhere");
  reader = await house.caller(roles);
  named = await house.caller(roles);
  await markEverything(house, records, {
    marking: "TLP:RED",
    setBy: "somebody",
    named: [named.accountId],
  });
  await followWhole(house);
}, 300_000);

/** Of the hidden records and their words, what the text shows that was not asked for. */
const shownIn = (text: string, said = ""): string[] => [
  ...hidden.filter((id) => id !== said && text.includes(id)),
  ...(said === "" || !WORDS.test(said) ? (WORDS.exec(text) ?? []) : []),
];

describe("whoever may not know a record", () => {
  it("finds nothing of it in any list, search, feed or export, with any filter", async () => {
    const person = records.byNoun.get("people")?.id ?? "";
    const { engagement, group } = records;
    const tried = searchesFor(all, ["Ines", engagement, person, group]);
    const told: string[] = [];
    const outlets = new Set<string>();
    for (const { one, path, said } of tried) {
      const { status, body } = await ask(reader, "get", path);
      const shown = shownIn(JSON.stringify(body), said);
      if (status >= 500 || shown.length > 0) told.push(`${path} gave ${status}: ${shown.join()}`);
      if (outlets.has(one.id) || said === person || said === group) continue;
      const theirs = await ask(named, "get", path);
      if (shownIn(JSON.stringify(theirs.body), said).length > 0) outlets.add(one.id);
    }
    for (const text of ["Ines", "ines@example.org", engagement]) {
      const [own, theirs] = [await search(reader, text), await search(named, text)];
      if (own.length > 0) told.push(`search for ${text}: ${own.join()}`);
      if (theirs.length > 0) outlets.add("search");
      const narrowed = await search(reader, text, "engagements/search");
      if (narrowed.length > 0) told.push(`list narrowed by ${text}: ${narrowed.join()}`);
      if ((await search(named, text, "engagements/search")).length > 0) outlets.add("searchEngagements");
    }
    expect(told).toEqual([]);
    expect([...outlets]).toEqual(
      expect.arrayContaining([
        "listEngagements",
        "listGroups",
        "listMeetings",
        "listRecommendations",
        "searchPeople",
        "listDuplicatePeople",
        "listMerges",
        "listJobChanges",
        "listMails",
        "listDeliveries",
        "listLinks",
        "listAudit",
        "exportAudit",
        "search",
        "searchEngagements",
      ]),
    );
  }, 120_000);

  it("is told by its id what it is marked, and not a word of it", async () => {
    const told: string[] = [];
    const outlets: string[] = [];
    for (const one of all.filter(({ method, path }) => method === "get" && path.includes("{id}"))) {
      const fixture = records.byNoun.get(nounOf(one));
      if (fixture?.about === undefined) continue;
      const path = one.path.replace("{id}", fixture.id).replaceAll(/\{\w+\}/g, newId());
      const { status, body } = await ask(reader, "get", path);
      const shown = shownIn(JSON.stringify(body), fixture.id);
      if (status < 400 || status >= 500 || shown.length > 0)
        told.push(`${path} gave ${status}: ${shown.join()}`);
      if ((await ask(named, "get", path)).status === 200) outlets.push(one.id);
    }
    expect(told).toEqual([]);
    expect(outlets.length).toBeGreaterThan(12);
  });

  it("reads the figures of a programme in which there is none", async () => {
    const figures = all.filter(
      // How the house has run counts no record that bears a marking; of bodies there is one that bears none.
      ({ method, path }) =>
        method === "get" && /\/insights\/(?!health|bodies)|\/engagements\/counts$/.test(path),
    );
    expect(figures.length).toBeGreaterThan(8);
    const of = async (who: Caller, { path }: Operation, programme: string): Promise<unknown> => {
      const { status, body } = await ask(who, "get", `${path}?programme=${programme}`);
      expect(status, path).toBe(200);
      return body["items"] ?? body;
    };
    for (const one of figures) {
      const nothing = await of(reader, one, "elsewhere");
      expect(await of(reader, one, "default"), one.id).toEqual(nothing);
      expect(await of(named, one, "default"), one.id).not.toEqual(nothing);
    }
    const bodies = async (who: Caller): Promise<string[]> => {
      const { body } = await ask(who, "get", "/api/v1/insights/bodies?programme=default");
      return (body["items"] as { readonly id: string }[]).map(({ id }) => id);
    };
    expect(await bodies(reader)).toEqual([records.otherGroup]);
    expect(await bodies(named)).toEqual([records.group, records.otherGroup]);
  });

  it("hears nothing of it on the stream, and no notice or digest says a word of it", async () => {
    const port = await openPort(house.app);
    const [ear, namedEar] = [await port.listen(reader), await port.listen(named)];
    const red = await house.receive("rosamund@redlake.example", { name: "Rosamund Redlake" });
    const since = await house.house.engine.now();
    await markEverything(
      house,
      { programmeId: records.programmeId, byNoun: new Map([["engagements", await fixtureOf(red)]]) },
      { marking: "TLP:RED", setBy: "somebody", named: [named.accountId] },
    );
    const open = await house.receive("open@meadow.example", { name: "Odo Meadow" });
    const { engine, relay, timers, jobs } = house.house;
    await advanceClock(engine, relay, timers, new Date("2012-12-06T12:00:00Z"), jobs);

    const overdue = "first_response.overdue";
    const heardOf = (heard: typeof ear.heard, id: string) =>
      heard.filter(({ data }) => data["id"] === id).map(({ data }) => data["cause"]);
    await expect
      .poll(() => heardOf(namedEar.heard, red))
      .toContainEqual(expect.objectContaining({ event: overdue }));
    await expect
      .poll(() => heardOf(ear.heard, open))
      .toContainEqual(expect.objectContaining({ event: overdue }));
    expect(heardOf(ear.heard, red).slice(1)).toEqual([]);
    await Promise.all([ear.hangUp(), namedEar.hangUp()]);

    const [own, theirs] = [await lettersTo(reader, since), await lettersTo(named, since)];
    for (const texts of [own, theirs]) expect(texts.join("\n")).toContain(open);
    expect(theirs.join("\n")).toContain(red);
    expect(own.join("\n")).not.toContain(red);
    expect(own.join("\n")).not.toMatch(/Redlake/);
    expect(theirs.join("\n")).toContain("New and unclaimed: 2");
    expect(own.join("\n")).toContain("New and unclaimed: 1");
  }, 60_000);

  it("is told nothing by what has no reader in mind: the pages that everybody may open", async () => {
    for (const path of ["/programmes/default", "/forms/default", "/health/ready"]) {
      const { text } = await house.anybody.get(path);
      expect(shownIn(text), path).toEqual([]);
    }
  });
});

async function search(who: Caller, text: string, where = "search"): Promise<string[]> {
  const { status, body } = await ask(who, "post", `/api/v1/${where}`, { text });
  expect(status, text).toBe(200);
  return shownIn(JSON.stringify(body), text);
}

async function fixtureOf(id: string) {
  const about = await house.house.engine.peek(id);
  if (about === undefined) throw new Error(`No engagement ${id}`);
  return { id, record: { programmeId: records.programmeId }, about };
}

/** Subjects and texts of all that was written to them since. */
async function lettersTo({ accountId }: Caller, since: Date): Promise<string[]> {
  const { directory, db } = house.house;
  const { rows } = await db.query<{ email: string }>("select email from account where id = $1", [accountId]);
  const mails = await mailsOf(directory, { limit: 1_000 }, SYSTEM);
  const opened = await Promise.all(
    mails.filter(({ createdAt }) => createdAt > since).map(async (mail) => await openMail(directory, mail)),
  );
  return opened
    .filter(({ to }) => to.some(({ email }) => email === rows[0]?.email))
    .map(({ subject, text }) => `${subject}\n${text}`);
}

describe("every way out", () => {
  it("is an operation of the document or one of these effects, of which those that tell somebody are driven above", () => {
    const telling = ["sendMail", "sendDigest", "sendSignInMail"];
    const silent = [
      "readDelivery",
      "readMessage",
      "runImport",
      "undoImport",
      "expireImport",
      "findDuplicates",
      "joinCases",
      "partCases",
      "forgetParty",
      "forgetPartyLater",
    ];
    // Nothing is carried out: only what there is counts.
    const { directory, engine, intake, log } = house.house;
    const effects = Object.keys(
      effectHandlers({
        linkFor: async () => undefined,
        mail: { ownHost: "convoke.example", trustedHost: undefined },
        directory,
        engine,
        intake,
        transport: null,
        publicUrl: PUBLIC_URL,
        from: "office@convoke.example",
        log,
      }),
    );
    expect(effects.toSorted()).toEqual([...telling, ...silent].toSorted());
  });

  it("asks the same function, which nobody else decides beside", async () => {
    const deciding: string[] = [];
    for (const room of ["src", "workers", "bin"]) {
      const files = await readdir(room, { recursive: true });
      for (const file of files.filter((name) => name.endsWith(".ts")).map((name) => join(room, name))) {
        // A comparison with a label is a decision about an audience.
        if (/(?:===|!==|case) "TLP:/.test(await readFile(file, "utf8"))) deciding.push(file);
      }
    }
    // The label over a mail is shown, not judged; whose counts are whole is held against the lists by the figures above.
    expect(deciding.toSorted()).toEqual([
      "src/auth/audience.ts",
      "src/store/engagement-counts.ts",
      "workers/send-mail/labelled.ts",
    ]);
  });
});
