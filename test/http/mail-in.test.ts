import { readFileSync } from "node:fs";
import { createTransport } from "nodemailer";
import request from "supertest";
import { beforeAll, describe, expect, it } from "vitest";
import { forgetParty } from "../../src/directory/people.ts";
import { programmeOfAddress } from "../../src/intake/mail/keep-message.ts";
import { replyAddress } from "../../src/intake/mail/reply-address.ts";
import { listenForMail } from "../../workers/receive-mail/smtp-listener.ts";
import { quiet } from "../support/server.ts";
import { testHouse } from "../support/house.ts";

const DOMAIN = "replies.example";
const house = testHouse({ environment: { INBOUND_MAIL_DOMAIN: DOMAIN } });
let engagement = "";
let address = "";
let sequence = 0;

interface Written {
  readonly from?: string;
  readonly to?: string;
  readonly headers?: readonly string[];
  readonly text?: string;
}
const rfc822 = ({
  from = "Ines Duarte <ines@harbour.example>",
  to = address,
  headers = [],
  text = "We can come on Friday.",
}: Written) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    "Subject: Re: Your message",
    ...headers,
    ...(headers.some((line) => /^message-id/i.test(line))
      ? []
      : [`Message-ID: <${(sequence += 1)}@harbour.example>`]),
    "",
    text,
  ].join("\r\n");
const hand = async (raw: string) => {
  const { token } = await house.as("officer");
  const answer = await request(house.app)
    .post("/api/v1/messages")
    .set("Authorization", `Bearer ${token}`)
    .set("Content-Type", "message/rfc822")
    .send(raw);
  await house.quiet();
  return answer;
};
const look = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/messages/${id}`).expect(200)).body;
const journal = async (id = engagement) =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}/journal`).expect(200)).body.items;
const queue = async () => (await (await house.as("officer")).get("/api/v1/messages").expect(200)).body.items;

beforeAll(async () => {
  engagement = await house.receive("ines@harbour.example");
  const { vault } = house.house.directory;
  const deps = { db: house.house.db, master: vault.master, now: house.house.directory.now };
  address = (await replyAddress(deps, DOMAIN, engagement)) ?? "";
});

describe("a mail to the reply address of a case (S-017)", () => {
  it("is kept with the case, its words sealed, and its sender noted and not believed", async () => {
    expect(address).toMatch(/^reply\+[0-9a-f]{40}@replies\.example$/);
    const { body } = await hand(rfc822({ text: "We can come on Friday.\r\n\r\n> When?" }));
    expect(body.status).toBe("accepted");
    expect(await look(body.delivery)).toMatchObject({
      status: "accepted",
      engagement,
      sender: "known",
      text: "We can come on Friday.",
      wholeText: "We can come on Friday.\n\n> When?",
    });
    const [last] = (await journal()).slice(-1);
    expect(last).toMatchObject({
      type: "message.attached",
      actor: { id: "public" },
      data: { channel: "email", sender: "known", deliveryId: body.delivery },
    });
    const { rows } = await house.database.pool.query(
      "select event::text from journal union all select encode(sealed, 'escape') from sealed_record",
    );
    expect(JSON.stringify(rows)).not.toContain("Friday");

    const other = await hand(rfc822({ from: "Somebody <else@where.example>" }));
    expect(await look(other.body.delivery)).toMatchObject({ engagement, sender: "other" });
  });

  it("counts once, by whatever way it comes again", async () => {
    const raw = rfc822({ headers: ["Message-ID: <once@harbour.example>"], text: "Once." });
    const first = await hand(raw);
    const before = (await journal()).length;
    const again = await hand(`Received: from elsewhere\r\n${raw}`);
    expect(again.body).toEqual({ delivery: first.body.delivery, status: "duplicate" });
    expect(await journal()).toHaveLength(before);
  });

  it("that a machine sent is kept, and nothing follows from it", async () => {
    const before = (await journal()).length;
    const { body } = await hand(rfc822({ headers: ["Auto-Submitted: auto-replied"], text: "I am away." }));
    expect(await look(body.delivery)).toMatchObject({ status: "accepted", engagement });
    expect(await journal()).toHaveLength(before);
    const list = await hand(rfc822({ to: "anybody@else.example", headers: ["List-Id: <l.example>"] }));
    expect(await look(list.body.delivery)).toMatchObject({
      status: "held",
      reason: expect.stringContaining("mailing list"),
    });
  });

  it("that returns a letter of ours marks the letter", async () => {
    const officer = await house.as("officer");
    const { items } = (await officer.get(`/api/v1/mails?instance=${engagement}`).expect(200)).body;
    const letter = items.find(({ audience }: { audience: string }) => audience === "party");
    const report = [
      "From: MAILER-DAEMON@mx.example",
      `To: ${address}`,
      "Message-ID: <bounce@mx.example>",
      "MIME-Version: 1.0",
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "It did not arrive.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example",
      "",
      "Final-Recipient: rfc822; ines@harbour.example",
      "Action: failed",
      "Status: 5.1.1",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      `Message-ID: ${letter.messageId}`,
      "--b--",
    ].join("\r\n");
    const { body } = await hand(report);
    expect(await look(body.delivery)).toMatchObject({ status: "accepted", engagement });
    expect((await officer.get(`/api/v1/mails/${letter.id}`).expect(200)).body.status).toBe("undeliverable");
  });

  it("does not count once the address was renewed", async () => {
    const officer = await house.as("officer");
    const renewed = await officer.post(`/api/v1/engagements/${engagement}/reply-address`).expect(200);
    expect(renewed.body.address).not.toBe(address);
    const old = await hand(rfc822({ text: "To the old address." }));
    expect(await look(old.body.delivery)).toMatchObject({ status: "held" });
    address = renewed.body.address;
    const fresh = await hand(rfc822({ text: "To the new one." }));
    expect(await look(fresh.body.delivery)).toMatchObject({ status: "accepted", engagement });
  });
});

