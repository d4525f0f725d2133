/** Signatures that others made: published by vendors, or by their own libraries. The numbers are those of the checklist. */
import { createHash, createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { SignJWT } from "jose";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { Headers, RawDelivery } from "../../src/intake/adapter.ts";
import { verifySignature, type SignatureScheme } from "../../src/intake/signature.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { adapterFor } from "../support/read-delivery.ts";
import { secretsOf, signedDelivery } from "../support/signing.ts";

interface Vector {
  readonly id: string;
  readonly scheme: string;
  readonly secret: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** Published by Standard Webhooks, Svix and GitHub; the first two with a time long past. */
const PUBLISHED: readonly Vector[] = [
  {
    id: "standard-webhooks/sign",
    scheme: "standard-v1",
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    body: '{"test": 2432232314}',
    headers: {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
  },
  {
    id: "svix/ping",
    scheme: "standard-v1",
    secret: "whsec_plJ3nmyCDGBKInavdOK15jsl",
    body: '{"event_type":"ping","data":{"success":true}}',
    headers: {
      "svix-id": "msg_loFOjxBNrRLzqYUf",
      "svix-timestamp": "1731705121",
      "svix-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
    },
  },
  {
    id: "github/hmac",
    scheme: "hub-256",
    secret: "It's a Secret to Everybody",
    body: "Hello, World!",
    headers: {
      "x-hub-signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    },
  },
];

const SHARED = new URL("../../../shared/fixtures/webhooks/signature-vectors.json", import.meta.url);
const shared: readonly Vector[] = existsSync(SHARED)
  ? (JSON.parse(readFileSync(SHARED, "utf8")) as Vector[]).map((one) => ({
      ...one,
      id: `${one.id} (shared)`,
    }))
  : [];
const vectors = [...PUBLISHED, ...shared];

/** Such as GitHub's: no vendor of ours signs like this, but a scheme says it. */
const HUB: SignatureScheme = {
  header: "x-hub-signature-256",
  layout: "sha256={signature}",
  digest: "sha256",
  encoding: "hex",
};

function deliveryOfVector({ body, headers }: Vector): RawDelivery {
  const seconds = Number(headers["webhook-timestamp"] ?? headers["svix-timestamp"] ?? 0);
  return { ...deliveryOf(body, { headers }), receivedAt: new Date(seconds * 1000) };
}

const kindOf = (scheme: string, delivery: RawDelivery, secret: string): string =>
  scheme === "hub-256"
    ? verifySignature(HUB, delivery, [secret]).kind
    : adapterFor("standard-webhooks").verify(delivery, [secret]).kind;

const hasScheme = (...names: string[]) => vectors.filter(({ scheme }) => names.includes(scheme));

describe.each(hasScheme("standard-v1", "hub-256"))("what $id publishes", (vector) => {
  const delivery = deliveryOfVector(vector);

  it("verifies (item 1)", () => {
    expect(kindOf(vector.scheme, delivery, vector.secret)).toBe("verified");
  });

  it("is rejected when a bit of body, header or secret has changed (item 1)", () => {
    for (const body of flipped(delivery.body)) {
      expect(kindOf(vector.scheme, { ...delivery, body }, vector.secret)).toBe("rejected");
    }
    for (const [name, value] of Object.entries(vector.headers)) {
      for (const bytes of flipped(Buffer.from(value))) {
        const headers = { ...vector.headers, [name]: bytes.toString("latin1") };
        expect(kindOf(vector.scheme, { ...delivery, headers }, vector.secret)).toBe("rejected");
      }
    }
    for (const bytes of flipped(Buffer.from(vector.secret))) {
      expect(kindOf(vector.scheme, delivery, bytes.toString("latin1"))).toBe("rejected");
    }
  });
});

describe("HubSpot's versions 1 and 2", () => {
  const body = '[{"eventId":1}]';
  const secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
  const own = {
    id: "own",
    secret,
    body,
    scheme: "hubspot-v1",
    headers: {
      "x-hubspot-signature-version": "v1",
      "x-hubspot-signature": createHash("sha256")
        .update(secret + body)
        .digest("hex"),
    },
  };

  it.each([own, ...hasScheme("hubspot-v1", "hubspot-v2")])(
    "are plain hashes that anybody could lengthen, and are not taken: $id",
    (vector) => {
      const verdict = adapterFor("hubspot").verify(deliveryOfVector(vector), [vector.secret]);
      expect(verdict.kind).toBe("rejected");
    },
  );
});

describe("Standard Webhooks", () => {
  const verify = (delivery: RawDelivery, ...secrets: string[]) =>
    adapterFor("standard-webhooks").verify(delivery, secrets).kind;
  const [secret, other] = secretsOf("standard-webhooks");
  const posted = deliveryOf('{"event":"é"}');

  it("signed by the official library verify, with several signatures during a rotation (items 1 and 7)", () => {
    const sign = (key: string) =>
      new Webhook(key).sign("msg_1", posted.receivedAt, posted.body.toString("utf8"));
    const send = (signature: string): RawDelivery => ({
      ...posted,
      headers: {
        "webhook-id": "msg_1",
        "webhook-timestamp": String(posted.receivedAt.getTime() / 1000),
        "webhook-signature": signature,
      },
    });
    expect(verify(send(sign(secret)), secret)).toBe("verified");
    expect(verify(send(`${sign(other)} ${sign(secret)}`), secret)).toBe("verified");
    expect(verify(send(`v2,AAAA ${sign(secret)}`), secret)).toBe("verified");
    expect(verify(send(sign(other)), secret)).toBe("rejected");
    expect(verify(send(`${sign(secret)}  ${sign(secret)}`), secret)).toBe("rejected");
    expect(verify(send(Array(11).fill(sign(secret)).join(" ")), secret)).toBe("rejected");
  });

  /** The key pair of RFC 8032 section 7.1, test 1. */
  const seed = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
  const point = Buffer.from("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "hex");
  const publicKey = `whpk_${point.toString("base64")}`;
  const privateKey = `whsk_${Buffer.concat([seed, point]).toString("base64")}`;

  it("signed with a private key verify under the public one, and no bit may change (item 1)", () => {
    const delivery = signedDelivery("standard-webhooks", posted.body, privateKey);
    expect(delivery.headers["webhook-signature"]).toMatch(/^v1a,/);
    expect(verify(delivery, publicKey)).toBe("verified");
    expect(verify(delivery, secret, publicKey)).toBe("verified");
    for (const body of flipped(delivery.body))
      expect(verify({ ...delivery, body }, publicKey)).toBe("rejected");
    for (const [name, value] of Object.entries(delivery.headers)) {
      for (const bytes of flipped(Buffer.from(String(value)))) {
        const headers = { ...delivery.headers, [name]: bytes.toString("latin1") };
        expect(verify({ ...delivery, headers }, publicKey)).toBe("rejected");
      }
    }
    for (const bytes of flipped(Buffer.from(publicKey))) {
      expect(verify(delivery, bytes.toString("latin1"))).toBe("rejected");
    }
  });

  it("are rejected under keys that are none, which nobody can have signed with", () => {
    for (const broken of ["whsec_", "whsec_!!!", "whpk_", "whpk_AAAA", "whsk_AAAA", "plain", ""]) {
      expect(verify(signedDelivery("standard-webhooks", posted.body, "whsec_"), broken), broken).toBe(
        "rejected",
      );
    }
  });

  it("have ids without a dot, which could borrow from the time behind it", () => {
    const hmac = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"));
    const seconds = String(posted.receivedAt.getTime() / 1000);
    const signature = hmac.update(`a.b.${seconds}.{}`).digest("base64");
    const headers = {
      "webhook-id": "a.b",
      "webhook-timestamp": seconds,
      "webhook-signature": `v1,${signature}`,
    };
    expect(verify(deliveryOf("{}", { headers }), secret)).toBe("rejected");
  });
});

describe("a signed time", () => {
  /** Vendors that sign one, with the header it stands in and the pattern of it there. */
  const timed: readonly [vendor: string, unit: "s" | "ms"][] = [
    ["standard-webhooks", "s"],
    ["formbricks", "s"],
    ["googleforms", "s"],
    ["wpforms", "s"],
    ["formspree", "s"],
    ["webflow", "ms"],
    ["hubspot", "ms"],
  ];

  it.each(timed)("of %s counts for five minutes in either direction (item 4)", (vendor) => {
    const [secret] = secretsOf(vendor);
    const delivery = signedDelivery(vendor, Buffer.from("{}"), secret);
    const kindAfter = (seconds: number): string => {
      const receivedAt = new Date(delivery.receivedAt.getTime() + seconds * 1000);
      return adapterFor(vendor).verify({ ...delivery, receivedAt }, [secret]).kind;
    };
    expect([-299, 0, 299].map(kindAfter)).toEqual(["verified", "verified", "verified"]);
    expect([-86_400, -301, 301, 86_400, 1e11].map(kindAfter)).toEqual(Array(5).fill("rejected"));
  });

  /** Signed with the right secret all the same. */
  const WRONG = (unit: "s" | "ms", at: Date) => {
    const right = String(unit === "s" ? at.getTime() / 1000 : at.getTime());
    const otherUnit = String(unit === "s" ? at.getTime() : at.getTime() / 1000);
    return [
      otherUnit,
      `${right}junk`,
      `-${right}`,
      "1e309",
      "1e9",
      `${right}.0`,
      ` ${right}`,
      `0x${right}`,
      "",
      "9".repeat(400),
    ];
  };

  it.each(timed)(
    "of %s that is no whole number of its unit is rejected, whoever signed it (item 4)",
    (vendor, unit) => {
      const [secret] = secretsOf(vendor);
      const at = deliveryOf("{}").receivedAt;
      for (const time of [String(unit === "s" ? at.getTime() / 1000 : at.getTime()), ...WRONG(unit, at)]) {
        const delivery = deliveryOf("{}", { headers: headersWith(vendor, secret, time) });
        const isRight =
          /^\d+$/.test(time) && Math.abs(Number(time) * (unit === "s" ? 1000 : 1) - at.getTime()) < 1;
        expect(adapterFor(vendor).verify(delivery, [secret]).kind, time).toBe(
          isRight ? "verified" : "rejected",
        );
      }
    },
  );
});

/** Signed as each vendor documents it, with this text for the time; written apart from what is tested. */
function headersWith(vendor: string, secret: string, time: string): Headers {
  const { url } = deliveryOf("{}");
  const sign = (text: string, encoding: "hex" | "base64", key: string | Buffer = secret) =>
    createHmac("sha256", key).update(text).digest(encoding);
  switch (vendor) {
    case "wpforms":
      return { "x-wpforms-webhook-signature": `t=${time},v=${sign(`${time}.{}`, "hex")}` };
    case "formspree":
      return { "formspree-signature": `t=${time},v1=${sign(`${time}.{}`, "hex")}` };
    case "webflow":
      return { "x-webflow-timestamp": time, "x-webflow-signature": sign(`${time}:{}`, "hex") };
    case "hubspot":
      return {
        "x-hubspot-request-timestamp": time,
        "x-hubspot-signature-v3": sign(`POST${url}{}${time}`, "base64"),
      };
    default: {
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      const signature = `v1,${sign(`msg_1.${time}.{}`, "base64", key)}`;
      return { "webhook-id": "msg_1", "webhook-timestamp": time, "webhook-signature": signature };
    }
  }
}

describe("HubSpot's signature", () => {
  it("is for one method and one address, query included", () => {
    const [secret] = secretsOf("hubspot");
    const delivery = signedDelivery("hubspot", Buffer.from("[]"), secret);
    const kind = (changed: object) =>
      adapterFor("hubspot").verify({ ...delivery, ...changed }, [secret]).kind;
    expect(kind({})).toBe("verified");
    expect(kind({ method: "PUT" })).toBe("rejected");
    expect(kind({ url: `${delivery.url}?token=x` })).toBe("rejected");
  });
});

describe("the other vendors' signatures are as documented", () => {
  const body = '{"a":1}';
  const raw = (headers: Headers) => deliveryOf(body, { headers });
  it.each<[string, string, Headers]>([
    [
      "typeform",
      "s",
      { "typeform-signature": `sha256=${createHmac("sha256", "s").update(body).digest("base64")}` },
    ],
    ["tally", "s", { "tally-signature": createHmac("sha256", "s").update(body).digest("base64") }],
    ["surveymonkey", "id&s", { "sm-signature": createHmac("sha1", "id&s").update(body).digest("base64") }],
  ])("%s", (vendor, secret, headers) => {
    expect(adapterFor(vendor).verify(raw(headers), [secret]).kind).toBe("verified");
  });
});

describe("Netlify's token (item 3)", () => {
  const body = Buffer.from('{"data":{"name":"é"}}');
  const secret = "netlify shares this one";
  const claims = { iss: "netlify", sha256: createHash("sha256").update(body).digest("hex") };
  const sign = async (payload: object, head: object = {}, key = secret): Promise<string> =>
    await new SignJWT({ ...payload }).setProtectedHeader({ alg: "HS256", ...head }).sign(Buffer.from(key));
  const kind = (token: string, sent = body): string =>
    adapterFor("netlify").verify(deliveryOf(sent, { headers: { "x-webhook-signature": token } }), [secret])
      .kind;
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
  /** Signed with the right secret, whatever it says. */
  const forge = (head: object, payload: object): string => {
    const input = `${encode(head)}.${encode(payload)}`;
    return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
  };

  it("made by another library verifies", async () => {
    expect(kind(await sign(claims))).toBe("verified");
    expect(kind(await sign(claims, { typ: "JWT" }))).toBe("verified");
  });

  it("is rejected with another secret, issuer or body", async () => {
    expect(kind(await sign(claims, {}, "somebody else's secret"))).toBe("rejected");
    expect(kind(await sign({ ...claims, iss: "Netlify" }))).toBe("rejected");
    expect(kind(await sign({ sha256: claims.sha256 }))).toBe("rejected");
    expect(kind(await sign({ iss: "netlify" }))).toBe("rejected");
    expect(kind(await sign({ iss: "netlify", sha256: claims.sha256.toUpperCase() }))).toBe("rejected");
    expect(kind(await sign(claims), Buffer.from("{}"))).toBe("rejected");
  });

  it("is rejected when it names another algorithm, or none, or asks for more than we know", () => {
    expect(kind(forge({ alg: "HS256" }, claims))).toBe("verified");
    for (const head of [
      { alg: "none" },
      { alg: "RS256" },
      { alg: "HS512" },
      { alg: "hs256" },
      {},
      [],
      { alg: "HS256", crit: ["b64"], b64: false },
    ]) {
      expect(kind(forge(head, claims)), JSON.stringify(head)).toBe("rejected");
      expect(kind(`${encode(head)}.${encode(claims)}.`), JSON.stringify(head)).toBe("rejected");
    }
    for (const payload of [[], { iss: ["netlify"], sha256: claims.sha256 }]) {
      expect(kind(forge({ alg: "HS256" }, payload))).toBe("rejected");
    }
  });

  it("is rejected with more or fewer dots, padding, or another spelling of the same bytes", async () => {
    const token = await sign(claims);
    const [head = "", payload = "", signature = ""] = token.split(".");
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const sameBytes = alphabet[alphabet.indexOf(signature.at(-1) ?? "") ^ 1] ?? "";
    for (const broken of [
      `${token}.`,
      `.${token}`,
      `${token}.${signature}`,
      `${head}.${payload}`,
      `${head}..${signature}`,
      `${head}.${payload}.${signature}=`,
      `${head}.${payload}.${signature.slice(0, -1)}${sameBytes}`,
      "..",
      "",
    ]) {
      expect(kind(broken), broken).toBe("rejected");
    }
  });
});

it("WPForms in its form format says what to choose, since its signature cannot fit", () => {
  const delivery = deliveryOf("name=x", {
    contentType: "application/x-www-form-urlencoded",
    headers: signedDelivery("wpforms", Buffer.from('{"name":"x"}')).headers,
  });
  expect(adapterFor("wpforms").verify(delivery, [secretsOf("wpforms")[0]])).toMatchObject({
    kind: "rejected",
    reason: expect.stringContaining("choose JSON"),
  });
});

/** Every copy with one bit changed. */
function* flipped(bytes: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    yield copy;
  }
}
