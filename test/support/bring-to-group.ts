/** Somebody writes, is vetted and waits for a group that takes nobody yet: the shortest way to belong to one. */
import type { TestHouse } from "./house.ts";
import { clearChecks, vettingProfile } from "./vetting.ts";

/** The engagement's id. The house's own officer, vetter and approver have dealt with it. `more` goes with their letter. */
export async function bringToGroup(
  house: TestHouse,
  email: string,
  groupId: string,
  more: object = {},
): Promise<string> {
  const id = await bringToApproval(house, email, more);
  const officer = await house.as("officer");
  const waits = { type: "seat.waitlisted", data: { groupId } };
  await officer.post(`/api/v1/engagements/${id}/events`, waits).expect(200);
  await house.quiet();
  return id;
}

/** The same, of somebody who waits for no group. */
export async function bringToApproval(house: TestHouse, email: string, more: object = {}): Promise<string> {
  const id = await house.receive(email, more);
  const send = async (role: "officer" | "vetter" | "approver", type: string, data: object = {}) => {
    const answer = await (await house.as(role)).post(`/api/v1/engagements/${id}/events`, { type, data });
    if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
    await house.quiet();
  };
  await send("officer", "triage.claimed");
  await send("officer", "vetting.started", { profile: vettingProfile("shipping") });
  const checks = clearChecks("2012-12-03");
  await send("vetter", "screening.completed", { checks, dossierHash: "a".repeat(64) });
  await send("approver", "vetting.approved", { conditions: [] });
  return id;
}
