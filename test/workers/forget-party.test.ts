import { beforeAll, describe, expect, it } from "vitest";
import { cardsOf, openRecords } from "../../src/directory/people.ts";
import { effectHandlers } from "../../workers/index.ts";
import { workflows } from "../../workflows/index.ts";
import { testDatabase } from "../support/database.ts";
import { buildHouse, type House, NOW } from "./house.ts";

const database = testDatabase();
const quiet = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
let house: House;
beforeAll(async () => {
  house = await buildHouse(database.pool);
});

const handlers = () =>
  effectHandlers({
    linkFor: async () => undefined,
    mail: { ownHost: "convoke.example.org", trustedHost: undefined },
    directory: house.directory,
    engine: house.engine,
    intake: house.intake,
    transport: null,
    publicUrl: "https://convoke.example.org",
    from: "office@convoke.example",
    log: quiet,
  });

async function perform(action: string, instanceId: string, partyId: string) {
  return await handlers()[action]?.perform(house.effect(instanceId, action, { partyId }), NOW);
}

const isKnown = async (partyId: string) => (await cardsOf(house.directory, [partyId])).has(partyId);

describe("forgetting a party", () => {
  it("destroys what was sealed and the card, and can be repeated", async () => {
    const { instanceId, partyId } = await house.engagement({ name: "One", email: "one@example.org" });
    const record = (await house.seal(partyId, "their words")).slice("sealed:".length);
    expect(await perform("forgetParty", instanceId, partyId)).toEqual({ kind: "done", output: null });
    expect(await perform("forgetParty", instanceId, partyId)).toEqual({ kind: "done", output: null });
    expect(await openRecords(house.directory, [record])).toEqual(new Map());
    expect(await isKnown(partyId)).toBe(false);
  });

  it("later happens when they have no engagement any more", async () => {
    const { instanceId, partyId } = await house.engagement({ name: "Two", email: "two@example.org" });
    await database.pool.query("update instance set business_key = null where id = $1", [instanceId]);
    expect(await perform("forgetPartyLater", instanceId, partyId)).toEqual({ kind: "done", output: null });
    expect(await isKnown(partyId)).toBe(false);
  });

  it("later does not happen when they wrote again and were heard", async () => {
    const { instanceId, partyId } = await house.engagement({ name: "Three", email: "three@example.org" });
    expect(await perform("forgetPartyLater", instanceId, partyId)).toEqual({ kind: "done", output: null });
    expect(await isKnown(partyId)).toBe(true);
  });

  it("is given up when the effect names nobody", async () => {
    const { instanceId } = await house.engagement({ name: "Four", email: "four@example.org" });
    expect(await perform("forgetParty", instanceId, "")).toMatchObject({ kind: "give-up" });
    expect(await perform("forgetPartyLater", instanceId, "nobody")).toMatchObject({ kind: "give-up" });
  });
});

describe("the workers", () => {
  it("carry out every effect that a workflow names", () => {
    const named = new Set(workflows.flatMap(({ effects }) => Object.keys(effects)));
    expect(Object.keys(handlers())).toEqual(expect.arrayContaining([...named]));
  });
});
