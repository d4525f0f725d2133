import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse({ isIdle: true });

describe("institutions, programmes and projects (S-001)", () => {
  it("stand under each other as Partners in Prevention does at Stimson", async () => {
    const administrator = await house.as("admin", null);
    const stimson = { slug: "stimson", name: "Stimson", country: "US" };
    const made = await administrator.post("/api/v1/institutions", stimson).expect(201);
    expect(made.body).toMatchObject({ ...stimson, programmes: [] });
    await administrator.post("/api/v1/institutions", stimson).expect(409);

    const above = { slug: "mab", name: "Managing Across Boundaries", institution: "stimson" };
    await administrator.post("/api/v1/programmes", above).expect(201);
    const below = { slug: "pip", name: "Partners in Prevention", institution: "stimson", parent: "mab" };
    const programme = await administrator.post("/api/v1/programmes", below).expect(201);
    expect(programme.body).toMatchObject(below);

    const officer = await house.as("officer", "pip");
    const project = { slug: "task-force", name: "Task Force", aim: "Self-regulation", startsOn: "2012-09" };
    const added = await officer.post("/api/v1/projects", { programme: "pip", ...project }).expect(201);
    expect(added.body).toMatchObject({ ...project, programme: "pip", state: "planned", endsOn: null });
    await officer.post("/api/v1/projects", { programme: "pip", ...project }).expect(409);
    const changed = await officer
      .put(`/api/v1/projects/${added.body.id}`, {
        name: "Task Force",
        aim: null,
        state: "closed",
        startsOn: "2012-09-05",
        endsOn: "2013",
      })
      .expect(200);
    expect(changed.body).toMatchObject({
      state: "closed",
      startsOn: "2012-09-05",
      endsOn: "2013",
      aim: null,
    });
    const list = await officer.get("/api/v1/projects?state=closed").expect(200);
    expect(list.body.items).toEqual([changed.body]);
  });

  it("are seen by those who have a part in them, and by nobody else", async () => {
    const [inside, outside] = [await house.as("officer", "pip"), await house.as("officer", "default")];
    const seen = await inside.get("/api/v1/institutions").expect(200);
    // The officer has no part in the programme above: being below it gives no right in it.
    expect(seen.body.items).toEqual([expect.objectContaining({ slug: "stimson", programmes: ["pip"] })]);
    await outside.get("/api/v1/institutions/stimson").expect(404);
    await inside.get("/api/v1/institutions/stimson").expect(200);
    const [project] = (await inside.get("/api/v1/projects")).body.items;
    await outside.get(`/api/v1/projects/${project.id}`).expect(404);
    expect((await outside.get("/api/v1/projects")).body.items).toEqual([]);
    await outside.get("/api/v1/projects?programme=pip").expect(400);
    const wrong = await outside
      .post("/api/v1/projects", { programme: "pip", slug: "x", name: "X" })
      .expect(422);
    expect(wrong.body.errors[0].pointer).toBe("/programme");
  });

  it("are set up by administrators of everything only", async () => {
    for (const caller of [await house.as("officer", "pip"), await house.as("admin", "pip")]) {
      await caller.post("/api/v1/institutions", { slug: "own", name: "Own" }).expect(403);
      await caller.put("/api/v1/institutions/stimson", { name: "Mine", country: null }).expect(403);
      await caller.put("/api/v1/programmes/pip/place", { institution: "default", parent: null }).expect(403);
    }
    const lead = await house.as("lead", "pip");
    await lead.post("/api/v1/projects", { programme: "pip", slug: "l", name: "L" }).expect(403);
    const renamed = await (
      await house.as("admin", null)
    )
      .put("/api/v1/institutions/stimson", { name: "Stimson Center", country: "US" })
      .expect(200);
    expect(renamed.body).toMatchObject({ name: "Stimson Center", programmes: ["mab", "pip"] });
  });

  it("are refused by field where they could not be", async () => {
    const administrator = await house.as("admin", null);
    for (const [path, body, pointer] of [
      ["institutions", { slug: "x", name: "X", country: "ZZ" }, "/country"],
      ["programmes", { slug: "x", name: "X", institution: "nowhere" }, "/institution"],
      ["programmes", { slug: "x", name: "X", institution: "stimson", parent: "default" }, "/parent"],
      ["projects", { slug: "x", name: "X", startsOn: "2013-13" }, "/startsOn"],
      ["projects", { slug: "x", name: "X", endsOn: "soon" }, "/endsOn"],
    ] as const) {
      const answer = await administrator.post(`/api/v1/${path}`, body);
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
  });

  it("never stand under themselves, and keep their institution once they use its directory", async () => {
    const administrator = await house.as("admin", null);
    const place = async (slug: string, body: object) =>
      await administrator.put(`/api/v1/programmes/${slug}/place`, body);
    const ring = await place("mab", { institution: "stimson", parent: "pip" });
    expect(ring.status).toBe(422);
    expect(ring.body.errors[0].pointer).toBe("/parent");
    expect((await place("mab", { institution: "default", parent: null })).status).toBe(409);
    const moved = await place("pip", { institution: "stimson", parent: null });
    expect(moved.body).toMatchObject({ parent: null, institution: "stimson" });
    expect((await place("nowhere", { institution: "stimson", parent: null })).status).toBe(404);
  });

  it("are there from the start: the default programme has the default institution", async () => {
    const officer = await house.as("officer");
    expect((await officer.get("/api/v1/institutions")).body.items).toEqual([
      expect.objectContaining({ slug: "default", programmes: ["default"] }),
    ]);
  });
});
