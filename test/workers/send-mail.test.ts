import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { linkForParty } from "../../src/auth/action-links.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { mailsOf, openMail } from "../../src/directory/correspondence.ts";
import { forgetParty } from "../../src/directory/people.ts";
import { effectKeyText, type Claim, type Outcome } from "../../src/engine/outcome.ts";
import { hashToken } from "../../src/seal/tokens.ts";
import { insertProgramme } from "../../src/store/programmes.ts";
import { newId } from "../../src/lib/ids.ts";
import { type SendMailDeps, sendMailHandler } from "../../workers/send-mail/send-mail.ts";
import { createMailTransport, type MailTransport } from "../../workers/send-mail/transport.ts";
import { testDatabase } from "../support/database.ts";
import { MailHost } from "../support/mail-host.ts";
import { buildHouse, type House, NOW } from "./house.ts";

const database = testDatabase();
const host = new MailHost();
const logged: { fields: unknown; message: unknown }[] = [];
const keepLog = (fields: unknown, message?: unknown) => void logged.push({ fields, message });
const log = { info: keepLog, warn: keepLog, error: keepLog, debug: keepLog };

let house: House;
let transport: MailTransport;
let smtpUrl: string;

beforeAll(async () => {
  house = await buildHouse(database.pool);
  smtpUrl = await host.open();
  transport = createMailTransport(smtpUrl);
});
afterAll(async () => {
  transport.close();
  await host.close();
});
beforeEach(() => {
  host.received.length = 0;
  host.judge = () => undefined;
  logged.length = 0;
});

async function perform(effect: Claim, changes: Partial<SendMailDeps> = {}): Promise<Outcome> {
  const { directory } = house;
  const from = "office@convoke.example";
  const publicUrl = "https://convoke.example.org/";
  const linkFor: SendMailDeps["linkFor"] = async (id, purpose, by) =>
    (await linkForParty({ db: database.pool, now: directory.now, publicUrl }, id, purpose, by))?.url;
  const deps = { directory, transport, publicUrl, from, log, linkFor, ...changes };
  return await sendMailHandler(deps).perform(effect, NOW);
}

/** The one mail kept for an effect. */
async function kept(effect: Claim) {
  const mails = await mailsOf(house.directory, { instanceId: effect.instanceId, limit: 100 }, SYSTEM);
  const [mail] = mails.filter((one) => one.effect === effectKeyText(effect));
  if (mail === undefined) throw new Error("No mail was kept");
  return mail;
}

const only = () => {
  const [mail] = host.received;
  if (mail === undefined || host.received.length !== 1) throw new Error(`${host.received.length} mails came`);
  return mail;
};

const header = (headers: string, name: string) =>
  headers
    .split("\r\n")
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());

