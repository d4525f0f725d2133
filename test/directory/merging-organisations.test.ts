import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";
import { mergingOrganisations } from "../support/merging-organisations.ts";

const house = testHouse();
const { enter, person } = merging(house);
const { post, look, preview, organisation, revise, begin, merge, undo, rows, expectAsPlanned } =
  mergingOrganisations(house);

const found = async (q: string): Promise<string[]> =>
  (await look(`organisations?q=${encodeURIComponent(q)}`)).items.map(({ id }: { id: string }) => id);
const sectors = async (): Promise<string[]> =>
  (await look("taxonomies?taxonomy=sectors")).items.slice(0, 3).map(({ code }: { code: string }) => code);

describe("merging two organisations", () => {
  it("does what the preview showed, field by field, and is found by both names", async () => {
    const [above, other] = [await organisation({ name: "Crown" }), await organisation({ name: "Lloyds" })];
    const [fishing, mining = "", third = ""] = await sectors();
    const one = await organisation({ name: "Admiralty", parents: [above], sectors: [fishing, mining] });
    const absorbed = await organisation({
      name: "Navy Board",
      shortName: "NB",
      level: "local",
      otherNames: ["Principal Officers"],
      parents: [other],
      sectors: [mining, third],
    });
    const part = await organisation({ name: "Dockyard", parents: [absorbed] });
    const clerk = await enter({ name: "Samuel Pepys" });
    await begin(clerk, absorbed, { title: "Clerk of the Acts" });

    const plan = await preview(one, absorbed, { level: "absorbed" });
    expect(plan.obstacles).toEqual([]);
    expect(plan.organisation).toMatchObject({
      name: "Admiralty",
      shortName: "NB",
      otherNames: ["Navy Board", "Principal Officers"],
      level: "local",
    });
    expect(plan.counts).toEqual({ affiliations: 1, toldOnce: 0, parts: 1, sectorsElsewhere: 0 });
    expect(plan.dropped).toEqual(["level"]);
    const made = await merge(one, absorbed, { level: "absorbed" });
    expect(made).toMatchObject({ survivor: one, absorbed, institution: "default", undoneAt: null });
    expect(made.fields).toContainEqual({ field: "level", from: "absorbed" });
    expect(made.fields).toContainEqual({ field: "parents", from: "both" });
    await expectAsPlanned(one, plan);
    await expectAsPlanned(absorbed, plan);
    for (const q of ["Admiralty", "Navy Board", "NB", "Principal Off"])
      expect(await found(q), q).toEqual([one]);

    expect(await person(clerk)).toMatchObject({
      organisation: "Admiralty",
      affiliations: [{ organisation: { id: one, name: "Admiralty" }, title: "Clerk of the Acts" }],
    });
    for (const id of [one, absorbed]) {
      const { items } = await look(`people?organisation=${id}`);
      expect(items.map((item: { id: string }) => item.id)).toEqual([clerk]);
    }
    expect((await look(`organisations/${part}`)).parents).toEqual([{ id: one, name: "Admiralty" }]);
    // The name is still taken, and says by whom.
    const again = { kind: "business", level: "national", country: "GB", name: "navy board" };
    expect((await post("/api/v1/organisations", again, 409)).existing).toBe(one);
    const listed = await look(`organisation-merges?organisation=${absorbed}`);
    expect(listed.items).toMatchObject([{ id: made.id, survivor: one }]);
  });

  it("tells once that somebody is with it who was with both, and again with both when undone", async () => {
    const [one, absorbed] = [
      await organisation({ name: "Vickers" }),
      await organisation({ name: "Armstrong" }),
    ];
    const both = await enter({ name: "Barnes Wallis" });
    await begin(both, one, { since: "2001-01-01", title: "Designer" });
    await begin(both, absorbed, { since: "2002-01-01", title: "Engineer" });
    const before = await rows();
    expect((await preview(one, absorbed)).counts).toMatchObject({ affiliations: 1, toldOnce: 1 });
    const made = await merge(one, absorbed, { name: "absorbed" });
    expect((await person(both)).affiliations).toMatchObject([{ title: "Designer" }]);
    expect(await person(both)).toMatchObject({ organisation: "Armstrong" });
    const twice = { organisation: absorbed, capacity: "expert" };
    await post(`/api/v1/people/${both}/affiliations`, twice, 409);
    await undo(made.id);
    expect(await rows()).toEqual(before);
    expect((await person(both)).affiliations).toHaveLength(2);
  });

  it("is refused by a preview that is no longer true, and made once however often it is asked for", async () => {
    const [one, absorbed] = [
      await organisation({ name: "Cunard" }),
      await organisation({ name: "White Star" }),
    ];
    const stale = await preview(one, absorbed);
    await revise(absorbed, { level: "international" });
    const before = await rows();
    const path = `/api/v1/organisations/${one}/merges`;
    const refused = await post(path, { absorbed, planHash: stale.planHash }, 409);
    expect(refused.plan.planHash).not.toBe(stale.planHash);
    expect(await rows()).toEqual(before);
    const { planHash } = refused.plan;
    const answers = await Promise.all(
      [1, 2, 3].map(async () => await post(path, { absorbed, planHash }, 201)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const back = await (
      await house.as("officer")
    ).post(`/api/v1/organisations/${absorbed}/merge-preview`, { absorbed: one });
    expect([back.status, back.body.existing]).toEqual([409, one]);
  });

  it("never makes an organisation part of itself, nor takes a third one's name", async () => {
    const top = await organisation({ name: "Top" });
    const middle = await organisation({ name: "Middle", parents: [top] });
    const bottom = await organisation({ name: "Bottom", parents: [middle] });
    const ring = await preview(bottom, top);
    expect(ring.obstacles).toEqual([expect.stringContaining("by way of Middle")]);
    await post(`/api/v1/organisations/${bottom}/merges`, { absorbed: top, planHash: ring.planHash }, 409);
    // Directly below, it simply becomes the one it was part of.
    const made = await merge(middle, top);
    expect((await look(`organisations/${middle}`)).parents).toEqual([]);
    await undo(made.id);
    expect((await look(`organisations/${middle}`)).parents).toMatchObject([{ id: top }]);

    const french = await organisation({ name: "Marine", country: "FR" });
    await organisation({ name: "Marine", country: "BE" });
    const belgian = await organisation({ name: "Navy", country: "BE" });
    const taken = await preview(french, belgian, { country: "absorbed" });
    expect(taken.obstacles).toEqual([expect.stringContaining("has that name in that country already")]);
  });

  it("is an officer's of the institution: a reader has no right, another institution finds nothing", async () => {
    const [one, absorbed] = [
      await organisation({ name: "Pilgrim" }),
      await organisation({ name: "Mayflower" }),
    ];
    const admin = await house.caller([["admin", null]]);
    await admin.post("/api/v1/institutions", { slug: "abroad", name: "Abroad" }).expect(201);
    const [dpo, stranger] = [await house.as("dpo"), await house.as("officer", "elsewhere")];
    await admin
      .put("/api/v1/programmes/elsewhere/place", { institution: "abroad", parent: null })
      .expect(200);
    const made = await merge(one, absorbed);
    const body = { absorbed, programme: "elsewhere" };
    expect((await stranger.post(`/api/v1/organisations/${one}/merge-preview`, body)).status).toBe(404);
    for (const path of [`organisation-merges/${made.id}`, `organisation-merges/${made.id}/undo`]) {
      expect((await stranger.get(`/api/v1/${path}`)).status, path).toBe(404);
      expect((await dpo.get(`/api/v1/${path}`)).status, path).toBe(403);
    }
    expect((await stranger.get("/api/v1/organisation-merges").expect(200)).body.items).toEqual([]);
  });
});

describe("undoing a merge of organisations", () => {
  it("keeps what was corrected since, and asks whose is what nothing tells", async () => {
    const [one, absorbed] = [await organisation({ name: "Mercury" }), await organisation({ name: "Hermes" })];
    const [ada, ben] = [await enter({ name: "Ada Post" }), await enter({ name: "Ben Post" })];
    const made = await merge(one, absorbed);
    await revise(one, { name: "Mercurius" });
    const mine = await begin(ada, one);
    const theirs = await begin(ben, absorbed);
    const part = await organisation({ name: "Couriers", parents: [one] });
    const plan = await look(`organisation-merges/${made.id}/undo`);
    expect(plan.corrected).toEqual(["name"]);
    const kinds = plan.since.map(({ id, to }: { id: string; to: string }) => [id, to]);
    expect(kinds).toEqual([
      [mine, null],
      [theirs, "absorbed"],
      [part, null],
    ]);
    const path = `/api/v1/organisation-merges/${made.id}/undo`;
    const refused = await post(path, { planHash: plan.planHash }, 409);
    expect(refused.unsorted.map(({ id }: { id: string }) => id)).toEqual([mine, part]);
    await undo(made.id, [
      { id: mine, to: "absorbed" },
      { id: part, to: "absorbed" },
    ]);
    expect(await look(`organisations/${one}`)).toMatchObject({ name: "Mercurius", otherNames: [] });
    expect(await look(`organisations/${absorbed}`)).toMatchObject({ id: absorbed, name: "Hermes" });
    for (const id of [ada, ben]) expect(await person(id)).toMatchObject({ organisation: "Hermes" });
    expect((await look(`organisations/${part}`)).parents).toEqual([{ id: absorbed, name: "Hermes" }]);
    expect((await look(`organisation-merges/${made.id}/undo`)).obstacles).toEqual(["It was undone before"]);
  });

  it("goes from the last to the first, and ends after 30 days", async () => {
    const [a, b, c] = [
      await organisation({ name: "Alpha" }),
      await organisation({ name: "Beta" }),
      await organisation({ name: "Gamma" }),
    ];
    const first = await merge(b, a);
    const second = await merge(c, b);
    expect((await look(`organisations/${a}`)).id).toBe(c);
    const early = await look(`organisation-merges/${first.id}/undo`);
    expect(early.obstacles).toEqual([expect.stringContaining(second.id)]);
    await undo(second.id);
    expect((await look(`organisations/${a}`)).id).toBe(b);
    const at = await house.house.engine.now();
    await house.advance(new Date(at.getTime() + 31 * 86_400_000));
    const late = await look(`organisation-merges/${first.id}/undo`);
    expect(late.obstacles).toEqual(["The 30 days to undo it are over"]);
    await post(`/api/v1/organisation-merges/${first.id}/undo`, { planHash: late.planHash }, 409);
  });

  it("leaves people right who were merged meanwhile, whichever is undone first", async () => {
    const { merge: mergePeople, undo: undoPeople } = merging(house);
    for (const isPeopleFirst of [true, false]) {
      const which = isPeopleFirst ? "First" : "Second";
      const one = await organisation({ name: `${which} Castle` });
      const absorbed = await organisation({ name: `${which} Keep` });
      const [ann, anne] = [await enter({ name: `Ann ${which}` }), await enter({ name: `Anne ${which}` })];
      await begin(ann, one, { since: "2001-01-01" });
      await begin(ann, absorbed, { since: "2002-01-01" });
      await begin(anne, absorbed, { since: "2003-01-01" });
      const before = await rows();
      const ofOrganisations = await merge(one, absorbed);
      const ofPeople = await mergePeople(anne, ann);
      if (isPeopleFirst) await undoPeople(ofPeople.id);
      await undo(ofOrganisations.id);
      if (!isPeopleFirst) await undoPeople(ofPeople.id);
      expect(await rows(), which).toEqual(before);
    }
  });
});
