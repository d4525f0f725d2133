/** One record of every kind in the programme `default`, by the name that its operations have in the path. */
import type { KnownRecord } from "../../src/auth/may-know.ts";
import { recordOf } from "../../src/auth/may-know.ts";
import type { MarkedKind } from "../../src/contract/markings.ts";
import type { Operation } from "../../src/http/operation.ts";
import { allOperations } from "../../src/http/resources/index.ts";
import type { Instance } from "../../src/store/instances.ts";
import { bringToGroup } from "./bring-to-group.ts";
import type { TestHouse } from "./house.ts";

/** What an operation answers about. */
export interface Fixture {
  readonly id: string;
  /** As the policy knows it. */
  readonly record: Omit<KnownRecord, "data">;
  /** The chart whose marking it bears; without it, it bears none. */
  readonly about?: Instance;
}

export interface EveryRecord {
  /** By the name in the path: `/api/v1/<noun>/{id}`. */
  readonly byNoun: ReadonlyMap<string, Fixture>;
  readonly programmeId: string;
  readonly group: string;
  readonly otherGroup: string;
  readonly engagement: string;
}

/** Words that stand in these records only: whoever reads one of them has seen a record. */
export const WORDS = /Ines Duarte|ines@example|Wanda Weg|"Shipping"|Insure the ships|First meeting|Sea lanes/;

