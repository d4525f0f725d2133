/** What every vendor that signs has in common; the numbers are those of the checklist in the project's facts on webhooks. */
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Headers, RawDelivery } from "../../src/intake/adapter.ts";
import { adapters } from "../../src/intake/adapters/index.ts";
import { deliveryOf, samplesOf } from "../support/deliveries.ts";
import { adapterFor } from "../support/read-delivery.ts";
import { secretsOf, signedDelivery } from "../support/signing.ts";

const signers = adapters.filter((adapter) => adapter.signs).map(({ vendor }) => vendor);

describe.each(signers)("a delivery signed by %s", (vendor) => {
  const [secret, otherSecret] = secretsOf(vendor);
  const small = signedDelivery(vendor, Buffer.from('{"event":"é"}'));
  /** The signature stands in the last one, after the id and the time. */
  const header = Object.keys(small.headers).at(-1) ?? "";
  const value = String(small.headers[header]);

  const kindOf = (delivery: RawDelivery, ...secrets: string[]): string =>
    adapterFor(vendor).verify(delivery, secrets).kind;
  const withHeader = (name: string, given: Headers[string]): RawDelivery => ({
    ...small,
    headers: { ...small.headers, [name]: given },
  });

  it.each(samplesOf(vendor))("verifies (item 1): $file", ({ delivery }) => {
    expect(kindOf(signedDelivery(vendor, delivery.body), secret)).toBe("verified");
  });

  it("is rejected when any bit of the body has changed (item 1)", () => {
    for (const [bit, body] of flipped(small.body)) {
      expect(kindOf({ ...small, body }, secret), `bit ${bit}`).toBe("rejected");
    }
  });

  it("is rejected when any bit of any header has changed (item 1)", () => {
    for (const [name, text] of Object.entries(small.headers)) {
      for (const [bit, bytes] of flipped(Buffer.from(String(text), "latin1"))) {
        const changed = withHeader(name, bytes.toString("latin1"));
        expect(kindOf(changed, secret), `${name}, bit ${bit}`).toBe("rejected");
      }
    }
  });

  it("is rejected when any bit of the secret has changed (item 1)", () => {
    for (const [bit, bytes] of flipped(Buffer.from(secret, "latin1"))) {
      expect(kindOf(small, bytes.toString("latin1")), `bit ${bit}`).toBe("rejected");
    }
  });

  const hex = createHmac("sha256", secret).update(small.body).digest("hex");
  const bare = value.replace(/^.*[=,](?=.{20})/, "");
  it.each<[string, Headers[string]]>([
    ["missing", undefined],
    ["empty", ""],
    ["sent twice, as a list", [value, value]],
    ["sent twice, as one line", `${value}, ${value}`],
    ["an empty list", []],
    ["under another prefix", `v1=${bare}`],
    ["under no version that there is", `v9,${bare}`],
    ["with the names of another vendor", value.replace("v1=", "v=").replace(",v=", ",v1=").concat(" ")],
    ["the prefix alone", value.slice(0, value.length - bare.length)],
    ["cut short", value.slice(0, -5)],
    ["one character short", value.slice(0, -1)],
    ["drawn out", `${value}A`],
    ["in hex, of the body alone", hex],
    ["in hex, of the body alone, with a prefix", `sha256=${hex}`],
    ["in upper case", value.toUpperCase()],
    ["in base64url or with stray bits", value.replace(/[+/=]|.$/g, "_")],
    ["behind a space", ` ${value}`],
    ["of control characters", "\0\r\n"],
    ["of other scripts", "подпись"],
    ["very long", "A".repeat(1_000_000)],
    ["a very long list", `${value} `.repeat(10_000).trim()],
  ])("is rejected, and nothing throws, when the header is %s (item 2)", (_, given) => {
    expect(kindOf(withHeader(header, given), secret)).toBe("rejected");
  });

  it("is rejected, and nothing throws, when any other header of it is missing, empty or doubled (item 2)", () => {
    for (const [name, text] of Object.entries(small.headers)) {
      for (const given of [undefined, "", [], [String(text), String(text)], `${String(text)}, 1`]) {
        expect(kindOf(withHeader(name, given), secret), `${name}: ${String(given)}`).toBe("rejected");
      }
    }
  });

  it("is accepted under the old and the new secret during a rotation, and under no other (item 7)", () => {
    const after = signedDelivery(vendor, small.body, otherSecret);
    expect(kindOf(small, otherSecret, secret)).toBe("verified");
    expect(kindOf(after, otherSecret, secret)).toBe("verified");
    expect(kindOf(small, otherSecret)).toBe("rejected");
    expect(kindOf(after, secret)).toBe("rejected");
  });

  it("is never accepted under an empty secret, which anybody could sign with", () => {
    expect(kindOf(signedDelivery(vendor, small.body, ""), "")).toBe("rejected");
  });

  it("counts as unsigned, not as verified, while the source has no secret (item 8)", () => {
    expect(kindOf(small)).toBe("unsigned");
  });
});

it("is compared in one way only, in constant time (item 8)", () => {
  const room = new URL("../../src/intake/", import.meta.url);
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const textOf = (name: string): string => readFileSync(new URL(name, room), "utf8");
  const makers = files.filter((name) => /createHmac|timingSafeEqual|createPublicKey/.test(textOf(name)));
  expect(makers.toSorted()).toEqual(["jws-signature.ts", "signature.ts", "standard-signature.ts"]);
  const names = "(?:signature|given|digest|hmac|expected|value)";
  const plain = new RegExp(
    `\\b${names}\\b\\S* [!=]==? (?!"string|undefined)|[!=]==? \\S*\\b${names}\\b`,
    "i",
  );
  expect("if (hmac(scheme) === given.value)").toMatch(plain);
  expect("return signature !== other;").toMatch(plain);
  const compared = makers.flatMap((name) =>
    textOf(name)
      .split("\n")
      .filter((line) => plain.test(line)),
  );
  expect(compared).toEqual([]);
});

it("never calls a plain form verified", () => {
  expect(adapterFor("form").verify(deliveryOf("{}"), ["secret"]).kind).toBe("unsigned");
});

/** Every copy with one bit changed, by the number of the bit. */
function* flipped(bytes: Buffer): Generator<readonly [number, Buffer]> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    yield [bit, copy];
  }
}
