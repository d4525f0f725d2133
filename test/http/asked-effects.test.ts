/** What became of what a case asked for, as its timeline tells it; and what colleagues are called. */
import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse();

interface Told {
  readonly entry: number;
  readonly name: string;
  readonly state: string;
  readonly reason: string | null;
  readonly mail: { readonly id: string | null; readonly audience: string } | null;
}

const effectsOf = async (id: string, role: "officer" | "approver" = "officer"): Promise<Told[]> =>
  (await (await house.as(role)).get(`/api/v1/engagements/${id}/effects`).expect(200)).body.items;

describe("what a case asked for", () => {
  it("is told by the journal row that asked: mails as they stand, deadlines that run", async () => {
    const id = await house.receive("ines@example.org");
    const officer = await house.as("officer");
    const { body } = await officer.get(`/api/v1/engagements/${id}/journal`).expect(200);
    const named = body.items.flatMap(({ seq, effects }: { seq: number; effects: string[] }) =>
      effects.map((name) => `${seq} ${name}`),
    );
    const told = await effectsOf(id);
    for (const { entry, name } of told) expect(named).toContain(`${entry} ${name}`);
    const mail = told.find((one) => one.mail?.audience === "party");
    // No mail host is set here, so mails are written and kept.
    expect(mail).toMatchObject({ entry: 1, state: "kept" });
    const { body: read } = await officer.get(`/api/v1/mails/${mail?.mail?.id}`).expect(200);
    expect(read.to[0].email).toBe("ines@example.org");
    expect(told.find(({ name }) => name === "timer:first_response")).toMatchObject({
      state: "planned",
      mail: null,
    });
  });

  it("says that a mail failed, why to those who look after it, and that it is done once an administrator retries", async () => {
    const id = await house.receive("rui@example.org");
    const officer = await house.as("officer");
    await house.database.pool.query("delete from mail where instance_id = $1", [id]);
    // As a worker leaves it that has tried in vain ten times.
    await house.database.pool.query(
      `insert into effect (instance_id, seq, name, kind, action, payload, lane, ordinal, programme_id, due_at, state,
         attempts, last_error, created_at)
       select $1, 1, 'sendMail:0', 'act', 'sendMail', '{"template": "inquiry-received", "to": "party", "data": {}}',
         'mail', 0, programme_id, created_at, 'gave-up', 10, '550 no such mailbox', created_at
       from instance where id = $1`,
      [id],
    );
    const failed = async (role: "officer" | "approver") =>
      (await effectsOf(id, role)).find(({ name }) => name === "sendMail:0");
    expect(await failed("officer")).toMatchObject({
      state: "failed",
      reason: "550 no such mailbox",
      mail: { id: null, audience: "party" },
    });
    expect(await failed("approver")).toMatchObject({ state: "failed", reason: null });
    await officer.post(`/api/v1/instances/${id}/retry`).expect(403);
    await (await house.as("admin")).post(`/api/v1/instances/${id}/retry`).expect(204);
    expect(await failed("officer")).toMatchObject({ state: "planned" });
    await house.quiet();
    expect(await failed("officer")).toMatchObject({ state: "kept", reason: null });
  });
});

describe("colleagues", () => {
  it("are named with their roles to who works in the programme, and to nobody else", async () => {
    const vetter = await house.as("vetter");
    const { body } = await vetter.get("/api/v1/programmes/default/staff").expect(200);
    expect(body.items).toContainEqual({ id: vetter.accountId, name: "vetter", roles: ["vetter"] });
    const stranger = await house.caller([["officer", "elsewhere"]]);
    await stranger.get("/api/v1/programmes/default/staff").expect(404);
    expect(body.items.map(({ id }: { id: string }) => id)).not.toContain(stranger.accountId);
    await (await house.caller([["member", "default"]])).get("/api/v1/programmes/default/staff").expect(403);
  });

  it("are named in the journal for what they did; parties and Convoke are not", async () => {
    const id = await house.receive("zoe@example.org");
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const { body } = await officer.get(`/api/v1/engagements/${id}/journal`).expect(200);
    const names = body.items.map(({ type, actor }: { type: string; actor: { name: string | null } }) => [
      type,
      actor.name,
    ]);
    expect(names).toContainEqual(["triage.claimed", "officer"]);
    expect(names[0]).toEqual(["inquiry.submitted", null]);
  });
});

describe("forms about interests", () => {
  it("are found by the person they are about", async () => {
    const officer = await house.as("officer");
    const one = await house.receive("one@example.org");
    const other = await house.receive("other@example.org");
    const partyOf = async (id: string) =>
      (await officer.get(`/api/v1/engagements/${id}`).expect(200)).body.party.id as string;
    const asked = { partyId: await partyOf(one), as: "independent_expert" };
    const made = await officer.post("/api/v1/interests", asked).expect(201);
    const found = async (party: string) =>
      (await officer.get(`/api/v1/interests?party=${party}`).expect(200)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await found(asked.partyId)).toEqual([made.body.id]);
    expect(await found(await partyOf(other))).toEqual([]);
  });
});
