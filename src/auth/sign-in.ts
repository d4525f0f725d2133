/**
 * better-auth over our database, and all of the house that knows it. It proves who somebody is: passwords, codes,
 * passkeys, links, single sign-on, and the session that follows. What they may do is not its affair. Its endpoints are
 * asked from here only; no browser reaches one that we do not name. Sign-in keeps real time, as authenticator apps do.
 */
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { magicLink } from "better-auth/plugins/magic-link";
import { twoFactor } from "better-auth/plugins/two-factor";
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Log } from "../lib/log.ts";
import type { Master } from "../seal/master.ts";
import { openSignedCookie } from "../seal/signed-cookie.ts";
import type { Db } from "../store/database.ts";
import { readWaysIn } from "../store/sign-in.ts";
import type { Access } from "./access.ts";

const BASE_PATH = "/api/auth";
/** How long a browser stays signed in; a session is not prolonged by using it. */
const SESSION_S = 12 * 3_600;
/** How long a link in a mail signs in. */
export const LINK_MINUTES = 15;
export const PASSWORD_CHARS_MIN = 12;
export const PASSWORD_CHARS_MAX = 200;
const OIDC = "oidc";

interface SignInDeps {
  readonly db: Db;
  readonly master: Master;
  readonly publicUrl: string;
  readonly access: Access;
  readonly log: Log;
  /** Mail a link that signs in; called only for an address that may. */
  readonly sendLink: (email: string, token: string) => Promise<void>;
}

/** What a browser sent along that a sign-in needs. */
export interface Browser {
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
}

export interface SignIn {
  readonly sessionCookie: string;
  /** What the button for single sign-on says; undefined when there is none. */
  readonly providerName: string | undefined;
  /** Ask better-auth as our own page: the answer's cookies belong to the browser, its body does not. */
  ask(path: string, from: Browser, body?: Readonly<Record<string, unknown>>): Promise<Response>;
  /** The session's token out of a request's cookies, if it was signed here. */
  sessionToken(cookies: string | undefined): string | undefined;
  hashPassword(password: string): Promise<string>;
  /** The address that begins single sign-on. Throws `not-found` where there is none. */
  readonly hasProvider: boolean;
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { master, publicUrl, access } = deps;
  const origin = new URL(publicUrl).origin;
  const isHttps = origin.startsWith("https:");
  // A __Host- cookie is Secure, of this host only, and of all its paths; browsers see to it.
  const cookiePrefix = isHttps ? "__Host-convoke" : "convoke";
  const secret = master.hmac("sign-in", "cookies");
  const auth = betterAuth(optionsFor(deps, { origin, isHttps, cookiePrefix, secret }));
  const sessionCookie = `${cookiePrefix}.session_token`;

  return {
    sessionCookie,
    providerName: access.oidc?.name,
    hasProvider: access.oidc !== undefined,
    async ask(path, { cookie, userAgent }, body) {
      const headers = new Headers({ origin, host: new URL(origin).host });
      if (cookie !== undefined) headers.set("cookie", cookie);
      if (userAgent !== undefined) headers.set("user-agent", userAgent.slice(0, 300));
      if (body !== undefined) headers.set("content-type", "application/json");
      return await auth.handler(
        new Request(`${origin}${BASE_PATH}${path}`, {
          method: body === undefined ? "GET" : "POST",
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    },
    sessionToken(cookies) {
      const value = cookieOf(cookies, sessionCookie);
      return value === undefined ? undefined : openSignedCookie(value, secret);
    },
    async hashPassword(password) {
      const { password: passwords } = await auth.$context;
      return await passwords.hash(password);
    },
  };
}

interface Place {
  readonly origin: string;
  readonly isHttps: boolean;
  readonly cookiePrefix: string;
  readonly secret: string;
}

function optionsFor(
  { db, access, log, sendLink }: SignInDeps,
  { origin, isHttps, cookiePrefix, secret }: Place,
) {
  return {
    appName: "Convoke",
    database: db,
    baseURL: origin,
    basePath: BASE_PATH,
    secret,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    // Limits are ours (limits.ts): they know the address behind a proxy and are shared by all processes.
    rateLimit: { enabled: false },
    // What it says beside the message may be somebody's address.
    logger: {
      level: "warn" as const,
      log: (level: string, message: string) => log.debug({ from: "better-auth", level }, message),
    },
    user: { modelName: "sign_in_user" },
    session: {
      modelName: "sign_in_session",
      expiresIn: SESSION_S,
      disableSessionRefresh: true,
      // Adding a passkey asks for a sign-in of the last hour.
      freshAge: 3_600,
    },
    account: {
      modelName: "sign_in_credential",
      // An identity at the provider is recognised by an address that the provider has verified.
      accountLinking: { enabled: true, trustedProviders: [] },
    },
    verification: { modelName: "sign_in_verification" },
    advanced: {
      cookiePrefix,
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" as const, secure: isHttps, path: "/" },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    emailAndPassword: {
      enabled: true,
      // People come in by an invitation or by the first start's link.
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARS_MIN,
      maxPasswordLength: PASSWORD_CHARS_MAX,
    },
    databaseHooks: {
      session: {
        create: {
          // Every way in ends here, so that a disabled account has none.
          before: async ({ userId }: { userId: string }) => {
            const ways = await readWaysIn(db, userId);
            return ways !== undefined && !ways.isDisabled;
          },
        },
      },
    },
    plugins: [
      twoFactor({ issuer: "Convoke", schema: { twoFactor: { modelName: "sign_in_two_factor" } } }),
      magicLink({
        disableSignUp: true,
        expiresIn: LINK_MINUTES * 60,
        storeToken: "hashed",
        sendMagicLink: async ({ email, token }) => await sendLink(email, token),
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: "Convoke",
        origin,
        schema: { passkey: { modelName: "sign_in_passkey" } },
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        authentication: {
          // A passkey stands for both factors, so whoever holds it must have unlocked it.
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified)
              throw new ConvokeError("forbidden", "The passkey was not unlocked");
          },
        },
      }),
      ...(access.oidc === undefined ? [] : [singleSignOn(access.oidc)]),
    ],
  };
}

const singleSignOn = ({ issuer, clientId, clientSecret, name }: NonNullable<Access["oidc"]>) =>
  genericOAuth({
    config: [
      {
        providerId: OIDC,
        name,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireIdTokenVerification: true,
        disableSignUp: true,
        disableImplicitSignUp: true,
      },
    ],
  });

/** Where single sign-on begins and comes back to. */
export const OIDC_START = { path: "/sign-in/social", provider: OIDC } as const;
export const OIDC_CALLBACK = `${BASE_PATH}/callback/${OIDC}`;

function cookieOf(cookies: string | undefined, wanted: string): string | undefined {
  for (const part of (cookies ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim();
  }
  return undefined;
}
