import { describe, expect, it } from "vitest";
import { parseMessage } from "../../src/intake/mail/parse-message.ts";
import { withoutQuotes } from "../../src/intake/mail/trim-quotes.ts";

const reading = { ownHost: "convoke.example", trustedHost: "mx.example.org" };

const read = async (lines: readonly string[]) => {
  const parsed = await parseMessage(Buffer.from(lines.join("\r\n"), "latin1"), reading);
  if (parsed.kind === "problem") throw new Error(parsed.reason);
  return parsed.message;
};
const HEAD = [
  "From: =?utf-8?q?In=C3=AAs?= Duarte <Ines@Example.org>",
  "To: reply+0123@replies.example, Team: a@b.example, c@d.example;",
  "Subject: Re: the harbour",
  "Message-ID: <m1@example.org>",
];

describe("a message", () => {
  it("is read in any charset, with who sent it, to whom, and what it answers", async () => {
    const message = await read([
      ...HEAD,
      "In-Reply-To: <a@convoke.example>",
      "References: <first@convoke.example> <a@convoke.example>",
      "Content-Type: text/plain; charset=windows-1252",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Caf=E9 at =80 3",
    ]);
    expect(message).toMatchObject({
      from: { name: "Inês Duarte", email: "ines@example.org" },
      recipients: ["reply+0123@replies.example", "a@b.example", "c@d.example"],
      subject: "Re: the harbour",
      text: "Café at € 3",
      answers: ["<a@convoke.example>", "<first@convoke.example>"],
      kind: "message",
      attachments: [],
    });
  });

  it("of HTML alone is its words, in a time that does not depend on what stands in it", async () => {
    const html = ["MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", ""];
    const message = await read([...HEAD, ...html, "<style>p{}</style><p>Two</p><p>lines &amp; more</p>"]);
    expect(message.wholeText.split(/\s*\n\s*/)).toEqual(["Two", "lines & more"]);
    const began = performance.now();
    await read([...HEAD, ...html, "<style".repeat(100_000)]);
    await read([...HEAD, ...html, "<".repeat(600_000)]);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it("names what is attached, and which of it is a program", async () => {
    const part = (name: string, type: string) => [
      "--b",
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; filename="${name}"`,
      "Content-Transfer-Encoding: base64",
      "",
      "aGVsbG8=",
    ];
    const message = await read([
      ...HEAD,
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "See below.",
      ...part("minutes.pdf", "application/pdf"),
      ...part("minutes.pdf.exe", "application/octet-stream"),
      "--b--",
    ]);
    expect(message.text).toBe("See below.");
    expect(message.attachments).toEqual([
      { name: "minutes.pdf", type: "application/pdf", sizeBytes: 5, isDangerous: false },
      { name: "minutes.pdf.exe", type: "application/octet-stream", sizeBytes: 5, isDangerous: true },
    ]);
  });

  it("of a machine is told by its headers (RFC 3834)", async () => {
    const kindWith = async (...headers: string[]) => (await read([...HEAD, ...headers, "", "Hello"])).kind;
    expect(await kindWith()).toBe("message");
    expect(await kindWith("Auto-Submitted: no")).toBe("message");
    expect(await kindWith("Auto-Submitted: auto-replied")).toBe("auto-reply");
    expect(await kindWith("Precedence: bulk")).toBe("auto-reply");
    expect(await kindWith("X-Autoreply: yes")).toBe("auto-reply");
    expect(await kindWith("List-Id: <ports.example.org>")).toBe("list");
    expect(await kindWith("X-Convoke-Effect: x/1/sendMail")).toBe("loop");
    const idOf = (id: string) => [...HEAD.slice(0, 3), `Message-ID: <${id}@convoke.example>`, "", "Hello"];
    const own = "0198c0de-0000-7000-8000-000000000001.3.sendMail=3a0";
    expect((await read(idOf(own))).kind).toBe("loop");
    // Somebody in the same house.
    expect((await read(idOf("CAF0x1"))).kind).toBe("message");
  });

  it("believes of Authentication-Results only what the trusted host wrote (RFC 8601)", async () => {
    const forged = "Authentication-Results: mx.example.com; dkim=pass";
    expect((await read([...HEAD, forged, "", "x"])).checks).toEqual({});
    const own = "Authentication-Results: mx.example.org; spf=fail smtp.mailfrom=a; dkim=none";
    expect((await read([own, ...HEAD, forged, "", "x"])).checks).toEqual({ spf: "fail", dkim: "none" });
  });

  it("that is none is a reason, whatever the bytes", async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from([0, 255, 13, 10, 13, 10]),
      Buffer.from("\r\n\r\nhello"),
    ])
      expect(["problem", "message"]).toContain((await parseMessage(bytes, reading)).kind);
    expect((await parseMessage(Buffer.alloc(0), reading)).kind).toBe("problem");
  });
});

describe("what a reply quotes", () => {
  it("is left out of what is shown, however the mail program writes it", () => {
    for (const quoted of [
      "On Mon, 3 Dec 2012 at 10:00, Partners <office@partners.example> wrote:\n> May we ask?",
      "Le 3 déc. 2012 à 10:00, Partners <office@partners.example> a écrit :\n> Puis-je ?",
      "Am 03.12.2012 um 10:00 schrieb Partners:\n\nDürfen wir?",
      "-----Original Message-----\nFrom: Partners",
      "________________________________\nFrom: Partners",
      "From: Partners <office@partners.example>\nSent: Monday\nTo: Ines\nSubject: Harbour",
      "> May we ask?",
    ])
      expect(withoutQuotes(`Yes, gladly.\n\nInes\n\n${quoted}\n`), quoted).toBe("Yes, gladly.\n\nInes");
  });

  it("is kept where there is nothing else, and a sentence that only looks like it stays", () => {
    expect(withoutQuotes("> Only this")).toBe("> Only this");
    expect(withoutQuotes("On Monday we met.\nFrom: the harbour we sailed.")).toBe(
      "On Monday we met.\nFrom: the harbour we sailed.",
    );
  });
});
