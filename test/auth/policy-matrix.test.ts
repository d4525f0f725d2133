/**
 * The product: every operation of the API's document, as every role, with every marking, over HTTP. What is expected comes
 * from the two tables, the policy's and the audience's; an operation that they do not know fails here (S-001, S-035, S-060).
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Knower, Known } from "../../src/auth/audience.ts";
import { mayKnow } from "../../src/auth/audience.ts";
import { recordOf, viewFor } from "../../src/auth/may-know.ts";
import { dataOf, HELD_PER_BODY, PLACELESS, policy } from "../../src/auth/policy.ts";
import { grantMeets } from "../../src/auth/scope-of.ts";
import type { Actor, Grant } from "../../src/contract/actor.ts";
import { rolesIn } from "../../src/contract/actor.ts";
import { bodiesOf, textsIn, vettersOf } from "../../src/contract/bodies.ts";
import { markedKinds } from "../../src/contract/marked-kinds.ts";
import type { MarkedKind, Marking } from "../../src/contract/markings.ts";
import { MARKINGS, strictest } from "../../src/contract/markings.ts";
import type { Operation } from "../../src/http/operation.ts";
import { newId } from "../../src/lib/ids.ts";
import type { Instance } from "../../src/store/instances.ts";
import type { Role } from "../../workflows/workflow.ts";
import { ROLES } from "../../workflows/workflow.ts";
import { workflows } from "../../workflows/index.ts";
import type { EveryRecord, Fixture } from "../support/every-record.ts";
import { documentedOperations, everyRecord, nounOf, partOf } from "../support/every-record.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { markEverything } from "../support/mark-everything.ts";
import type { Answer } from "../support/quick-calls.ts";
import { quickCalls } from "../support/quick-calls.ts";

const house = testHouse();
const ask = quickCalls(house);
const HELD = ROLES.filter((role) => role !== "public" && role !== "system");

/** Nouns of which there is no one record that stands in one programme. */
const PLACELESS_NOUNS = [
  "accounts",
  "institutions",
  "organisations",
  "organisation-duplicates",
  "organisation-merges",
  "invitations",
  "views",
];

interface Someone {
  readonly caller: Caller;
  readonly actor: Actor;
  readonly name: string;
}

let records: EveryRecord;
let all: Operation[];
/** Each role in the programme, each that bodies have in the records' body and in another; and whom the markings name. */
const everybody: Someone[] = [];
let marker: Someone;
let named: Someone;
let seated: Someone;
let owner: Someone;

async function someone(role: Role, at: Omit<Grant, "role">, slug = "default"): Promise<Someone> {
  const caller = await house.caller([[role, slug]]);
  if (at.bodyId != null) {
    await house.database.pool.query("update role_grant set body_id = $2 where account_id = $1", [
      caller.accountId,
      at.bodyId,
    ]);
  }
  return whoIs(caller, { role, ...at }, at.bodyId == null ? role : `${role} of a body`);
}

const whoIs = (caller: Caller, grant: Grant, name: string): Someone => ({
  caller,
  actor: { id: caller.accountId, kind: "staff", name, grants: [grant] },
  name,
});

beforeAll(async () => {
  const programmeId = await house.programme("default");
  seated = { ...(await someone("lead", { programmeId })), name: "lead whom the group names" };
  const second = await house.caller([["lead", "default"]]);
  records = await everyRecord(house, [seated.caller.accountId, second.accountId]);
  all = await documentedOperations(house);
  for (const role of HELD) everybody.push(await someone(role, { programmeId }));
  for (const role of HELD_PER_BODY) {
    everybody.push(await someone(role, { programmeId, bodyId: records.group }));
    everybody.push(await someone(role, { programmeId, bodyId: records.otherGroup }));
  }
  marker = { ...(await someone("officer", { programmeId })), name: "officer who marked it" };
  named = { ...(await someone("secretariat", { programmeId })), name: "secretariat named in it" };
  const grants = { role: "officer" as const, programmeId };
  owner = whoIs(await house.as("officer"), grants, "officer who owns the case");
  everybody.push(marker, named, seated, owner);
}, 300_000);

const isOnRecord = ({ needs, path }: Operation): boolean =>
  typeof needs !== "string" && path.includes("{id}") && !PLACELESS.includes(needs.data);

const call = async ({ caller }: Someone, one: Operation, id: string): Promise<Answer> => {
  const path = one.path
    .replace("{id}", id)
    .replace("{taxonomy}", "sectors")
    .replaceAll(/\{\w+\}/g, newId());
  if (one.method === "get")
    return await ask(caller, "get", one.id === "listLinks" ? `${path}?instance=${records.engagement}` : path);
  return await ask(caller, one.method, path, path.endsWith("/events") ? { type: "nothing.we.know" } : {});
};

