import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Headers, RawDelivery } from "../../src/intake/adapter.ts";
import { adapters } from "../../src/intake/adapters/index.ts";
import { deliveryOf, samplesOf } from "../support/deliveries.ts";
import { adapterFor } from "../support/read-delivery.ts";

const SECRET = "a shared secret, ümlaut and all";

function signed(vendor: string, body: Buffer, secret = SECRET): RawDelivery {
  return deliveryOf(body, { headers: adapterFor(vendor).sign?.(body, secret) ?? {} });
}

function withHeaders(delivery: RawDelivery, headers: Headers): RawDelivery {
  return { ...delivery, headers };
}

const signers = adapters.filter((adapter) => adapter.signs).map(({ vendor }) => vendor);
const headerOf: Record<string, string> = { typeform: "typeform-signature", tally: "tally-signature" };

it("signs as the vendors document it", () => {
  const body = Buffer.from('{"a":1}');
  const hmac = createHmac("sha256", "s").update('{"a":1}').digest("base64");
  expect(adapterFor("typeform").sign?.(body, "s")).toEqual({ "typeform-signature": `sha256=${hmac}` });
  expect(adapterFor("tally").sign?.(body, "s")).toEqual({ "tally-signature": hmac });
});

describe.each(signers)("a delivery signed by %s", (vendor) => {
  const verify = (delivery: RawDelivery, secrets: readonly string[]) =>
    adapterFor(vendor).verify(delivery, secrets);
  const header = headerOf[vendor] ?? "";
  const small = signed(vendor, Buffer.from('{"event":"é"}'));
  const value = String(small.headers[header]);

  it.each(samplesOf(vendor))("verifies: $file", ({ delivery }) => {
    expect(verify(signed(vendor, delivery.body), [SECRET]).kind).toBe("verified");
  });

  it("is rejected when any bit of the body has changed", () => {
    for (let bit = 0; bit < small.body.length * 8; bit++) {
      const body = Buffer.from(small.body);
      body.writeUInt8(body.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(verify({ ...small, body }, [SECRET]).kind, `bit ${bit}`).toBe("rejected");
    }
  });

  it("is rejected when any bit of the header has changed", () => {
    for (let bit = 0; bit < value.length * 8; bit++) {
      const bytes = Buffer.from(value, "latin1");
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const changed = withHeaders(small, { [header]: bytes.toString("latin1") });
      expect(verify(changed, [SECRET]).kind, `bit ${bit}`).toBe("rejected");
    }
  });

  const hex = createHmac("sha256", SECRET).update(small.body).digest("hex");
  it.each<[string, Headers]>([
    ["missing", {}],
    ["empty", { [header]: "" }],
    ["sent twice, as a list", { [header]: [value, value] }],
    ["sent twice, as one line", { [header]: `${value}, ${value}` }],
    ["an empty list", { [header]: [] }],
    ["under another prefix", { [header]: `v1=${value.replace("sha256=", "")}` }],
    ["the prefix alone", { [header]: "sha256=" }],
    ["cut short", { [header]: value.slice(0, -5) }],
    ["without its padding", { [header]: value.slice(0, -1) }],
    ["drawn out", { [header]: `${value}A` }],
    ["in hex", { [header]: hex }],
    ["in upper-case hex with a prefix", { [header]: `sha256=${hex.toUpperCase()}` }],
    ["in base64url", { [header]: value.replaceAll("+", "-").replaceAll("/", "_").slice(0, -1) }],
    ["of control characters", { [header]: "\0\r\n" }],
    ["very long", { [header]: "A".repeat(1_000_000) }],
  ])("is rejected, and nothing throws, when the header is %s", (_, headers) => {
    expect(verify(withHeaders(small, headers), [SECRET]).kind).toBe("rejected");
  });

  it("is accepted under the old and the new secret during a rotation, and under no other", () => {
    const [before, after] = [signed(vendor, small.body, "old"), signed(vendor, small.body, "new")];
    expect(verify(before, ["new", "old"]).kind).toBe("verified");
    expect(verify(after, ["new", "old"]).kind).toBe("verified");
    expect(verify(before, ["new"]).kind).toBe("rejected");
    expect(verify(signed(vendor, small.body, "of another source"), ["new", "old"]).kind).toBe("rejected");
  });

  it("is never accepted under an empty secret, which anybody could sign with", () => {
    expect(verify(signed(vendor, small.body, ""), [""]).kind).toBe("rejected");
  });

  it("counts as unsigned, not as verified, while the source has no secret", () => {
    expect(verify(small, []).kind).toBe("unsigned");
  });
});

it("never calls a plain form verified", () => {
  expect(adapterFor("form").verify(deliveryOf("{}"), ["secret"]).kind).toBe("unsigned");
});