describe("the reply address of somebody who was erased", () => {
  it("is none of ours any more, so that none of their words comes in again", async () => {
    const { db, directory, engine, intake } = house.house;
    const id = await house.receive("forgotten@harbour.example");
    const deps = { db, master: directory.vault.master, now: directory.now };
    const theirs = (await replyAddress(deps, DOMAIN, id)) ?? "";
    expect(await programmeOfAddress(intake, theirs.toUpperCase())).toBe(await house.programme("default"));
    const partyId = (await engine.peek(id))?.businessKey?.replace("party:", "") ?? "";
    await forgetParty(directory, partyId);
    expect(await programmeOfAddress(intake, theirs)).toBeUndefined();
  });
});

describe("a mail to the case of somebody who was merged into another", () => {
  it("goes to the case that goes on", async () => {
    const { db, directory, engine } = house.house;
    const deps = { db, master: directory.vault.master, now: directory.now };
    const [stays, goes] = [
      await house.receive("nadia@harbour.example", { name: "Nadia Petrov" }),
      await house.receive("n.petrov@home.example", { name: "Nadia Petrov" }),
    ];
    const theirs = (await replyAddress(deps, DOMAIN, goes)) ?? "";
    const partyOf = async (id: string) => (await engine.peek(id))?.businessKey?.replace("party:", "") ?? "";
    const [survivor, absorbed] = [await partyOf(stays), await partyOf(goes)];
    const officer = await house.as("officer");
    const people = `/api/v1/people/${survivor}`;
    const preview = await officer.post(`${people}/merge-preview`, { absorbed, fields: {} }).expect(200);
    const { planHash } = preview.body;
    await officer.post(`${people}/merges`, { absorbed, fields: {}, planHash }).expect(201);
    await house.quiet();
    expect((await engine.peek(goes))?.state).toBe("merged");
    const { body } = await hand(rfc822({ to: theirs, from: "nadia@harbour.example" }));
    expect(await look(body.delivery)).toMatchObject({ status: "accepted", engagement: stays });
    expect((await journal(stays)).at(-1)).toMatchObject({ type: "message.attached" });
  });
});

describe("a mail that names no case", () => {
  const unaddressed = (more: Written = {}) => rfc822({ to: "default@replies.example", ...more });

  it("waits to be filed, with the cases it may belong to, and is put to one", async () => {
    const headers = [`In-Reply-To: <${engagement}@convoke.example>`];
    const { body } = await hand(unaddressed({ headers, from: "ines@harbour.example" }));
    const waiting = (await queue()).find(({ id }: { id: string }) => id === body.delivery);
    expect(waiting.suggestions).toEqual([
      { because: "thread", engagement },
      { because: "sender", engagement },
    ]);
    const officer = await house.as("officer");
    const file = (id: string) => officer.post(`/api/v1/messages/${body.delivery}/file`, { engagement: id });
    expect((await file(body.delivery)).body.errors[0].pointer).toBe("/engagement");
    await file(engagement).expect(200);
    expect(await look(body.delivery)).toMatchObject({ status: "accepted", engagement, sender: "known" });
    expect((await journal()).at(-1)).toMatchObject({ type: "message.attached", data: { sender: "known" } });
    await file(engagement).expect(409);
  });

  it("opens a case for its sender", async () => {
    const { body } = await hand(unaddressed({ from: "Omar Said <omar@dock.example>", text: "May we join?" }));
    const officer = await house.as("officer");
    const opened = await officer.post(`/api/v1/messages/${body.delivery}/open`).expect(200);
    const [first] = await journal(opened.body.engagement);
    expect(first).toMatchObject({
      type: "inquiry.logged",
      data: { channel: "email", profile: { origin: "email" } },
    });
    expect(await look(body.delivery)).toMatchObject({ status: "accepted", sender: "known" });
  });

  it("is thrown away with its key, for a reason", async () => {
    const { body } = await hand(unaddressed({ from: "x@spam.example", text: "Buy-Xylograph now." }));
    const officer = await house.as("officer");
    await officer.post(`/api/v1/messages/${body.delivery}/discard`, { reason: "boredom" }).expect(422);
    await officer.post(`/api/v1/messages/${body.delivery}/discard`, { reason: "spam" }).expect(204);
    expect(await look(body.delivery)).toMatchObject({ status: "refused", text: "", from: null });
    await (await house.as("vetter")).get("/api/v1/messages").expect(403);
    await (await house.as("officer", "elsewhere")).get(`/api/v1/messages/${body.delivery}`).expect(404);
  });

  it("is refused when it is no message", async () => {
    const { token } = await house.as("officer");
    const post = request(house.app).post("/api/v1/messages").set("Authorization", `Bearer ${token}`);
    await post.set("Content-Type", "text/plain").send("hello").expect(415);
  });
});

