import type { Passkey, Session, WaysIn } from "../../store/sign-in.ts";
import type { Token } from "../../store/tokens.ts";
import { PASSWORD_CHARS_MIN } from "../../auth/sign-in.ts";
import { escapeHtml, form, input, link, strong } from "../html.ts";
import type { Words } from "./words/index.ts";

interface Shown {
  readonly name: string;
  readonly ways: WaysIn | undefined;
  readonly sessions: readonly Session[];
  readonly passkeys: readonly Passkey[];
  readonly tokens: readonly Token[];
  readonly tokenDays: readonly number[];
}

type Say = Words["account"];

export function showAccount(words: Words, shown: Shown): string {
  const { account: say } = words;
  const { ways, sessions, passkeys, tokens } = shown;
  return `
  <p>${link("/console", say.toConsole)}</p>
  <p>${strong(say.youAre, shown.name)}${ways === undefined ? "" : ` (${escapeHtml(ways.email)})`}</p>
  ${form("/sign-out", "", say.signOut, "quiet")}
  <h2>${escapeHtml(say.sessions)}</h2>
  ${rows(sessions.map((one) => sessionRow(say, one)))}
  <h2>${escapeHtml(say.app)}</h2>
  ${ways?.hasTotp === true ? appOff(say) : appSetUp(say)}
  <h2>${escapeHtml(say.passkeys)}</h2>
  ${passkeys.length === 0 ? hint(say.noPasskeys) : rows(passkeys.map((one) => passkeyRow(say, one)))}
  <p class="alert" role="alert" id="passkey-problem" hidden></p>
  <label>${escapeHtml(say.passkeyName)} <input id="passkey-name" maxlength="80" placeholder="${escapeHtml(say.passkeyExample)}"></label>
  <button class="quiet" id="passkey-add" hidden>${escapeHtml(say.passkeyAdd)}</button>
  <h2>${escapeHtml(say.password)}</h2>
  ${form("/account/password", passwordField(say.present, "current", "current-password") + passwordField(say.new, "new", "new-password"), say.change)}
  <h2>${escapeHtml(say.tokens)}</h2>
  ${tokens.length === 0 ? hint(say.none) : rows(tokens.map((one) => tokenRow(say, one)))}
  ${form("/account/tokens", newToken(say, shown.tokenDays), say.makeToken, "quiet")}`;
}

const rows = (items: readonly string[]): string =>
  `<ul class="rows">${items.map((one) => `<li>${one}</li>`).join("")}</ul>`;

const hint = (text: string): string => `<p class="hint">${escapeHtml(text)}</p>`;

/** What something is called, and what is known of it. */
const told = (name: string, more: string): string =>
  `<span>${escapeHtml(name)}<br><span class="hint">${escapeHtml(more)}</span></span>`;

const hidden = (id: string): string => `<input type="hidden" name="id" value="${escapeHtml(id)}">`;

const sessionRow = (say: Say, { id, userAgent, createdAt, isThis }: Session): string =>
  told(browserNamed(say, userAgent), say.since(at(createdAt)) + (isThis ? `, ${say.thisBrowser}` : "")) +
  (isThis ? "" : form("/account/sessions/end", hidden(id), say.end, "quiet"));

const passkeyRow = (say: Say, { id, name, createdAt }: Passkey): string =>
  told(name === null || name === "" ? say.passkey : name, say.added(at(createdAt))) +
  form("/account/passkeys/delete", hidden(id), say.remove, "quiet");

function tokenRow(say: Say, { id, label, scope, expiresAt, lastUsedAt }: Token): string {
  const ends = expiresAt === null ? say.endless : say.until(at(expiresAt));
  const used = lastUsedAt === null ? say.unused : say.used(at(lastUsedAt));
  const name = scope?.readOnly === true ? `${label} (${say.readsOnly})` : label;
  return told(name, `${ends}; ${used}`) + form("/account/tokens/revoke", hidden(id), say.revoke, "quiet");
}

const passwordField = (label: string, name: string, purpose: string): string =>
  input(
    label,
    name,
    `type="password" autocomplete="${purpose}" required maxlength="200"${purpose === "new-password" ? ` minlength="${PASSWORD_CHARS_MIN}"` : ""}`,
  );

const ownPassword = (say: Say): string => passwordField(say.yourPassword, "password", "current-password");
const appSetUp = (say: Say): string => form("/account/totp", ownPassword(say), say.appSetUp, "quiet");
const appOff = (say: Say): string =>
  `<p>${escapeHtml(say.appOn)}</p>${form("/account/totp/off", ownPassword(say), say.appOff, "quiet")}`;

const newToken = (say: Say, days: readonly number[]): string =>
  input(say.tokenFor, "label", `required maxlength="80"`) +
  `<label>${escapeHtml(say.tokenDays)} <select name="days">${days.map((one) => `<option value="${one}">${escapeHtml(say.days(one))}</option>`).join("")}</select></label>
   <label><input type="checkbox" name="readOnly" checked>${escapeHtml(say.mayOnlyRead)}</label>`;

/** `2012-12-03 09:00 UTC` */
const at = (date: Date): string => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Enough to tell one's own browsers apart. */
function browserNamed(say: Say, userAgent: string | null): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent ?? "")?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent ?? "")?.[1];
  if (browser === undefined) return say.unknownBrowser;
  const name = { Edg: "Edge", OPR: "Opera" }[browser] ?? browser;
  return system === undefined ? name : say.browserOn(name, system);
}
