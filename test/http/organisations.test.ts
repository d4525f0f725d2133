import { describe, expect, it } from "vitest";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse({ isIdle: true });

const AGENCY = { name: "Agência Marítima", kind: "government_agency", level: "national", country: "PT" };
const make = async (caller: Caller, more: object, status = 201) => {
  const answer = await caller.post("/api/v1/organisations", { ...AGENCY, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
};
const names = async (caller: Caller, query: string) => {
  const { body } = await caller.get(`/api/v1/organisations?${query}`).expect(200);
  return (body.items as { name: string }[]).map(({ name }) => name);
};

describe("organisations (S-028, S-030)", () => {
  it("are entered with kind, level, parents, country and sectors", async () => {
    const officer = await house.as("officer");
    const parent = await make(officer, {
      name: "United Nations",
      kind: "international_organisation",
      level: "international",
      country: null,
      shortName: "UN",
    });
    const body = {
      ...AGENCY,
      shortName: "AM",
      otherNames: ["Maritime Agency"],
      parents: [parent.id],
      sectors: ["shipping", "insurance"],
    };
    const made = await officer.post("/api/v1/organisations", body).expect(201);
    expect(made.headers["etag"]).toBe('"1"');
    expect(made.body).toEqual({
      ...body,
      id: expect.any(String),
      institution: "default",
      parents: [{ id: parent.id, name: "United Nations" }],
      sectors: ["insurance", "shipping"],
      revision: 1,
      createdAt: expect.any(String),
    });
    expect((await officer.get(`/api/v1/organisations/${made.body.id}`)).body).toEqual(made.body);
    expect((await officer.get("/api/v1/organisations?q=maritima")).body.items).toEqual([made.body]);
  });

  it("are found as one types, by any of their names, and by what they are", async () => {
    const officer = await house.as("officer");
    await make(officer, { name: "Agence maritime", country: "FR", sectors: ["shipping"] });
    await make(officer, {
      name: "Baltic Mariners",
      kind: "trade_association",
      level: "regional",
      country: null,
    });
    expect(await names(officer, "q=agen")).toEqual(["Agence maritime", "Agência Marítima"]);
    expect(await names(officer, "q=mari")).toEqual([
      "Agence maritime",
      "Agência Marítima",
      "Baltic Mariners",
    ]);
    expect(await names(officer, "q=maritime+agency")).toEqual(["Agência Marítima"]);
    expect(await names(officer, "q=un")).toEqual(["United Nations"]);
    expect(await names(officer, "level=regional")).toEqual(["Baltic Mariners"]);
    expect(await names(officer, "kind=government_agency&country=FR")).toEqual(["Agence maritime"]);
    expect(await names(officer, "sector=insurance")).toEqual(["Agência Marítima"]);
    const first = await officer.get("/api/v1/organisations?limit=1").expect(200);
    expect(await names(officer, `limit=10&cursor=${first.body.next}`)).toHaveLength(3);
    await officer.get("/api/v1/organisations?cursor=nonsense").expect(400);
    await officer.get("/api/v1/organisations?level=galactic").expect(400);
  });

  it("are in the directory once, however their name is spelt", async () => {
    const officer = await house.as("officer");
    const again = await make(officer, { name: "AGENCIA maritima" }, 409);
    const [known] = (await officer.get("/api/v1/organisations?q=agencia")).body.items;
    expect(again.existing).toBe(known.id);
    await make(officer, { name: "Agência Marítima", country: "BR" });
  });

  it("are refused by field what they cannot be", async () => {
    const officer = await house.as("officer");
    const stranger = { parents: ["0198c0de-0000-7000-8000-000000000001"] };
    for (const [more, pointer] of [
      [{ kind: "colour" }, "/kind"],
      [{ level: "galactic" }, "/level"],
      [{ country: "Portugal" }, "/country"],
      [{ sectors: ["shipping", "fishing"] }, "/sectors/1"],
      [stranger, "/parents/0"],
      [{ programme: "nowhere" }, "/programme"],
      [{ name: " " }, "/name"],
    ] as const) {
      const answer = await make(officer, { name: "New", ...more }, 422);
      expect(answer.errors[0].pointer).toBe(pointer);
    }
  });

  it("are never part of themselves", async () => {
    const officer = await house.as("officer");
    const [top, below] = [await make(officer, { name: "Top" }), await make(officer, { name: "Below" })];
    const put = async (one: { id: string; name: string }, parents: string[]) =>
      await officer.put(`/api/v1/organisations/${one.id}`, {
        ...AGENCY,
        name: one.name,
        shortName: null,
        otherNames: [],
        sectors: [],
        parents,
      });
    expect((await put(below, [top.id])).body.parents).toEqual([{ id: top.id, name: "Top" }]);
    const ring = await put(top, [below.id]);
    expect(ring.status).toBe(422);
    expect(ring.body.errors[0].pointer).toBe("/parents/0");
  });

  it("keep a kind that was retired, which no other may get", async () => {
    const [officer, administrator] = [await house.as("officer"), await house.as("admin", "default")];
    const donor = await make(officer, { name: "Old Donor", kind: "donor" });
    await administrator.post("/api/v1/taxonomies/organisation_kinds/donor/retire", { replacedBy: "ngo" });
    const refused = await make(officer, { name: "New Donor", kind: "donor" }, 422);
    expect(refused.errors[0].detail).toContain("use ngo instead");
    const words = { shortName: "OD", otherNames: [], parents: [], sectors: [] };
    const path = `/api/v1/organisations/${donor.id}`;
    const kept = await officer
      .put(path, { ...AGENCY, name: "Old Donor", kind: "donor", ...words })
      .expect(200);
    expect(kept.body).toMatchObject({ kind: "donor", shortName: "OD", revision: 2 });
    const late = officer
      .put(path, { ...AGENCY, name: "Old Donor", kind: "donor", ...words })
      .set("If-Match", '"1"');
    await late.expect(412);
  });

  it("are shared within the institution, but not their sectors, and not beyond it (S-001, S-002)", async () => {
    const administrator = await house.as("admin", null);
    await administrator.post("/api/v1/institutions", { slug: "unicri", name: "UNICRI" }).expect(201);
    await administrator.post("/api/v1/programmes", { slug: "sister", name: "Sister" }).expect(201);
    const far = { slug: "far", name: "Far", institution: "unicri" };
    await administrator.post("/api/v1/programmes", far).expect(201);
    const officer = await house.as("officer");
    const shared = await make(officer, { name: "Shared", sectors: ["shipping"] });
    const path = `/api/v1/organisations/${shared.id}`;

    const sister = await house.as("officer", "sister");
    expect((await sister.get(path).expect(200)).body).toMatchObject({ name: "Shared", sectors: [] });
    expect(await names(sister, "q=shared&sector=shipping")).toEqual([]);
    const words = { ...AGENCY, name: "Shared", shortName: null, otherNames: [], parents: [] };
    await sister.put(path, { ...words, programme: "sister", sectors: ["finance"] }).expect(200);
    expect((await officer.get(path)).body.sectors).toEqual(["shipping"]);

    const stranger = await house.as("officer", "far");
    await stranger.get(path).expect(404);
    await stranger.put(path, { ...words, programme: "far", sectors: [] }).expect(404);
    expect(await names(stranger, "q=shared")).toEqual([]);
    await make(stranger, { programme: "far", name: "Shared" });
  });

  it("are kept by officers, the secretariat and administrators", async () => {
    await make(await house.as("secretariat"), { name: "By the secretariat" });
    await make(await house.as("admin", null), { name: "By an administrator" });
    await make(await house.as("vetter"), { name: "By a vetter" }, 403);
    await (await house.caller([])).get("/api/v1/organisations").expect(403);
    expect(await names(await house.as("lead"), "q=by+the")).toEqual(["By the secretariat"]);
  });
});