const DOOR = {
  log: quiet,
  domain: DOMAIN,
  port: 0,
  host: "127.0.0.1",
  perAddress: Infinity,
  tls: undefined,
} as const;

describe("the SMTP door", () => {
  it("takes mail to addresses of ours and relays nothing", async () => {
    const { intake } = house.house;
    const listener = await listenForMail({ ...DOOR, intake });
    const transport = createTransport({ host: "127.0.0.1", port: listener.port, ignoreTLS: true });
    const send = async (to: string, raw: string) =>
      await transport.sendMail({ envelope: { from: "ines@harbour.example", to }, raw });
    try {
      // Blind copies name the case in the envelope only.
      await send(address, rfc822({ to: "undisclosed@harbour.example", text: "By SMTP." }));
      await house.quiet();
      expect((await journal()).at(-1)).toMatchObject({
        type: "message.attached",
        data: { channel: "email" },
      });
      await send("default@replies.example", rfc822({ to: "default@replies.example", text: "To all." }));
      await house.quiet();
      expect((await queue()).length).toBeGreaterThan(0);
      for (const to of ["someone@elsewhere.example", `reply+${"0".repeat(40)}@${DOMAIN}`, `nobody@${DOMAIN}`])
        await expect(send(to, rfc822({})), to).rejects.toMatchObject({ responseCode: 550 });
    } finally {
      transport.close();
      await listener.close();
    }
  });

  it("asks who sends too much, or tries out addresses, to come again", async () => {
    const { intake } = house.house;
    const listener = await listenForMail({ ...DOOR, intake, perAddress: 22 });
    const transport = createTransport({
      host: "127.0.0.1",
      port: listener.port,
      ignoreTLS: true,
      pool: true,
    });
    const send = async (to: string, raw: string) =>
      await transport.sendMail({ envelope: { from: "ines@harbour.example", to }, raw });
    try {
      await send(address, rfc822({ text: "The first." }));
      for (let tried = 0; tried < 20; tried += 1)
        await expect(send(`guess${tried}@${DOMAIN}`, rfc822({}))).rejects.toMatchObject({
          responseCode: 550,
        });
      const guessing = send(address, rfc822({}));
      await expect(guessing).rejects.toMatchObject({ responseCode: 450 });
      await expect(guessing).rejects.toThrow(/recipients that are not here .* in \d+ seconds/);
      const tooMuch = send(address, rfc822({}));
      await expect(tooMuch).rejects.toMatchObject({ responseCode: 450 });
      await expect(tooMuch).rejects.toThrow(/Too many messages/);
    } finally {
      transport.close();
      await listener.close();
    }
  });

  it("offers TLS where it has a certificate, and none where it has none", async () => {
    const { intake } = house.house;
    const pem = (name: string) =>
      readFileSync(new URL(`../fixtures/smtp/${name}.pem`, import.meta.url), "utf8");
    const tls = { cert: pem("cert"), key: pem("key") };
    for (const has of [true, false]) {
      const listener = await listenForMail({ ...DOOR, intake, tls: has ? tls : undefined });
      const transport = createTransport({
        host: "127.0.0.1",
        port: listener.port,
        requireTLS: true,
        tls: { ca: tls.cert, servername: DOMAIN },
      });
      const sent = transport.sendMail({
        envelope: { from: "ines@harbour.example", to: address },
        raw: rfc822({ text: "In confidence." }),
      });
      try {
        if (has) expect((await sent).accepted).toEqual([address]);
        else await expect(sent).rejects.toThrow(/STARTTLS/);
      } finally {
        transport.close();
        await listener.close();
      }
    }
  });
});
