import { describe, expect, it } from "vitest";
import { openRecords } from "../../src/directory/people.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

async function source(slug: string, mapping: object): Promise<string> {
  const body = { slug, vendor: "form", open: true, mapping };
  return (await (await house.as("officer")).post("/api/v1/sources", body).expect(201)).body.id;
}

async function deliver(slug: string, body: object): Promise<string> {
  const { delivery } = (await house.anybody.post(`/hooks/${slug}`).send(body).expect(200)).body;
  await house.quiet();
  return delivery;
}

interface Case {
  readonly id: string;
  readonly party: { readonly id: string };
  readonly card: Readonly<Record<string, unknown>>;
}
const caseOf = async (email: string): Promise<Case> => {
  const { items } = (await (await house.as("officer")).get(`/api/v1/engagements?text=${email}`)).body;
  expect(items).toHaveLength(1);
  return (await (await house.as("officer")).get(`/api/v1/engagements/${items[0].id}`).expect(200)).body;
};
const journalOf = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}/journal`).expect(200)).body.items;
const lettersTo = async (id: string): Promise<readonly { text: string }[]> =>
  (await (await house.as("officer")).get(`/api/v1/mails?instance=${id}`).expect(200)).body.items.filter(
    ({ audience }: { audience: string }) => audience === "party",
  );
/** What is kept under the key of a case's person, as it was sealed. */
async function wordsOf(id: string): Promise<string> {
  const ids = (await journalOf(id)).flatMap(
    ({ data }: { data: { recordId?: string } }) => data.recordId ?? [],
  );
  return JSON.stringify([...(await openRecords(house.house.directory, ids))]);
}
const nameOf = async (partyId: string): Promise<string | null> =>
  (await (await house.as("officer")).get(`/api/v1/people/${partyId}`).expect(200)).body.name;

describe("a form that proposes somebody (S-007)", () => {
  const mapping = {
    name: "You",
    email: "Your address",
    message: "Why",
    nominee: "Whom",
    nomineeEmail: "Theirs",
  };
  const proposal = {
    You: "Rui Tavares",
    "Your address": "rui@porto.example",
    Whom: "Marta Reis",
    Theirs: "marta@lisboa.example",
    Why: "She knows every pilot of the Tejo.",
  };

  it("opens the nominee's case beside the sender's, and says nothing of the sender in it", async () => {
    await source("propose", mapping);
    const delivery = await deliver("propose", proposal);
    const [sender, nominee] = [await caseOf("rui@porto.example"), await caseOf("marta@lisboa.example")];
    expect(sender.card["kind"]).toBe("nomination");
    expect(nominee.card["origin"]).toBe("nominated");
    const [made] = await journalOf(nominee.id);
    expect(made).toMatchObject({ type: "nomination.made", data: { nominatorId: sender.party.id } });
    expect(JSON.stringify(made.data)).not.toContain("Rui");
    // Who proposed is thanked; who was proposed hears nothing before somebody tells them, within a month.
    expect(await lettersTo(sender.id)).toHaveLength(1);
    expect(await lettersTo(nominee.id)).toHaveLength(0);
    const { deadlines } = (await (await house.as("officer")).get(`/api/v1/engagements/${nominee.id}`)).body;
    expect(deadlines.map(({ timer }: { timer: string }) => timer)).toContain("notice");
    const words = await wordsOf(nominee.id);
    expect(words).toContain("Marta Reis");
    expect(words).not.toMatch(/Rui|Tavares|rui@|Tejo/);
    expect(await wordsOf(sender.id)).toContain("Tejo");

    // Read once more, or told again by somebody else: one case, which hears it.
    await (await house.as("officer")).post(`/api/v1/deliveries/${delivery}/retry`).expect(204);
    await house.quiet();
    expect(await journalOf(nominee.id)).toHaveLength(1);
    await deliver("propose", { ...proposal, You: "Ana Paz", "Your address": "ana@porto.example" });
    const other = await caseOf("ana@porto.example");
    const journal = await journalOf(nominee.id);
    expect(journal.map(({ type }: { type: string }) => type)).toEqual([
      "nomination.made",
      "message.attached",
    ]);
    expect(journal[1].data).toMatchObject({ channel: "nomination", nominatorId: other.party.id });
  });

  it("of somebody without an address is shown beside the one who was proposed by that name before", async () => {
    const { Theirs: _, ...unaddressed } = { ...proposal, Whom: "Vasco Teles" };
    await deliver("propose", unaddressed);
    await deliver("propose", { ...unaddressed, You: "Ana Paz", "Your address": "ana@porto.example" });
    const { items } = (await (await house.as("officer")).get("/api/v1/duplicates").expect(200)).body;
    const pairs = items.filter(({ people }: { people: { name: string }[] }) =>
      people.every(({ name }) => name === "Vasco Teles"),
    );
    expect(pairs).toHaveLength(1);
    expect(pairs[0].reasons).toContain("same-name");
  });

  it("that names its sender proposes nobody", async () => {
    await deliver("propose", {
      ...proposal,
      Whom: "Ines Paz",
      Theirs: "INES@paz.example",
      "Your address": "ines@paz.example",
    });
    const journal = await journalOf((await caseOf("ines@paz.example")).id);
    expect(journal.map(({ type }: { type: string }) => type)).toEqual(["inquiry.submitted"]);
  });
});

describe("a form that says who proposed its sender (S-007)", () => {
  it("makes them a party that the case knows by an id, in none of the words kept about the sender", async () => {
    await source("proposed", { name: "name", email: "email", nominator: "from" });
    const form = {
      name: "Hanna Virtanen",
      email: "hanna@turku.example",
      from: "Jaakko Laine <jaakko@lobby.example>",
    };
    await deliver("proposed", form);
    const { id, card } = await caseOf("hanna@turku.example");
    expect(card["origin"]).toBe("nominated");
    const [made] = await journalOf(id);
    expect(await nameOf(made.data.nominatorId)).toBe("Jaakko Laine");
    const letters = await lettersTo(id);
    expect(letters.length).toBeGreaterThan(0);
    for (const shown of [JSON.stringify(letters), await wordsOf(id)])
      for (const secret of ["Jaakko", "Laine", "lobby", made.data.nominatorId])
        expect(shown).not.toContain(secret);
    // The same nominator proposes somebody else: it is the same party.
    await deliver("proposed", { ...form, name: "Ilse Berg", email: "ilse@turku.example" });
    const [second] = await journalOf((await caseOf("ilse@turku.example")).id);
    expect(second.data.nominatorId).toBe(made.data.nominatorId);
  });

  it("hears it when the mapping is mended, and the delivery read once more", async () => {
    const id = await source("mended", { name: "name", email: "email" });
    const delivery = await deliver("mended", {
      name: "Kai Lund",
      email: "kai@turku.example",
      xyz: "Olga Nord",
    });
    const { id: engagement } = await caseOf("kai@turku.example");
    const officer = await house.as("officer");
    const mapping = { name: "name", email: "email", nominator: "xyz" };
    await officer.put(`/api/v1/sources/${id}/mapping`, { mapping }).expect(200);
    await officer.post(`/api/v1/deliveries/${delivery}/retry`).expect(204);
    await house.quiet();
    const corrected = (await journalOf(engagement)).at(-1);
    expect(corrected).toMatchObject({
      type: "reading.corrected",
      data: { profile: { origin: "nominated" } },
    });
    expect(await nameOf(corrected.data.nominatorId)).toBe("Olga Nord");
    expect((await caseOf("kai@turku.example")).card["origin"]).toBe("nominated");
  });
});