export async function everyRecord(house: TestHouse, leads: readonly string[] = []): Promise<EveryRecord> {
  const officer = await house.as("officer");
  const chair = await house.as("chair");
  const made = async (path: string, body: object, by = officer): Promise<string> =>
    (await by.post(`/api/v1/${path}`, body).expect(201)).body.id;

  const programmeId = await house.programme("default");
  const plan = async (name: string) =>
    await made("groups", { name, launchMonth: "2013-05", capacity: 12 }, chair);
  const [group, otherGroup] = [await plan("Shipping"), await plan("Insurance")];
  const engagement = await bringToGroup(house, "ines@example.org", group);
  if (leads.length > 0) {
    const send = async (type: string, data: object = {}) =>
      await chair.post(`/api/v1/groups/${group}/events`, { type, data }).expect(200);
    await send("forming.started");
    await send("group.launched", { leads });
    await house.quiet();
  }
  const meeting = await made(
    "meetings",
    { groupId: group, title: "First meeting", startsAt: "2013-05-02T09:00:00Z" },
    await house.as("secretariat"),
  );
  const recommendation = await made("recommendations", { groupId: group, title: "Insure the ships" });

  const look = async (id: string): Promise<Instance> => {
    const instance = await house.house.engine.peek(id);
    if (instance === undefined) throw new Error(`No instance ${id}`);
    return instance;
  };
  const theirs = await look(engagement);
  const person = recordOf(theirs).partyId ?? "";
  // Vetting may have asked for it already; then the conflict names it.
  const asked = await officer.post("/api/v1/interests", { partyId: person, as: "independent_expert" });
  const interests: string = asked.body.id;

  const organisation = (name: string) => made("organisations", { name, kind: "business", level: "national" });
  const past = { organisation: await organisation("Sea lanes"), capacity: "representative" };
  const affiliation = await made(`people/${person}/affiliations`, past);
  const next = { organisation: await organisation("Other lanes"), capacity: "representative" };
  const jobChange = await made(`people/${person}/job-changes`, { begins: next, on: "2012-12-03" });

  const double = await made("people", { name: "Ines D.", email: "ines.d@example.org" });
  const { body: seen } = await officer
    .post(`/api/v1/people/${person}/merge-preview`, { absorbed: double })
    .expect(200);
  const merge = await made(`people/${person}/merges`, { absorbed: double, planHash: seen.planHash });

  // Somebody of the same name, so that the two may be one.
  const twin = await made("people", { name: "Ines Duarte", email: "twin@example.org" });
  await house.quiet();
  const mail = await officer
    .post("/api/v1/messages")
    .set("Content-Type", "message/rfc822")
    .send("From: Ada <ada@elsewhere.example>\r\nSubject: Hello\r\n\r\nMay we take part?\r\n")
    .expect(200);

  const list = await officer
    .post("/api/v1/imports")
    .set("Content-Type", "text/csv")
    .send("Name,E-mail\nAda,ada@elsewhere.example\n")
    .expect(201);

  // Somebody without a case, so that it is not the others' person who is erased.
  const leaves = await made("people", { name: "Wanda Weg", email: "wanda@example.org" });
  const erasure = await made(`people/${leaves}/erasure`, {}, await house.as("dpo"));

  const first = async (path: string, isIt: (item: Record<string, unknown>) => boolean = () => true) => {
    const { items } = (await officer.get(`/api/v1/${path}`).expect(200)).body;
    return String(items.find(isIt).id);
  };
  const standing = async (id: string): Promise<Fixture> => {
    const about = await look(id);
    return { id, record: recordOf(about), about };
  };
  const beside = (id: string): Fixture => ({ id, record: { programmeId } });
  const aboutCase = (id: string): Fixture => ({ ...beside(id), about: theirs });

  const byNoun = new Map<string, Fixture>([
    ["engagements", await standing(engagement)],
    ["groups", await standing(group)],
    ["meetings", await standing(meeting)],
    ["recommendations", await standing(recommendation)],
    ["interests", await standing(interests)],
    ["people", { ...(await standing(engagement)), id: person }],
    ["affiliations", aboutCase(affiliation)],
    ["job-changes", aboutCase(jobChange)],
    ["mails", aboutCase(await first(`mails?instance=${engagement}`))],
    ["deliveries", aboutCase(await first("deliveries", (one) => one["engagement"] === engagement))],
    ["duplicates", aboutCase(await first(`duplicates?of=${twin}`))],
    ["merges", aboutCase(merge)],
    ["links", aboutCase(await made("links", { instance: engagement, purpose: "withdraw" }))],
    // Ids and counts, so that whoever is marked out of sight can be erased too.
    ["erasures", beside(erasure)],
    // Whoever operates a chart need not read it.
    ["instances", beside(engagement)],
    ["projects", beside(await made("projects", { slug: "pilot", name: "Pilot" }))],
    // It waits to be filed: about nobody's case yet.
    ["messages", beside(mail.body.delivery)],
    // Rows name cases by id, to whom may know of them.
    ["imports", beside(list.body.id)],
    ["sources", beside(await first("sources"))],
    ["programmes", beside(programmeId)],
  ]);
  return { byNoun, programmeId, group, otherGroup, engagement };
}

export const nounOf = ({ path }: Pick<Operation, "path">): string => path.split("/")[3] ?? "";

const operations = new Map<string, Operation>(
  allOperations({ isVirtual: true }).map((one) => [`${one.method} ${one.path}`, one]),
);

/** Every operation of the API's own document, reading first: what changes something comes after everybody has looked. */
export async function documentedOperations(house: TestHouse): Promise<Operation[]> {
  const { body } = await house.anybody.get("/openapi.json").expect(200);
  const paths: Record<string, Record<string, object>> = body.paths;
  const keys = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const unlisted = keys.filter((key) => !operations.has(key));
  // The door for form vendors takes bytes and answers to a signature, not to a role.
  if (unlisted.join() !== "post /hooks/{source}")
    throw new Error(`The document has operations that the policy knows nothing of: ${unlisted.join()}`);
  const found = keys.flatMap((key) => operations.get(key) ?? []);
  return [
    ...found.filter(({ method }) => method === "get"),
    ...found.filter(({ method, path }) => method !== "get" && path !== "/dev/clock"),
  ];
}

/** Another kind of marked record that an operation on a chart answers about. */
export const partOf = ({ path }: Pick<Operation, "path">, about: Instance): MarkedKind =>
  path.includes("/dossier") ? "vetting" : (about.workflow as MarkedKind);