describe("a mail", () => {
  it("is kept and can be read when there is no mail host", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "inquiry-received", "party");
    expect(await perform(effect, { transport: null })).toEqual({ kind: "done", output: null });
    const mail = await kept(effect);
    expect(mail.status).toBe("kept");
    const { to, subject, text } = await openMail(house.directory, mail);
    expect(to).toEqual([{ name: "Amina Duarte", email: "amina@harbour.example" }]);
    expect(subject).toBe("[TLP:AMBER] We have your message to Partners in Prevention");
    expect(text.split("\n")[0]).toBe("TLP:AMBER");
    expect(text).toContain("Dear Amina Duarte,");
    expect(text).toContain("You hear from us by Wednesday 5 December 2012.");
    expect(text).toContain(`Your reference: ${instanceId.slice(-8)}`);
  });

  it("goes out once, under an id made from its effect", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "inquiry-received", "party");
    expect(
      await perform(effect, {
        replyTo: async () => "programme@convoke.example",
      }),
    ).toMatchObject({ kind: "done" });
    const { headers, to, from } = only();
    expect(to).toEqual(["amina@harbour.example"]);
    expect(from).toBe("office@convoke.example");
    expect(header(headers, "Message-ID")).toEqual([
      `<${instanceId}.${effect.seq}.sendMail=3a0@convoke.example.org>`,
    ]);
    expect(header(headers, "In-Reply-To")).toEqual([`<${instanceId}@convoke.example.org>`]);
    expect(header(headers, "References")).toEqual([`<${instanceId}@convoke.example.org>`]);
    expect(header(headers, "X-Convoke-Effect")).toEqual([effectKeyText(effect)]);
    expect(header(headers, "Auto-Submitted")).toEqual(["auto-generated"]);
    expect(header(headers, "Reply-To")).toEqual(["programme@convoke.example"]);
    expect(header(headers, "From")).toEqual(["Partners in Prevention <office@convoke.example>"]);
    expect(header(headers, "To")).toEqual(["Amina Duarte <amina@harbour.example>"]);
    expect((await kept(effect)).status).toBe("sent");

    expect(await perform(effect)).toMatchObject({ kind: "done" });
    expect(host.received).toHaveLength(1);
  });

  it("to the members of a group tells none of them who else sits there, nor where they are reached", async () => {
    const members = [
      { name: "Ines Duarte", email: "ines@harbour.example" },
      { name: "Jonas Weber", email: "jonas@baltic.example" },
    ];
    const held: string[] = [];
    for (const member of members) held.push((await house.engagement(member)).instanceId);
    const groupId = await house.group("Insurance");
    await database.pool.query(
      `update instance set snapshot = jsonb_set(snapshot, '{context,held}', $2), card = card || $3 where id = $1`,
      [groupId, JSON.stringify(held), { groupId }],
    );
    const effect = house.mail(groupId, "consensus-call", "members");
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    const { headers, to, raw } = only();
    expect(to.toSorted()).toEqual(members.map(({ email }) => email));
    expect(header(headers, "To")).toEqual(["Undisclosed recipients:;"]);
    expect(header(headers, "Bcc")).toEqual([]);
    for (const { name, email } of members) {
      expect(raw).not.toContain(name);
      expect(raw).not.toContain(email);
    }
    expect((await kept(effect)).status).toBe("sent");
  });

  it("is the same message at every attempt, although its case moved on", async () => {
    const { instanceId, partyId } = await house.engagement({ name: "Before", email: "same@example.org" });
    const effect = house.mail(instanceId, "inquiry-received", "party");
    host.judge = () => ({ code: 451, says: "4.7.1 try later" });
    expect(await perform(effect)).toMatchObject({ kind: "retry" });
    await database.pool.query("update person_card set name = 'After' where party_id = $1", [partyId]);
    host.judge = () => undefined;
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    // As after a crash between the mail host's yes and ours.
    await database.pool.query("update mail set status = 'kept' where effect = $1", [effectKeyText(effect)]);
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    const [first, second] = host.received;
    expect(first?.text).toContain("Dear Before,");
    expect(second?.raw).toBe(first?.raw);
  });

  it("carries the same link at every attempt, and makes no second one", async () => {
    const { instanceId } = await house.engagement({ name: "Linked", email: "linked@example.org" });
    const effect = house.mail(instanceId, "info-requested", "party", { questions: [] });
    host.judge = () => ({ code: 451, says: "4.7.1 try later" });
    for (let attempts = 0; attempts < 3; attempts += 1) await perform(effect);
    host.judge = () => undefined;
    await perform(effect);
    const [, token = ""] = /\/act\/(cva_[\w-]+)/.exec(only().text.replaceAll("=\n", "")) ?? [];
    const { rows } = await database.pool.query("select hash from action_link where instance_id = $1", [
      instanceId,
    ]);
    expect(rows).toEqual([{ hash: hashToken(token) }]);
  });

  it("is tried again when the mail host says later", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "inquiry-received", "party");
    host.judge = (address) => ({ code: 450, says: `4.2.0 <${address}> greylisted` });
    const outcome = await perform(effect);
    expect(outcome).toEqual({ kind: "retry", reason: "The mail host did not take it: 450 4.2.0" });
    expect((await kept(effect)).status).toBe("kept");
  });

  it("is tried again when there is no mail host to reach", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "inquiry-received", "party");
    const nowhere = createMailTransport("smtp://127.0.0.1:1");
    const outcome = await perform(effect, { transport: nowhere });
    nowhere.close();
    expect(outcome).toEqual({ kind: "retry", reason: expect.stringMatching(/: E[A-Z]+$/) });
  });

  it("is given up when the mail host says never, and no address is in the reason", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "inquiry-received", "party");
    host.judge = (address) => ({ code: 550, says: `5.1.1 <${address}>: no such user` });
    const outcome = await perform(effect);
    expect(outcome).toEqual({ kind: "give-up", reason: "The mail host refused it for good: 550 5.1.1" });
    expect((await kept(effect)).status).toBe("undeliverable");
    expect(JSON.stringify([outcome, logged])).not.toContain("amina");
  });

  it("without an address is kept as undeliverable, and the log says so without a name", async () => {
    const { instanceId } = await house.engagement({ name: "Nobody Known", email: null });
    const effect = house.mail(instanceId, "inquiry-received", "party");
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    expect((await kept(effect)).status).toBe("undeliverable");
    expect(logged).toEqual([
      {
        fields: { effect: effectKeyText(effect), template: "inquiry-received", audience: "party" },
        message: "A mail reaches nobody",
      },
    ]);
  });

  it("of a template that does not exist is given up", async () => {
    const { instanceId } = await house.engagement();
    const outcome = await perform(house.mail(instanceId, "no-such-letter", "party"));
    expect(outcome).toEqual({ kind: "give-up", reason: "There is no mail template no-such-letter" });
    expect(await perform(house.mail(instanceId, "to-string", "party"))).toMatchObject({ kind: "give-up" });
  });

  it("never takes a letter to staff or a notice to the party", async () => {
    const { instanceId } = await house.engagement();
    for (const effect of [
      house.mail(instanceId, "vetting-declined", "role:lead"),
      house.mail(instanceId, "screening-to-do", "party"),
    ]) {
      expect(await perform(effect)).toMatchObject({ kind: "give-up" });
    }
  });

  it("of an instance that is not there is given up", async () => {
    expect(await perform(house.mail(newId(), "inquiry-received", "party"))).toMatchObject({
      kind: "give-up",
    });
  });
});

