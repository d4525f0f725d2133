import { describe, expect, it } from "vitest";
import { replayInstance } from "../../src/engine/replay.ts";
import { testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";

const house = testHouse();
const { enter, person, preview, merge, undo, undoPlan, rows, partyOf, post } = merging(house);

const organisation = async (name: string): Promise<string> =>
  (await post("/api/v1/organisations", { kind: "business", level: "national", country: "GB", name }, 201)).id;
const begin = async (id: string, organisationId: string, more: object = {}) =>
  await post(
    `/api/v1/people/${id}/affiliations`,
    { organisation: organisationId, capacity: "representative", ...more },
    201,
  );
const details = (more: object) => ({
  phone: null,
  city: null,
  country: null,
  languages: [],
  level: null,
  note: null,
  ...more,
});
const engagement = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}`).expect(200)).body;

describe("merging two people", () => {
  it("does what the preview showed, field by field, and says from which side each came", async () => {
    const [meridian, admiralty] = [await organisation("Meridian"), await organisation("Admiralty")];
    const one = await enter({
      name: "I. Duarte",
      email: "ines@one.example",
      details: details({ phone: "+351 555 0100", languages: ["pt"], note: "Met in Porto." }),
    });
    const other = await enter({
      name: "Inês Duarte",
      email: "ines@two.example",
      details: details({ city: "Porto", languages: ["en", "pt"], note: "Prefers mail." }),
    });
    await begin(one, meridian, { since: "2010-01-01" });
    await begin(other, meridian, { since: "2011-01-01", title: "Actuary" });
    await begin(other, admiralty, { since: "2012-01-01", title: "Adviser" });

    const plan = await preview(one, other, { name: "absorbed" });
    expect(plan.obstacles).toEqual([]);
    expect(plan.fields).toContainEqual({
      field: "name",
      from: "absorbed",
      survivor: "I. Duarte",
      absorbed: "Inês Duarte",
      becomes: "Inês Duarte",
    });
    expect(plan.affiliations.map(({ becomes }: { becomes: string }) => becomes).toSorted()).toEqual([
      "kept",
      "moved",
      "set-aside",
    ]);
    const made = await merge(one, other, { name: "absorbed" });
    expect(made).toMatchObject({ survivor: one, absorbed: other, undoneAt: null });
    expect(made.fields).toContainEqual({ field: "note", from: "both" });
    expect(made.fields).toContainEqual({ field: "organisation", from: "affiliation" });

    const is = await person(one);
    const { name, email, organisation: at, alsoKnown, details: known } = is;
    expect({ name, email, organisation: at, alsoKnown, details: known }).toEqual(plan.person);
    expect(plan.person).toMatchObject({
      name: "Inês Duarte",
      organisation: "Admiralty",
      alsoKnown: ["I. Duarte", "ines@two.example"],
      details: {
        phone: "+351 555 0100",
        city: "Porto",
        languages: ["pt", "en"],
        note: "Met in Porto.\n\nPrefers mail.",
      },
    });
    expect(is.affiliations.map(({ title }: { title: string | null }) => title)).toEqual(["Adviser", null]);
  });

  it("leaves one person, found by the names, addresses and ids of both", async () => {
    const officer = await house.as("officer");
    const one = await enter({ name: "Farid Haddad", email: "farid@one.example" });
    const other = await enter({ name: "Ferid Hadad", email: "ferid@two.example" });
    await merge(one, other);
    expect((await person(other)).id).toBe(one);
    for (const q of ["Farid", "Ferid Hadad", "ferid@two.example"]) {
      const { body } = await officer.get(`/api/v1/people?q=${encodeURIComponent(q)}`).expect(200);
      expect(
        body.items.map(({ id }: { id: string }) => id),
        q,
      ).toEqual([one]);
    }
    const taken = await officer.post("/api/v1/people", { name: "Third", email: "FERID@two.example" });
    expect(taken.status).toBe(409);
    expect(taken.body.existing).toBe(one);
    const first = await house.receive("farid@one.example", { name: "Farid Haddad" });
    const second = await house.receive("ferid@two.example", { name: "Ferid Hadad" });
    expect(second).toBe(first);
  });

  it("is refused by a preview that is no longer true, and shows the new plan", async () => {
    const [one, other] = [await enter({ name: "Ana Silva" }), await enter({ name: "Ana Sylva" })];
    const { planHash } = await preview(one, other);
    await (await house.as("officer")).put(`/api/v1/people/${other}`, { name: "Anna Sylva" }).expect(200);
    const before = await rows();
    const answer = await (
      await house.as("officer")
    ).post(`/api/v1/people/${one}/merges`, { absorbed: other, planHash });
    expect(answer.status).toBe(409);
    expect(answer.body.plan.fields[0].absorbed).toBe("Anna Sylva");
    expect(await rows()).toEqual(before);
  });

  it("asked twice, at once or again, makes one merge", async () => {
    const [one, other] = [await enter({ name: "Jo Berg" }), await enter({ name: "Joe Berg" })];
    const { planHash } = await preview(one, other);
    const officer = await house.as("officer");
    const answers = await Promise.all(
      [1, 2, 3].map(
        async () => await officer.post(`/api/v1/people/${one}/merges`, { absorbed: other, planHash }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const back = await officer.post(`/api/v1/people/${other}/merge-preview`, { absorbed: one });
    expect(back.status).toBe(409);
    expect(back.body.existing).toBe(one);
  });

  it("is an officer's: another role has no right, another programme's officer finds nobody", async () => {
    const [one, other] = [await enter({ name: "Kim Lee" }), await enter({ name: "Kim Leigh" })];
    const made = await merge(one, other);
    const [dpo, stranger] = [await house.as("dpo"), await house.as("officer", "elsewhere")];
    for (const [caller, status] of [
      [dpo, 403],
      [stranger, 404],
    ] as const) {
      await caller.post(`/api/v1/people/${one}/merge-preview`, { absorbed: other }).expect(status);
      await caller.get(`/api/v1/merges/${made.id}`).expect(status);
      await caller.get(`/api/v1/merges/${made.id}/undo`).expect(status);
    }
    expect((await stranger.get("/api/v1/merges").expect(200)).body.items).toEqual([]);
    const listed = await (await house.as("officer")).get(`/api/v1/merges?person=${other}`).expect(200);
    expect(listed.body.items).toMatchObject([{ id: made.id }]);
  });
});

describe("two live cases", () => {
  it("become one: the absorbed's rests as merged with its words, the owner of the other is told", async () => {
    const older = await house.receive("noor@one.example", { name: "Noor Khan" });
    const younger = await house.receive("noor@two.example", { name: "Noor Khan" });
    const [one, other] = [await partyOf(older), await partyOf(younger)];
    const plan = await preview(one, other);
    expect(plan.cases).toEqual([
      { id: older, of: "survivor", state: "received", becomes: "goes-on" },
      { id: younger, of: "absorbed", state: "received", becomes: "joined" },
    ]);
    const made = await merge(one, other);
    expect((await engagement(younger)).state).toBe("merged");
    expect((await engagement(younger)).party).toMatchObject({ id: other, name: "Noor Khan" });
    const mails = await (await house.as("officer")).get(`/api/v1/mails?instance=${older}`).expect(200);
    expect(mails.body.items.map(({ template }: { template: string }) => template)).toContain(
      "duplicate-absorbed",
    );
    // From either address, what they write is heard in the one case that goes on.
    for (const from of ["noor@two.example", "noor@one.example"])
      expect(await house.receive(from, { name: "Noor Khan", message: "And another thing." })).toBe(older);

    const undone = await undoPlan(made.id);
    expect(undone.since.map(({ to }: { to: string }) => to).toSorted()).toEqual(["absorbed", "survivor"]);
    await undo(made.id);
    expect((await engagement(younger)).state).toBe("received");
    const journal = await (
      await house.as("officer")
    )
      .get(`/api/v1/engagements/${younger}/journal?limit=100`)
      .expect(200);
    expect(journal.body.items.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(["duplicate.confirmed", "merge.undone", "message.attached"]),
    );
    const third = { name: "Noor Khan", message: "A third thing." };
    expect(await house.receive("noor@two.example", third)).toBe(younger);
    for (const id of [older, younger])
      expect(await replayInstance(house.house.engine, id)).toMatchObject({ problems: [] });
  });

  it("are not merged the wrong way round: the live one goes on", async () => {
    const live = await house.receive("oda@one.example", { name: "Oda Lund" });
    const one = await enter({ name: "Oda Lund", email: "oda@two.example" });
    const plan = await preview(one, await partyOf(live));
    expect(plan.obstacles).toEqual([expect.stringContaining("let them be the survivor")]);
    const answer = await (
      await house.as("officer")
    ).post(`/api/v1/people/${one}/merges`, { absorbed: await partyOf(live), planHash: plan.planHash });
    expect(answer.status).toBe(409);
    expect((await preview(await partyOf(live), one)).obstacles).toEqual([]);
  });
});

describe("undoing a merge", () => {
  it("restores every row as it was", async () => {
    const meridian = await organisation("Meridian Two");
    const one = await enter({
      name: "Lea Roth",
      email: "lea@one.example",
      details: details({ city: "Bern" }),
    });
    const other = await enter({
      name: "Lea Rothe",
      email: "lea@two.example",
      details: details({ note: "Cousin?" }),
    });
    await begin(other, meridian, { since: "2011-01-01", title: "Buyer" });
    // Letters to others have keys too.
    await house.quiet();
    const before = await rows();
    const made = await merge(one, other, { email: "absorbed" });
    expect(await rows()).not.toEqual(before);
    await undo(made.id);
    expect(await rows()).toEqual(before);
    expect((await undoPlan(made.id)).obstacles).toEqual(["It was undone before"]);
  });

  it("keeps what was corrected since, and asks whose is what nothing tells", async () => {
    const meridian = await organisation("Meridian Three");
    const one = await enter({ name: "Max Frey", email: "max@one.example" });
    const other = await enter({ name: "Max Frei", email: "max@two.example" });
    const made = await merge(one, other);
    await (await house.as("officer")).put(`/api/v1/people/${one}`, { name: "Maximilian Frey" }).expect(200);
    const begun = await begin(one, meridian, { title: "Broker" });
    const plan = await undoPlan(made.id);
    expect(plan.corrected).toEqual(["name", "organisation"]);
    expect(plan.since).toMatchObject([{ kind: "affiliation", id: begun.id, to: null }]);
    const refused = await (
      await house.as("officer")
    ).post(`/api/v1/merges/${made.id}/undo`, { planHash: plan.planHash });
    expect(refused.status).toBe(409);
    expect(refused.body.unsorted).toMatchObject([{ id: begun.id }]);
    await undo(made.id, [{ id: begun.id, to: "absorbed" }]);
    expect(await person(one)).toMatchObject({
      name: "Maximilian Frey",
      affiliations: [],
      organisation: null,
    });
    expect(await person(other)).toMatchObject({
      id: other,
      name: "Max Frei",
      organisation: "Meridian Three",
      affiliations: [{ title: "Broker" }],
    });
  });

  it("opens a case for whoever had none and wrote in between", async () => {
    const live = await house.receive("pia@one.example", { name: "Pia Sand" });
    const one = await partyOf(live);
    const other = await enter({ name: "Pia Sandt", email: "pia@two.example" });
    const made = await merge(one, other);
    expect(await house.receive("pia@two.example", { name: "Pia Sandt", message: "My own matter." })).toBe(
      live,
    );
    await undo(made.id);
    const theirs = await house.receive("pia@two.example", { name: "Pia Sandt", message: "More of mine." });
    expect(theirs).not.toBe(live);
    expect(await partyOf(theirs)).toBe(other);
  });

  it("goes from the last to the first, and ends after 30 days", async () => {
    const [a, b, c] = [
      await enter({ name: "A One" }),
      await enter({ name: "B Two" }),
      await enter({ name: "C Three" }),
    ];
    const first = await merge(b, a);
    const second = await merge(c, b);
    expect((await person(a)).id).toBe(c);
    expect((await undoPlan(first.id)).obstacles).toEqual([expect.stringContaining(second.id)]);
    await undo(second.id);
    expect((await person(a)).id).toBe(b);
    const at = await house.house.engine.now();
    await house.advance(new Date(at.getTime() + 31 * 86_400_000));
    const plan = await undoPlan(first.id);
    expect(plan.obstacles).toEqual(["The 30 days to undo it are over"]);
    const late = await (
      await house.as("officer")
    ).post(`/api/v1/merges/${first.id}/undo`, { planHash: plan.planHash });
    expect(late.status).toBe(409);
  });
});