/** What the policy's table says: refused, hidden, or anything else, which the operation itself decides. */
function byPolicy({ actor }: Someone, one: Operation): readonly ("in" | 403 | 404)[] {
  const { needs, path } = one;
  // What anybody who signed in may call is about themselves, or public; of another's tokens only administrators hear.
  if (typeof needs === "string") return path.includes("{") ? [403, 404] : ["in"];
  const fixture = recordFor(one);
  // Sealed: nobody reads it before two people have opened it, for an hour and for themselves.
  if (one.id === "readLedger") return [403, 404];
  if (fixture === undefined)
    return actor.grants.some(grantMeets(needs)) ? (path.includes("{") ? ["in", 404] : ["in"]) : [403];
  if (viewFor(actor, { ...fixture.record, data: needs.data }, needs) !== undefined) {
    if (isToOpenTheLedger(one) && !actor.grants.some(({ role }) => role === "chair" || role === "dpo"))
      return [403];
    // Of something below the record, such as an opening of its ledger, there is none.
    return /\{(?!id\})/.test(path) ? ["in", 404] : ["in"];
  }
  const [grant] = actor.grants;
  if (grant?.bodyId == null) return [403];
  const { bodies } = fixture.record;
  return bodies === undefined ? [403, 404] : bodies.includes(grant.bodyId) ? [403] : [404];
}

/** Two people open it together: a chair and a data protection officer. */
const isToOpenTheLedger = ({ needs }: Operation): boolean =>
  typeof needs !== "string" && needs.data === "attribution ledger" && needs.act === "read";

function recordFor(one: Operation): Fixture | undefined {
  if (!isOnRecord(one) && one.id !== "listLinks") return undefined;
  const fixture = records.byNoun.get(nounOf(one));
  // Nothing is read of whom it erases, so it takes no body and no marking.
  return one.id === "requestErasure" && fixture !== undefined
    ? { id: fixture.id, record: { programmeId: records.programmeId } }
    : fixture;
}

/** What the record bears when everything is marked like this. */
const borne = (kind: MarkedKind, about: Instance, label: Marking): Marking =>
  strictest([label, markedKinds[kind].atLeast(about.state)]);

/** What the audience's table says of somebody who passed the policy's. */
function byMarking({ actor }: Someone, kind: MarkedKind, about: Instance, label: Marking): boolean {
  const { groupId } = about.card;
  const isDossier = kind === "vetting";
  const leads = [seated.caller.accountId];
  const inGroup = groupId === records.group || about.id === records.group;
  const known: Known = {
    kind,
    marking: borne(kind, about, label),
    ownerId: isDossier ? null : about.ownerId,
    setBy: marker.caller.accountId,
    participants: [
      named.caller.accountId,
      ...(isDossier ? vettersOf(about) : about.workflow === "working_group" ? leads : []),
    ],
    hasBody: !isDossier && (bodiesOf(about).length > 0 || recordOf(about).awaitsBody === true),
    seats: inGroup && !isDossier ? leads : [],
    recused: [],
  };
  const roles = rolesIn(actor, records.programmeId, bodiesOf(about));
  const knower: Knower = { kind: "staff", id: actor.id, roles, engagementIds: [] };
  return mayKnow(knower, known).may;
}

/** The chart whose marking it bears. Operating a chart and erasing somebody read none of it. */
const markedBy = (one: Operation): Instance | undefined => recordFor(one)?.about;

const found = ({ status }: Answer): string | number =>
  status === 403 || status === 404 || status >= 500 ? status : "in";

/** The wanted and the found, when they differ. */
async function differs(who: Someone, one: Operation, label?: Marking): Promise<string[]> {
  const fixture = recordFor(one);
  let wanted: readonly (string | number)[] = byPolicy(who, one);
  const about = markedBy(one);
  const kind = about === undefined ? undefined : partOf(one, about);
  const isHidden =
    label !== undefined && about !== undefined && kind !== undefined && wanted.includes("in")
      ? // Who may not know the case may not know what is kept on it either.
        !byMarking(who, about.workflow as MarkedKind, about, label) || !byMarking(who, kind, about, label)
      : false;
  if (isHidden) wanted = [403];
  const answer = await call(who, one, fixture?.id ?? newId());
  const { status, body } = answer;
  const what = `${who.name}: ${one.id} of ${label ?? "no marking"} gave ${status}, expected ${wanted.join(" or ")}: ${String(body["detail"])}`;
  if (!wanted.includes(found(answer))) return [what];
  // The label of a refusal is exact, and what is read is read.
  const isLabelled = body["marking"] !== undefined && MARKINGS.some((one) => one === body["marking"]);
  if (isHidden && !isLabelled) return [`${what}: no label`];
  const isRead = one.method === "get" && fixture !== undefined && found(answer) === "in";
  return isRead && status !== 200 && status !== 409 ? [`${what}: not read`] : [];
}

