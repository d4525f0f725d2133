/** A message of RFC 5322 as far as we use it. What a stranger may send is a value or a reason, never an exception. */
import PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import { cleanLine, cleanText } from "../clean-text.ts";
import { readAsWindows1252 } from "../windows-1252.ts";
import { withoutQuotes } from "./trim-quotes.ts";

/** Counted as it came, with everything attached. */
export const MESSAGE_BYTES_MAX = 20 * 1024 * 1024;
const TEXT_MAX = 100_000;
const HTML_MAX = 1_000_000;
const ATTACHMENTS_MAX = 100;

export interface Message {
  /** In lower case; null when there is none that could be written to. */
  readonly from: { readonly name: string | null; readonly email: string } | null;
  /** Addresses that it was sent or delivered to. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** Without what it quotes. */
  readonly text: string;
  readonly wholeText: string;
  readonly attachments: readonly AttachmentNote[];
  readonly messageId: string | null;
  /** Message-IDs that it answers, the nearest first. */
  readonly answers: readonly string[];
  /** As it says itself, ISO 8601. */
  readonly date: string | null;
  readonly kind: MessageKind;
  /** What a host that we trust found of SPF, DKIM and DMARC, such as `{ spf: "pass" }`; empty where we trust none. */
  readonly checks: Readonly<Record<string, string>>;
}

/** An attachment stays where it is, in the sealed message, and is never opened. */
interface AttachmentNote {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Programs and scripts: named, and never to be handed out. */
  readonly isDangerous: boolean;
}

/** Only a `message` is acted upon. A `bounce` says that a letter of ours did not arrive. */
type MessageKind = "message" | "auto-reply" | "bounce" | "list" | "loop";

export type ParsedMessage =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "problem"; readonly reason: string };

interface Reading {
  /** The host name in our own Message-IDs. */
  readonly ownHost: string;
  /** The name under which the host before us writes Authentication-Results (RFC 8601). */
  readonly trustedHost: string | undefined;
}

export async function parseMessage(raw: Buffer, reading: Reading): Promise<ParsedMessage> {
  let email: Email;
  try {
    email = await PostalMime.parse(raw, {
      forceRfc822Attachments: true,
      maxNestingDepth: 30,
      maxHeadersSize: 256 * 1024,
    });
  } catch {
    return { kind: "problem", reason: "It is no message of RFC 5322, or nested beyond measure" };
  }
  if (email.headers.length === 0) return { kind: "problem", reason: "It has no header of RFC 5322" };
  const wholeText = cleanText(readAsWindows1252(email.text ?? textOfHtml(email.html ?? "")), TEXT_MAX);
  const messageId = email.messageId === undefined ? null : cleanLine(email.messageId, 500);
  return {
    kind: "message",
    message: {
      from: senderOf(email),
      recipients: recipientsOf(email),
      subject: cleanLine(readAsWindows1252(email.subject ?? ""), 500),
      text: withoutQuotes(wholeText),
      wholeText,
      attachments: email.attachments.slice(0, ATTACHMENTS_MAX).map(noteOf),
      messageId,
      answers: idsIn(`${email.inReplyTo ?? ""} ${reversed(email.references ?? "")} ${bouncedIn(email)}`),
      date: email.date !== undefined && /^\d{4}-/.test(email.date) ? email.date : null,
      kind: kindOf(email, messageId, reading.ownHost),
      checks: reading.trustedHost === undefined ? {} : checksOf(email, reading.trustedHost),
    },
  };
}

function senderOf({ from }: Email): Message["from"] {
  const email = from?.address?.trim().toLowerCase() ?? "";
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(email)) return null;
  return { name: cleanLine(readAsWindows1252(from?.name ?? ""), 200) || null, email };
}

const DELIVERED = ["delivered-to", "x-original-to", "x-delivered-to", "envelope-to"];

function recipientsOf(email: Email): string[] {
  const named = [...(email.to ?? []), ...(email.cc ?? [])].flatMap((one) =>
    one.group === undefined ? [one.address] : one.group.map(({ address }) => address),
  );
  const delivered = email.headers.filter(({ key }) => DELIVERED.includes(key)).map(({ value }) => value);
  return [...new Set([...delivered, ...named].map((one) => one.replace(/^<|>$/g, "").trim().toLowerCase()))];
}

const DANGEROUS =
  /\.(?:exe|com|scr|pif|bat|cmd|msi|msp|js|jse|vbs|vbe|wsf|wsh|ps1|psm1|hta|jar|lnk|reg|dll|cpl|iso|img|vhd|docm|xlsm|pptm|apk|app|dmg|sh)$/i;

