/** The script that form owners paste, run as Google would run it, against the adapter that takes what it sends. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { RawDelivery } from "../../src/intake/adapter.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { adapterFor, identifyDelivery, readDelivery } from "../support/read-delivery.ts";

const SCRIPT = readFileSync(new URL("../../docs/forms/google-forms.gs", import.meta.url), "utf8");
const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

/** Google's bytes are signed. */
const signedBytes = (bytes: Buffer): number[] => [...new Int8Array(bytes)];

interface Item {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly response: unknown;
  readonly rows?: readonly string[];
}

/** The services of Google that the script uses, and a receiver that answers what it is told to. */
function google(items: readonly Item[], statuses: (number | "unreachable")[]) {
  const properties = new Map([
    ["CONVOKE_URL", "https://convoke.example/hooks/our-google-form"],
    ["CONVOKE_SECRET", SECRET],
  ]);
  const sent: RawDelivery[] = [];
  let now = new Date("2026-03-02T09:00:00Z").getTime();
  const response = {
    getId: () => "2_ABaOnu.dotted/id",
    getTimestamp: () => new Date("2026-03-02T08:59:58.123Z"),
    getRespondentEmail: () => "olena@hydromet.example",
    getItemResponses: () =>
      items.map((item) => ({
        getResponse: () => item.response,
        getItem: () => ({
          getId: () => item.id,
          getTitle: () => item.title,
          getType: () => ({ toString: () => item.type }),
          asGridItem: () => ({ getRows: () => item.rows }),
          asCheckboxGridItem: () => ({ getRows: () => item.rows }),
        }),
      })),
  };
  class GoogleDate extends Date {
    static override now = () => now;
  }
  const context = createContext({
    Date: GoogleDate,
    console: { warn: () => {} },
    FormApp: {
      getActiveForm: () => ({
        getId: () => "form-1",
        getTitle: () => "Take part",
        getResponse: () => response,
      }),
    },
    LockService: { getScriptLock: () => ({ waitLock: () => {}, releaseLock: () => {} }) },
    PropertiesService: {
      getScriptProperties: () => ({
        getProperty: (name: string) => properties.get(name) ?? null,
        setProperty: (name: string, value: string) => void properties.set(name, value),
      }),
    },
    Utilities: {
      newBlob: (text: string) => ({ getBytes: () => signedBytes(Buffer.from(text)) }),
      base64Decode: (text: string) => signedBytes(Buffer.from(text, "base64")),
      base64Encode: (bytes: number[]) => Buffer.from(bytes).toString("base64"),
      computeHmacSha256Signature: (value: number[], key: number[]) =>
        signedBytes(createHmac("sha256", Buffer.from(key)).update(Buffer.from(value)).digest()),
    },
    UrlFetchApp: {
      fetch: (
        _url: string,
        options: { payload: number[]; headers: Record<string, string>; contentType: string },
      ) => {
        const status = statuses.shift() ?? 200;
        if (status === "unreachable") throw new Error("DNS error");
        const { headers, contentType } = options;
        const delivery = deliveryOf(Buffer.from(options.payload), { headers, contentType });
        sent.push({ ...delivery, receivedAt: new Date(now) });
        return { getResponseCode: () => status, getContentText: () => "" };
      },
    },
  });
  runInContext(SCRIPT, context);
  return {
    sent,
    pending: () => JSON.parse(properties.get("convoke-pending") ?? "[]") as unknown[],
    submit: () => void runInContext("sendResponse", context)({ response }),
    wait: (ms: number) => {
      now += ms;
      runInContext("sendPending", context)();
    },
  };
}

const ITEMS: Item[] = [
  { id: 11, title: "Full name", type: "TEXT", response: "Олена Ковальчук" },
  { id: 12, title: "Which topics interest you?", type: "CHECKBOX", response: ["Ice, snow", "Data"] },
  { id: 13, title: "How urgent?", type: "GRID", response: ["High", null], rows: ["Ice", "Fish"] },
  { id: 14, title: "Your message", type: "PARAGRAPH_TEXT", response: "Добрий день.\nДо зустрічі." },
];

describe("the script for Google Forms", () => {
  it("signs what it sends, so that the adapter believes it and no changed byte of it", () => {
    const { sent, submit, pending } = google(ITEMS, [200]);
    submit();
    const [delivery] = sent;
    expect(delivery).toBeDefined();
    if (delivery === undefined) return;
    const adapter = adapterFor("googleforms");
    expect(adapter.verify(delivery, [SECRET]).kind).toBe("verified");
    const changed = { ...delivery, body: Buffer.concat([delivery.body, Buffer.from(" ")]) };
    expect(adapter.verify(changed, [SECRET]).kind).toBe("rejected");
    expect(pending()).toEqual([]);
  });

  it("tells the answers with their kinds, a grid row by row", () => {
    const { sent, submit } = google(ITEMS, [200]);
    submit();
    const inquiry = readDelivery("googleforms", sent[0] ?? deliveryOf(""));
    expect(inquiry).toMatchObject({
      person: { name: "Олена Ковальчук", email: "olena@hydromet.example" },
      interests: ["Ice, snow", "Data"],
      message: "Добрий день.\nДо зустрічі.",
      submittedAt: "2026-03-02T08:59:58.123Z",
    });
    expect(
      inquiry.answers.filter(({ type }) => type === "GRID").map(({ label, value }) => [label, value]),
    ).toEqual([
      ["How urgent? [Ice]", "High"],
      ["How urgent? [Fish]", ""],
    ]);
  });

  it("sends again under the same id what was not answered 200, and gives up after three days", () => {
    const { sent, submit, wait, pending } = google(ITEMS, ["unreachable", 503, 202, 200]);
    submit();
    expect(pending()).toHaveLength(1);
    for (let tries = 0; tries < 3; tries += 1) wait(600_000);
    expect(pending()).toEqual([]);
    expect(sent).toHaveLength(3);
    const names = sent.map((delivery) => identifyDelivery("googleforms", delivery).deliveryKey);
    expect(new Set(names)).toEqual(new Set(["msg_2_ABaOnudottedid_1772441998123"]));
    for (const delivery of sent)
      expect(adapterFor("googleforms").verify(delivery, [SECRET]).kind).toBe("verified");

    const down = google(ITEMS, Array(500).fill(503));
    down.submit();
    down.wait(3 * 24 * 3_600_000 - 1);
    expect(down.pending()).toHaveLength(1);
    down.wait(1);
    expect(down.pending()).toEqual([]);
  });
});