describe("the operations of the document", () => {
  it("each are about a kind of record that is tried here", () => {
    const untried = all.filter((one) => isOnRecord(one) && recordFor(one) === undefined);
    expect(untried.map(({ id }) => id)).toEqual([]);
    const strange = all.filter(
      (one) => one.path.includes("{id}") && !isOnRecord(one) && !PLACELESS_NOUNS.includes(nounOf(one)),
    );
    // What an administrator of the house does to a programme stands in no programme.
    expect(strange.map(({ id }) => id)).toEqual(["placeProgramme"]);
  });

  it("have a kind of data in the table for every workflow", () => {
    const kinds = new Set(Object.values(policy).flatMap((rights) => Object.keys(rights)));
    for (const { name } of workflows) expect(kinds, name).toContain(dataOf(name));
  });
});

describe("every operation, as every role", () => {
  for (const label of MARKINGS) {
    it(`on a record that is ${label} answers as the tables say`, async () => {
      const by = { setBy: marker.caller.accountId, named: [named.caller.accountId] };
      await markEverything(house, records, { marking: label, ...by });
      const wrong: string[] = [];
      for (const one of all.filter((each) => markedBy(each) !== undefined))
        wrong.push(...(await Promise.all(everybody.map((who) => differs(who, one, label)))).flat());
      for (const one of all.filter((each) => listed(each) !== undefined))
        wrong.push(...(await Promise.all(everybody.map((who) => listsWrongly(who, one, label)))).flat());
      expect(wrong).toEqual([]);
    }, 600_000);
  }

  it("on what bears no marking answers as the table says", async () => {
    const wrong: string[] = [];
    for (const one of all.filter((each) => markedBy(each) === undefined))
      wrong.push(...(await Promise.all(everybody.map((who) => differs(who, one)))).flat());
    expect(wrong).toEqual([]);
  }, 600_000);

  it("of another programme finds that there is no such record, whatever is in the body (S-001)", async () => {
    const programmeId = await house.programme("elsewhere");
    const strangers: Someone[] = [];
    for (const role of HELD) strangers.push(await someone(role, { programmeId }, "elsewhere"));
    const wrong: string[] = [];
    for (const one of all.filter(isOnRecord)) {
      const answers = await Promise.all(
        strangers.map(async (who) => ({ who, answer: await call(who, one, recordFor(one)?.id ?? "") })),
      );
      for (const { who, answer } of answers)
        if (answer.status !== 404) wrong.push(`${who.name}: ${one.id} gave ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});

/** The record that an operation lists among others. */
const listed = (one: Operation): Fixture | undefined => {
  const fixture = records.byNoun.get(nounOf(one));
  const isList = one.method === "get" && one.path === `/api/v1/${nounOf(one)}` && one.id !== "listLinks";
  return isList && fixture?.about !== undefined ? fixture : undefined;
};

async function listsWrongly(who: Someone, one: Operation, label: Marking): Promise<string[]> {
  const fixture = listed(one);
  const { needs } = one;
  if (fixture?.about === undefined || typeof needs === "string") return [];
  const { about, id, record } = fixture;
  const mayRead = viewFor(who.actor, { ...record, data: needs.data }, needs) !== undefined;
  const isWanted = mayRead && byMarking(who, about.workflow as MarkedKind, about, label);
  const { status, body } = await ask(who.caller, "get", `${one.path}?limit=200`);
  const items = (body["items"] ?? []) as { readonly id: string; readonly marking?: string }[];
  const shown = items.find((item) => item.id === id);
  const what = `${who.name}: ${one.id} of ${label} gave ${status}`;
  if ((shown !== undefined) !== isWanted) return [`${what}, and ${isWanted ? "not " : ""}the record`];
  const bears = borne(about.workflow as MarkedKind, about, label);
  return shown?.marking === undefined || shown.marking === bears ? [] : [`${what} as ${shown.marking}`];
}

it("lists every kind of record that bears a marking", () => {
  const lists = all.filter((one) => listed(one) !== undefined).map(nounOf);
  expect(textsIn(lists).toSorted()).toEqual([
    "deliveries",
    "duplicates",
    "engagements",
    "groups",
    "interests",
    "job-changes",
    "mails",
    "meetings",
    "merges",
    "people",
    "recommendations",
  ]);
});