const noteOf = ({ filename, mimeType, content }: Email["attachments"][number]): AttachmentNote => ({
  name: cleanLine(filename ?? "", 200) || "(without a name)",
  type: cleanLine(mimeType, 100),
  sizeBytes: typeof content === "string" ? Buffer.byteLength(content) : content.byteLength,
  isDangerous: DANGEROUS.test((filename ?? "").trim()) || /x-(?:msdownload|dosexec|sh)\b/.test(mimeType),
});

/** Begins with the chart it is about and the number of its event. */
const OWN_ID = /^<[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d+\./i;

/** RFC 3834 and what is older than it. */
function kindOf(email: Email, messageId: string | null, ownHost: string): MessageKind {
  const header = (name: string): string =>
    email.headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? "";
  if (/multipart\/report/.test(header("content-type")) && hasFailed(email)) return "bounce";
  // Others may write mail under our host's name too: of a Message-ID only its form tells that it is a letter of ours.
  const isOurs =
    header("x-convoke-effect") !== "" ||
    (OWN_ID.test(messageId ?? "") && messageId?.toLowerCase().endsWith(`@${ownHost}>`) === true);
  if (isOurs) return "loop";
  const submitted = header("auto-submitted");
  const isAutomatic =
    (submitted !== "" && !submitted.startsWith("no")) ||
    ["auto_reply", "bulk", "junk"].includes(header("precedence")) ||
    ["x-autoreply", "x-autorespond"].some((name) => header(name) !== "") ||
    header("return-path") === "<>";
  if (header("list-id") !== "" || header("precedence") === "list") return "list";
  return isAutomatic ? "auto-reply" : "message";
}

const partsOf = (email: Email, type: RegExp): string[] =>
  email.attachments
    .filter(({ mimeType }) => type.test(mimeType))
    .map(({ content }) =>
      typeof content === "string" ? content : Buffer.from(asBytes(content)).toString("utf8"),
    );

const asBytes = (content: ArrayBuffer | Uint8Array): Uint8Array =>
  content instanceof Uint8Array ? content : new Uint8Array(content);

/** RFC 3464: a delay is no failure. */
const hasFailed = (email: Email): boolean =>
  partsOf(email, /^message\/(?:global-)?delivery-status$/).some((text) => /^action:\s*failed\b/im.test(text));

/** Message-IDs of the letter that a report returns, or of its head. */
const bouncedIn = (email: Email): string =>
  partsOf(email, /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/global-headers)$/)
    .map((text) => /^message-id:\s*(<[^<>\s]+>)/im.exec(text)?.[1] ?? "")
    .join(" ");

const idsIn = (text: string): string[] => [...new Set(text.match(/<[^<>\s]{3,400}>/g) ?? [])].slice(0, 50);

const reversed = (references: string): string => references.trim().split(/\s+/).toReversed().join(" ");

/** Of those headers only the ones our own host wrote; any sender may add others. */
function checksOf(email: Email, trustedHost: string): Record<string, string> {
  const own = email.headers.filter(
    ({ key, value }) =>
      key === "authentication-results" &&
      value.trim().toLowerCase().split(/[\s;]/)[0] === trustedHost.toLowerCase(),
  );
  const first = own[0]?.value ?? "";
  return Object.fromEntries(
    [...first.matchAll(/\b(spf|dkim|dmarc)\s*=\s*([a-z]+)/gi)].map(([, method = "", result = ""]) => [
      method.toLowerCase(),
      result.toLowerCase(),
    ]),
  );
}

/** Words of a message that has no plain text. Never shown as HTML. Takes time in proportion to the length, whatever stands in it. */
const textOfHtml = (html: string): string =>
  withoutElements(html.slice(0, HTML_MAX))
    .replaceAll(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^<>]*>/gi, "\n")
    .replaceAll(/<[^<>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(/[ \t]+/g, " ");

/** Elements whose content nobody reads. */
function withoutElements(html: string): string {
  const lower = html.toLowerCase();
  const begins = /<(style|script|head|title)\b/g;
  let kept = "";
  let from = 0;
  for (let found = begins.exec(lower); found !== null; found = begins.exec(lower)) {
    kept += html.slice(from, found.index);
    const end = lower.indexOf(`</${found[1] ?? ""}`, found.index);
    if (end === -1) return kept;
    from = end;
    begins.lastIndex = end;
  }
  return kept + html.slice(from);
}
