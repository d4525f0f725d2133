/** Everything the environment decides, read once and named when it is wrong. */
import { resolve } from "node:path";
import { z } from "zod";
import { ConvokeError } from "./lib/errors.ts";
import { parseRedisUrl, REDIS_URL_FORMS } from "./lib/redis-url.ts";
import { isMasterKey } from "./seal/master.ts";

export interface Config {
  /** Where the embedded database and the generated master key live. */
  readonly dataDir: string;
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Where callers reach us, without a trailing slash; from the address when not set. */
  readonly publicUrl: string | undefined;
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Redis for the queues instead of PostgreSQL: one server, Sentinels or a Cluster. */
  readonly redisUrl: string | undefined;
  readonly masterKey: string | undefined;
  /** The master key that a rotation replaces; what it has wrapped can still be opened. */
  readonly previousMasterKey: string | undefined;
  readonly adminToken: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly inbound: InboundMail;
  /** Days after an instance's end when its journal is packed; undefined for never. */
  readonly archiveAfterDays: number | undefined;
  readonly isVirtual: boolean;
  /** The embedded database goes with the process, and need not survive a power cut. */
  readonly isTemporary: boolean;
  /** Where a virtual clock starts. */
  readonly clockStart: Date;
  readonly logLevel: string;
  /** Who may come in by which way. */
  readonly access: Access;
}

/** How mail comes in. Without a domain our letters are answered to wherever they came from. */
export interface InboundMail {
  /** The domain of reply addresses, whose mail reaches us. */
  readonly domain: string | undefined;
  /** The port to listen on for SMTP; undefined listens to nobody. */
  readonly port: number | undefined;
  readonly host: string;
  /** Messages in a minute from one address; Infinity for as many as come. */
  readonly perAddress: number;
  /** Files in PEM; undefined offers no TLS. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** The name under which the mail host before us writes Authentication-Results. */
  readonly trustedHost: string | undefined;
}

interface Access {
  /** People may also sign in at this OpenID Connect provider. */
  readonly oidc: OidcSettings | undefined;
  /** Proxies in front of us that set X-Forwarded-For; of it, only what they wrote is believed. */
  readonly proxies: number;
  /** Origins, beside our own, whose pages may read the API with a token. */
  readonly origins: readonly string[];
  /** Deliveries in a minute that one process takes; Infinity for as many as come. */
  readonly hooks: { readonly perAddress: number; readonly perSource: number; readonly inAll: number };
}

interface OidcSettings {
  /** Such as `https://login.example.org`; its metadata lie below `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: Sign in with … */
  readonly name: string;
}

const urlOf = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.includes(protocolOf(text)),
      `expected a URL that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`,
    );

const perMinute = (usual: number) =>
  z
    .string()
    .regex(/^(?:unlimited|[1-9]\d{0,8})$/, "expected how many deliveries a minute, or unlimited")
    .transform((text) => (text === "unlimited" ? Infinity : Number(text)))
    .default(usual);
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*$/i;

const settings = z.object({
  CONVOKE_DATA: z.string().min(1, "expected a folder").default("./data"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "expected a port number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "expected a port number from 0 to 65535")
    .default(3000),
  HOST: z.string().min(1, "expected an address to listen on").default("127.0.0.1"),
  PUBLIC_URL: urlOf("http:", "https:")
    .refine((text) => !/[?#]/.test(text), "expected an address without a query or fragment")
    .optional(),
  DATABASE_URL: urlOf("postgres:", "postgresql:").optional(),
  REDIS_URL: z
    .string()
    .refine((text) => parseRedisUrl(text) !== undefined, `expected ${REDIS_URL_FORMS}`)
    .optional(),
  CONVOKE_MASTER_KEY: z
    .string()
    .refine(isMasterKey, "expected 32 bytes as base64 or 64 hex digits")
    .optional(),
  CONVOKE_MASTER_KEY_PREVIOUS: z
    .string()
    .refine(isMasterKey, "expected 32 bytes as base64 or 64 hex digits")
    .optional(),
  CONVOKE_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,500}$/, "expected at least 16 visible ASCII characters")
    .optional(),
  SMTP_URL: urlOf("smtp:", "smtps:").optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "expected an address such as Convoke <convoke@example.org>",
    )
    .default("Convoke <convoke@localhost>"),
  INBOUND_MAIL_DOMAIN: z
    .string()
    .regex(DOMAIN, "expected a domain such as replies.example.org")
    .transform((text) => text.toLowerCase())
    .optional(),
  INBOUND_SMTP_PORT: z
    .string()
    .regex(/^\d{1,5}$/, "expected a port number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "expected a port number from 0 to 65535")
    .optional(),
  INBOUND_SMTP_HOST: z.string().min(1, "expected an address to listen on").default("127.0.0.1"),
  INBOUND_SMTP_PER_ADDRESS: perMinute(300),
  INBOUND_SMTP_TLS_CERT: z.string().min(1, "expected a file in PEM").optional(),
  INBOUND_SMTP_TLS_KEY: z.string().min(1, "expected a file in PEM").optional(),
  INBOUND_TRUSTED_HOST: z.string().regex(DOMAIN, "expected a host such as mx.example.org").optional(),
  CONVOKE_ARCHIVE_AFTER_DAYS: z
    .string()
    .regex(/^(?:never|\d{1,5})$/, "expected a whole number of days, or never")
    .default("90"),
  CONVOKE_CLOCK: z.enum(["real", "virtual"], "expected real or virtual").default("real"),
  CONVOKE_CLOCK_START: z.iso
    .datetime({ error: "expected an instant such as 2012-09-03T08:00:00Z", offset: true })
    .optional(),
  OIDC_ISSUER: urlOf("http:", "https:").optional(),
  OIDC_CLIENT_ID: z.string().max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().max(5_000).optional(),
  OIDC_NAME: z.string().max(80).default("single sign-on"),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, "expected how many proxies stand in front, from 0 to 9")
    .transform(Number)
    .default(0),
  CORS_ORIGINS: z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    )
    .refine(
      (origins) => origins.every(isOrigin),
      "expected origins such as https://www.example.org, separated by commas",
    )
    .default([]),
  HOOKS_PER_ADDRESS: perMinute(1_200),
  HOOKS_PER_SOURCE: perMinute(3_000),
  HOOKS_IN_ALL: perMinute(12_000),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], "expected debug, info, warn, error or silent")
    .default("info"),
});

