/** What a decision is made on: the house freezes the dossier itself, and anybody with the journal can compute it again (S-035). */
import { expect, it } from "vitest";
import { canonicalJson, sha256 } from "../../src/lib/canonical.ts";
import { readJournal } from "../../src/store/journal.ts";
import { testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse();
const checks = clearChecks("2012-12-03");

async function bringToScreening(email: string): Promise<string> {
  const id = await house.receive(email);
  const officer = await house.as("officer");
  await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
  const data = { profile: vettingProfile("shipping") };
  await officer.post(`/api/v1/engagements/${id}/events`, { type: "vetting.started", data }).expect(200);
  await house.quiet();
  return id;
}

it("makes the hash of what a vetter found when none is sent, from the journal and the event", async () => {
  const id = await bringToScreening("ines@example.org");
  const vetter = await house.as("vetter");
  const raised = { type: "tier2.required", data: { trigger: "adverse_media" } };
  await vetter.post(`/api/v1/engagements/${id}/events`, raised).expect(200);
  const found = { rating: "low", rationale: "Two sources agree.", evidenceIds: ["file 7"] };
  const weighed = { type: "due_diligence.completed", data: found };
  await vetter.post(`/api/v1/engagements/${id}/events`, weighed).expect(200);

  const rows = await readJournal(house.database.pool, id);
  const [first] = rows.filter(({ event }) => event["type"] === "tier2.required");
  const { dossierHash, ...event } = rows.at(-1)?.event ?? {};
  expect(dossierHash).toBe(sha256(canonicalJson({ dossier: [first?.hash], event })));

  // Frozen, so it can be decided on.
  const approver = await house.as("approver");
  const approved = { type: "vetting.approved", data: { conditions: [] } };
  await approver.post(`/api/v1/engagements/${id}/events`, approved).expect(200);
});

it("keeps the hash that a vetter's own system sends", async () => {
  const id = await bringToScreening("jonas@example.org");
  const vetter = await house.as("vetter");
  const data = { checks, dossierHash: "b".repeat(64) };
  await vetter.post(`/api/v1/engagements/${id}/events`, { type: "screening.completed", data }).expect(200);
  const rows = await readJournal(house.database.pool, id);
  expect(rows.at(-1)?.event["dossierHash"]).toBe("b".repeat(64));
});