describe("what a stranger typed into the form", () => {
  it("reaches no header and no other address", async () => {
    const { instanceId } = await house.engagement({
      name: "Eve\r\nBcc: victim@example.org",
      email: "eve1@example.org",
    });
    await perform(house.mail(instanceId, "inquiry-received", "party"));
    const { headers, to } = only();
    expect(to).toEqual(["eve1@example.org"]);
    expect(header(headers, "Bcc")).toEqual([]);
    expect(header(headers, "To")).toEqual(["eve1@example.org"]);
  });

  it("is one name, whatever its commas, quotes and accents", async () => {
    const names = ['Duarte, Amina "Mina"', "Åsa Öberg, Dr.", "李小龍", "O'Neill; Sean"];
    for (const [index, name] of names.entries()) {
      host.received.length = 0;
      const { instanceId } = await house.engagement({ name, email: `name${index}@example.org` });
      await perform(house.mail(instanceId, "inquiry-received", "party"));
      expect(only().to, name).toEqual([`name${index}@example.org`]);
      expect(header(only().headers, "To")).toHaveLength(1);
      expect(header(only().headers, "To")[0]).toMatch(/ <name\d@example\.org>$/);
    }
  });

  it("is no address when it is several, or carries a line break", async () => {
    const emails = [
      "a@example.org, b@example.org",
      "a@example.org\r\nRCPT TO:<b@example.org>",
      "a b@example.org",
      "a",
    ];
    for (const email of emails) {
      const { instanceId } = await house.engagement({ name: "Eve", email });
      const effect = house.mail(instanceId, "inquiry-received", "party");
      expect(await perform(effect), email).toMatchObject({ kind: "done" });
      expect((await kept(effect)).status, email).toBe("undeliverable");
    }
    expect(host.received).toEqual([]);
  });

  it("cannot put a line into a subject through a group's name", async () => {
    const { instanceId } = await house.engagement({ name: "Eve", email: "eve2@example.org" });
    const groupId = await house.group("Shipping\r\nBcc: victim@example.org");
    await perform(house.mail(instanceId, "seat-offer", "party", { groupId, undertakings: "2012-1" }));
    expect(only().to).toEqual(["eve2@example.org"]);
    expect(header(only().headers, "Bcc")).toEqual([]);
    expect(header(only().headers, "Subject")[0]).toContain("Shipping Bcc: victim@example.org");
  });
});

describe("sealed words", () => {
  it("are open in the letter, and sealed again in what is kept", async () => {
    const { instanceId, partyId } = await house.engagement();
    const questions = [
      await house.seal(partyId, "Who insures the vessels?"),
      await house.seal(partyId, "Since when?"),
    ];
    const effect = house.mail(instanceId, "info-requested", "party", { questions });
    await perform(effect);
    expect(only().text).toContain("1. Who insures the vessels?\n2. Since when?");
    expect(only().text).toMatch(
      /your private link, which works once: https:\/\/convoke\.example\.org\/act\/cva_[\w-]{43}\b/,
    );
    const mail = await kept(effect);
    expect((await openMail(house.directory, mail)).text).not.toContain("sealed:");
    expect(mail.sealed.toString("latin1")).not.toContain("vessels");
  });

  it("that cannot be opened hold the letter back: it would have a hole", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "vetting-declined", "party", {
      reason: "conflict_of_interest",
      wording: `sealed:${newId()}`,
    });
    expect(await perform(effect)).toMatchObject({ kind: "retry" });
    expect(host.received).toEqual([]);
  });

  it("stay closed in a notice to staff", async () => {
    await house.staff("Vera Vetter", "vera@convoke.example", "vetter");
    const { instanceId, partyId } = await house.engagement();
    const missing = await house.seal(partyId, "Amina's passport");
    await perform(house.mail(instanceId, "work-requested", "role:vetter", { missing }));
    expect(only().headers + only().text).not.toMatch(/passport|sealed:|Amina|Duarte|Harbour|amina@/);
    expect(only().text).toContain(`/console/engagements/${instanceId}`);
  });
});