/** Throws `setting`, naming every wrong setting and what was expected of it. Never repeats a value: it may be secret. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // An empty setting is one that was not made: compose files pass those.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  if (given["DATABASE_URL"] !== undefined && given["CONVOKE_MASTER_KEY"] === undefined) {
    wrong.push(
      "CONVOKE_MASTER_KEY: expected with DATABASE_URL, since every process must seal under the same key; make one with: openssl rand -base64 32",
    );
  }
  if (given["CONVOKE_MASTER_KEY_PREVIOUS"] !== undefined && given["CONVOKE_MASTER_KEY"] === undefined) {
    wrong.push("CONVOKE_MASTER_KEY: expected with CONVOKE_MASTER_KEY_PREVIOUS, which it replaces");
  }
  if (given["CONVOKE_CLOCK"] === "virtual" && given["NODE_ENV"] === "production") {
    wrong.push("CONVOKE_CLOCK: expected real in production");
  }
  if (given["INBOUND_SMTP_PORT"] !== undefined && given["INBOUND_MAIL_DOMAIN"] === undefined) {
    wrong.push("INBOUND_MAIL_DOMAIN: expected with INBOUND_SMTP_PORT: mail for other domains is not taken");
  }
  for (const [name, other] of [
    ["INBOUND_SMTP_TLS_CERT", "INBOUND_SMTP_TLS_KEY"],
    ["INBOUND_SMTP_TLS_KEY", "INBOUND_SMTP_TLS_CERT"],
  ] as const) {
    if (given[name] === undefined && given[other] !== undefined)
      wrong.push(`${name}: expected with ${other}`);
  }
  const oidcParts = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];
  const oidcMissing = oidcParts.filter((name) => given[name] === undefined);
  if (oidcMissing.length > 0 && oidcMissing.length < oidcParts.length) {
    for (const name of oidcMissing) wrong.push(`${name}: expected with ${oidcParts.join(", ")}`);
  }
  if (!parsed.success || wrong.length > 0) {
    throw new ConvokeError("setting", `A setting is wrong:\n${wrong.map((line) => `  ${line}`).join("\n")}`);
  }
  const env = parsed.data;
  return {
    dataDir: resolve(env.CONVOKE_DATA),
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ""),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    masterKey: env.CONVOKE_MASTER_KEY,
    previousMasterKey: env.CONVOKE_MASTER_KEY_PREVIOUS,
    adminToken: env.CONVOKE_ADMIN_TOKEN,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    inbound: {
      domain: env.INBOUND_MAIL_DOMAIN,
      port: env.INBOUND_SMTP_PORT,
      host: env.INBOUND_SMTP_HOST,
      perAddress: env.INBOUND_SMTP_PER_ADDRESS,
      tls:
        env.INBOUND_SMTP_TLS_CERT === undefined || env.INBOUND_SMTP_TLS_KEY === undefined
          ? undefined
          : { certFile: env.INBOUND_SMTP_TLS_CERT, keyFile: env.INBOUND_SMTP_TLS_KEY },
      trustedHost: env.INBOUND_TRUSTED_HOST,
    },
    archiveAfterDays: Number(env.CONVOKE_ARCHIVE_AFTER_DAYS) || undefined,
    isVirtual: env.CONVOKE_CLOCK === "virtual",
    isTemporary: false,
    clockStart: env.CONVOKE_CLOCK_START === undefined ? new Date() : new Date(env.CONVOKE_CLOCK_START),
    logLevel: env.LOG_LEVEL,
    access: {
      oidc: oidcOf(env),
      proxies: env.TRUSTED_PROXIES,
      origins: env.CORS_ORIGINS,
      hooks: {
        perAddress: env.HOOKS_PER_ADDRESS,
        perSource: env.HOOKS_PER_SOURCE,
        inAll: env.HOOKS_IN_ALL,
      },
    },
  };
}

function oidcOf(env: z.output<typeof settings>): OidcSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env;
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined)
    return undefined;
  return {
    issuer: OIDC_ISSUER.replace(/\/+$/, ""),
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME,
  };
}

/** As browsers send it: scheme, host and port, and nothing behind them. */
function isOrigin(text: string): boolean {
  return ["http:", "https:"].includes(protocolOf(text)) && new URL(text).origin === text;
}

function protocolOf(text: string): string {
  try {
    return new URL(text).protocol;
  } catch {
    return "";
  }
}
