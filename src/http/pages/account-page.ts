import type { Passkey, Session, WaysIn } from "../../store/sign-in.ts";
import type { Token } from "../../store/tokens.ts";
import { PASSWORD_CHARS_MIN } from "../../auth/sign-in.ts";
import { escapeHtml, form, input } from "../html.ts";

interface Shown {
  readonly name: string;
  readonly ways: WaysIn | undefined;
  readonly sessions: readonly Session[];
  readonly passkeys: readonly Passkey[];
  readonly tokens: readonly Token[];
  readonly tokenDays: readonly number[];
}

export const showAccount = (shown: Shown): string => `
  <p>You are signed in as <strong>${escapeHtml(shown.name)}</strong>${shown.ways === undefined ? "" : ` (${escapeHtml(shown.ways.email)})`}.</p>
  <p><a href="/console">Open the console</a></p>
  ${form("/sign-out", "", "Sign out", "quiet")}
  <h2>Where you are signed in</h2>
  ${rows(shown.sessions.map(sessionRow))}
  <h2>Authenticator app</h2>
  ${shown.ways?.hasTotp === true ? totpOff : totpOn}
  <h2>Passkeys</h2>
  ${shown.passkeys.length === 0 ? `<p class="hint">You have none yet. A passkey signs you in with your finger, face or key, and without a password.</p>` : rows(shown.passkeys.map(passkeyRow))}
  <p class="alert" role="alert" id="passkey-problem" hidden></p>
  <label>Name of a new passkey <input id="passkey-name" maxlength="80" placeholder="Laptop"></label>
  <button class="quiet" id="passkey-add" hidden>Add a passkey</button>
  <h2>Password</h2>
  ${form("/account/password", passwordField("Your present password", "current", "current-password") + passwordField("Your new password", "new", "new-password"), "Change it")}
  <h2>Tokens for programs</h2>
  ${shown.tokens.length === 0 ? `<p class="hint">None.</p>` : rows(shown.tokens.map(tokenRow))}
  ${form("/account/tokens", newToken(shown.tokenDays), "Make a token", "quiet")}`;

const rows = (items: readonly string[]): string =>
  `<ul class="rows">${items.map((one) => `<li>${one}</li>`).join("")}</ul>`;

const hidden = (id: string): string => `<input type="hidden" name="id" value="${escapeHtml(id)}">`;

const sessionRow = ({ id, userAgent, createdAt, isThis }: Session): string =>
  `<span>${escapeHtml(browserNamed(userAgent))}<br><span class="hint">since ${at(createdAt)}${isThis ? ", this browser" : ""}</span></span>
   ${isThis ? "" : form("/account/sessions/end", hidden(id), "End", "quiet")}`;

const passkeyRow = ({ id, name, createdAt }: Passkey): string =>
  `<span>${escapeHtml(name === null || name === "" ? "Passkey" : name)}<br><span class="hint">added ${at(createdAt)}</span></span>
   ${form("/account/passkeys/delete", hidden(id), "Remove", "quiet")}`;

const tokenRow = ({ id, label, scope, expiresAt, lastUsedAt }: Token): string =>
  `<span>${escapeHtml(label)}${scope?.readOnly === true ? " (reads only)" : ""}<br>
   <span class="hint">${expiresAt === null ? "does not expire" : `until ${at(expiresAt)}`}; ${lastUsedAt === null ? "never used" : `last used ${at(lastUsedAt)}`}</span></span>
   ${form("/account/tokens/revoke", hidden(id), "Revoke", "quiet")}`;

const passwordField = (label: string, name: string, purpose: string): string =>
  input(
    label,
    name,
    `type="password" autocomplete="${purpose}" required maxlength="200"${purpose === "new-password" ? ` minlength="${PASSWORD_CHARS_MIN}"` : ""}`,
  );

const totpOn = form(
  "/account/totp",
  passwordField("Your password", "password", "current-password"),
  "Set up an authenticator app",
  "quiet",
);
const totpOff = `<p>Signing in with your password asks for a code.</p>${form("/account/totp/off", passwordField("Your password", "password", "current-password"), "Turn it off", "quiet")}`;

const newToken = (days: readonly number[]): string =>
  input("What it is for", "label", `required maxlength="80"`) +
  `<label>Works for <select name="days">${days.map((one) => `<option value="${one}">${one} days</option>`).join("")}</select></label>
   <label><input type="checkbox" name="readOnly" checked>It may look and change nothing</label>`;

/** `2012-12-03 09:00 UTC` */
const at = (date: Date): string => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Enough to tell one's own browsers apart. */
function browserNamed(userAgent: string | null): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent ?? "")?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent ?? "")?.[1];
  if (browser === undefined) return "A program or an unknown browser";
  const name = { Edg: "Edge", OPR: "Opera" }[browser] ?? browser;
  return system === undefined ? name : `${name} on ${system}`;
}
