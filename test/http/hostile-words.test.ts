/** Words that other programs would take for commands are words here, wherever they come out (item 13 of the checklist). */
import { describe, expect, it } from "vitest";
import { auditCsv } from "../../src/http/audit-csv.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

const HOSTILE = {
  name: "=cmd|' /C calc'!A0\r\nBcc: everybody@evil.example",
  organisation: "Robert'); drop table delivery; --",
  message:
    "<script>alert(1)</script> {{7*7}} ${7*7} <%= 7*7 %> [click](javascript:alert(1))\r\n.\r\nMAIL FROM:<x@y.example>",
};

async function receiveHostile(email: string) {
  const { message, ...more } = HOSTILE;
  const id = await house.receive(email, { ...more, message });
  const officer = await house.as("officer");
  const [engagement, mails] = [
    await officer.get(`/api/v1/engagements/${id}`).expect(200),
    await officer.get(`/api/v1/mails?instance=${id}`).expect(200),
  ];
  const letters = [];
  for (const { id: mail } of mails.body.items)
    letters.push((await officer.get(`/api/v1/mails/${mail}`).expect(200)).body);
  return { engagement: engagement.body, letters };
}

describe("hostile words in a form", () => {
  it("start no line of their own in a name, nor in the head of any letter, and are not worked out in its text", async () => {
    const { engagement, letters } = await receiveHostile("hostile@harbour.example");
    expect(engagement.party.name).toBe("=cmd|' /C calc'!A0 Bcc: everybody@evil.example");
    expect(letters.length).toBeGreaterThan(0);
    for (const { text, ...head } of letters) {
      for (const value of Object.values(head)) expect(String(value)).not.toMatch(/[\r\n]/);
      expect(text).not.toMatch(/\b49\b/);
    }
  });

  it("with a line break in the address are nobody's address", async () => {
    const sent = await house.anybody
      .post("/hooks/contact")
      .send({ ...HOSTILE, email: "a@b.example\r\nBcc: everybody@evil.example" });
    expect(sent.status).toBe(200);
    await house.quiet();
    const { rows } = await house.database.pool.query("select 1 from person_card where email like '%evil%'");
    expect(rows).toEqual([]);
  });

  it("are only looked for when they are looked for, and are in no log line", async () => {
    const officer = await house.as("officer");
    for (const text of [HOSTILE.organisation, "%' or 1=1 --", "(a+)+$", "\\", "_%"]) {
      await officer.get(`/api/v1/engagements?text=${encodeURIComponent(text)}`).expect(200);
    }
    const { rows } = await house.database.pool.query("select count(*)::int as n from delivery");
    expect(rows[0]?.n).toBeGreaterThan(0);
    expect(house.logged.filter((line) => /cmd\||evil\.example|<script>/.test(line))).toEqual([]);
  });
});

describe("a cell of the exported trail", () => {
  const lineOf = (act: string): string => {
    const row = {
      programme: null,
      seq: 1,
      at: "2012-12-03T09:00:00.000Z",
      actor: act,
      onBehalfOf: null,
      act: "seen" as const,
      subject: { kind: "party", id: null },
      detail: {},
      chain: "00",
    };
    return auditCsv([row as never]);
  };

  it.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+1+1", "'+1+1"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", `"'\r=1"`],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["plain", "plain"],
  ])("that a spreadsheet would work out is text: %j", (text, cell) => {
    expect(lineOf(text)).toContain(`,${cell},`);
  });
});
