/** A programme a fortnight old, with invented people at every step, for pictures. */
import { MONDAY, type TestHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

interface Writer {
  readonly name: string;
  readonly organisation: string;
  /** How far they get, a word of `STEPS`; each step follows the ones before. */
  readonly until: (typeof STEPS)[number];
}

const STEPS = ["received", "triage", "asked", "screening", "decision", "approved", "waitlisted"] as const;
const WRITERS: readonly Writer[] = [
  { name: "Ines Duarte", organisation: "Harbour Mutual", until: "waitlisted" },
  { name: "Jonas Weber", organisation: "Baltic Port Authority", until: "approved" },
  { name: "Amina Traoré", organisation: "West Africa Maritime Institute", until: "decision" },
  { name: "Émile Fontaine", organisation: "Polar Shipping", until: "screening" },
  { name: "Noor Haddad", organisation: "Levant Customs Union", until: "screening" },
  { name: "Kira Nováková", organisation: "Danube Laboratories", until: "asked" },
  { name: "Tomás Silva", organisation: "Lisbon School of Law", until: "triage" },
  { name: "Mei Chen", organisation: "Pacific Container Lines", until: "triage" },
  { name: "Olga Petrova", organisation: "Institute for Safe Cargo", until: "received" },
  { name: "Samuel Okafor", organisation: "Gulf of Guinea Forum", until: "received" },
  { name: "Ines M. Duarte", organisation: "Harbour Mutual Ltd", until: "received" },
  { name: "Lukas Jensen", organisation: "North Sea Pilots", until: "received" },
];
const HOUR_MS = 3_600_000;

/** Fills the house; answers with the engagement that is looked at closely. */
export async function makeProgramme(house: TestHouse, ownerId: string): Promise<string> {
  const chair = await house.as("chair");
  const group = { name: "Insurance", sector: "insurance", launchMonth: "2013-06", capacity: 12 };
  const groupId = (await chair.post("/api/v1/groups", group).expect(201)).body.id as string;
  const ids: string[] = [];
  for (const [at, { name, organisation, until }] of WRITERS.entries()) {
    await house.advance(new Date(MONDAY.getTime() + at * 20 * HOUR_MS));
    const message = "We insure two thousand ships and would like to take part in the work on screening.";
    const email = `${name
      .split(" ")[0]
      ?.toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z]/g, "")}${at}@${organisation.split(" ")[0]?.toLowerCase()}.example`;
    const id = await house.receive(email, { name, organisation, message });
    ids.push(id);
    await goTo(house, id, STEPS.indexOf(until), { groupId, ownerId });
  }
  return ids[3] ?? "";
}

async function goTo(
  house: TestHouse,
  id: string,
  steps: number,
  { groupId, ownerId }: { readonly groupId: string; readonly ownerId: string },
): Promise<void> {
  const send = async (role: "officer" | "vetter" | "approver", type: string, data: object = {}) => {
    const answer = await (await house.as(role)).post(`/api/v1/engagements/${id}/events`, { type, data });
    if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
    await house.quiet();
  };
  if (steps >= 1) {
    await send("officer", "triage.claimed");
    await send("officer", "owner.assigned", { ownerId });
  }
  if (steps === 2) await send("officer", "info.requested", { questions: ["For whom do you write?"] });
  if (steps >= 3) await send("officer", "vetting.started", { profile: vettingProfile("insurance") });
  if (steps >= 4) await send("vetter", "screening.completed", { checks: clearChecks("2012-12-03") });
  if (steps >= 5) await send("approver", "vetting.approved", { conditions: [] });
  if (steps >= 6) await send("officer", "seat.waitlisted", { groupId });
}