describe("a notice to a role", () => {
  it("goes to all who hold it in one message, each address once, and to nobody else", async () => {
    await house.staff("Rita, Reviewer", "rita@convoke.example", "reviewer");
    await house.staff("Rita again", "RITA@convoke.example", "reviewer");
    await house.staff("Ravi Reviewer", "ravi@convoke.example", "reviewer");
    await house.staff("A robot", null, "reviewer");
    await house.staff("Otto Officer", "otto@convoke.example", "officer");
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "appeal-to-review", "role:reviewer");
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    expect(only().to).toEqual(["rita@convoke.example", "ravi@convoke.example"]);
    expect(only().headers + only().text).not.toMatch(/Amina|Duarte|Harbour|amina@/);
  });

  it("that nobody holds is kept as undeliverable", async () => {
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "appeal-overdue", "role:chair");
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    expect((await kept(effect)).status).toBe("undeliverable");
  });

  it("has gone out when the mail host takes it for one of them", async () => {
    await house.staff("Ann Approver", "ann@convoke.example", "approver");
    await house.staff("Abe Approver", "abe@convoke.example", "approver");
    host.judge = (address) =>
      address.startsWith("abe") ? { code: 550, says: "5.1.1 no such user" } : undefined;
    const { instanceId } = await house.engagement();
    const effect = house.mail(instanceId, "decision-to-make", "role:approver");
    expect(await perform(effect)).toMatchObject({ kind: "done" });
    expect(only().to).toEqual(["ann@convoke.example"]);
    expect(logged).toEqual([
      { fields: { effect: effectKeyText(effect), refused: 1 }, message: "A mail missed some" },
    ]);
  });
});

describe("groups and programmes", () => {
  it("are called by their names", async () => {
    const { instanceId } = await house.engagement();
    const groupId = await house.group("Shipping");
    const effect = house.mail(instanceId, "waitlisted", "party", { groupId });
    await perform(effect, { transport: null });
    const { subject, text } = await openMail(house.directory, await kept(effect));
    expect(subject).toBe("[TLP:AMBER] You are on the list of the working group Shipping");
    expect(text).toContain("It is expected to begin its work in May 2013.");
  });

  it("are referred to by the name of a programme of ours, else as the officer wrote it", async () => {
    const { instanceId } = await house.engagement();
    const other = { id: newId(), slug: "boundaries", name: "Managing Across Boundaries", createdAt: NOW };
    await insertProgramme(database.pool, { ...other, zone: "UTC", week: [1], holidays: [] });
    const cases: [string, string][] = [
      ["boundaries", "belongs to Managing Across Boundaries,"],
      ["Port authority of Como", "belongs to Port authority of Como,"],
      [newId(), "belongs to another body than ours,"],
    ];
    for (const [target, words] of cases) {
      const effect = house.mail(instanceId, "inquiry-referred", "party", { target });
      await perform(effect, { transport: null });
      expect((await openMail(house.directory, await kept(effect))).text).toContain(words);
    }
  });
});

describe("a party who is forgotten", () => {
  it("takes the words of all mails to them along", async () => {
    const { instanceId, partyId } = await house.engagement({ name: "Gone", email: "gone@example.org" });
    const effect = house.mail(instanceId, "inquiry-received", "party");
    await perform(effect, { transport: null });
    await forgetParty(house.directory, partyId);
    await expect(openMail(house.directory, await kept(effect))).rejects.toMatchObject({ code: "sealed" });
  });

  it("gets no more mail: neither one that waits for another attempt nor a new one", async () => {
    const { instanceId, partyId } = await house.engagement({ name: "Gone", email: "gone2@example.org" });
    const waiting = house.mail(instanceId, "inquiry-received", "party");
    host.judge = () => ({ code: 450, says: "later" });
    expect(await perform(waiting)).toMatchObject({ kind: "retry" });
    const wording = await house.seal(partyId, "Gone, you are declined");
    await forgetParty(house.directory, partyId);
    host.judge = () => undefined;
    const fresh = house.mail(instanceId, "vetting-declined", "party", { wording });
    expect(await perform(waiting)).toEqual({ kind: "done", output: null });
    expect(await perform(fresh)).toEqual({ kind: "done", output: null });
    expect(host.received).toEqual([]);
  });
});
