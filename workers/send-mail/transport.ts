/** The way out: one pool of connections to the mail host. */
import { createTransport } from "nodemailer";

const TIMEOUT_MS = 10_000;
/** A host that trickles its replies never runs into the timeouts above. */
const SEND_MS = 60_000;

export interface Address {
  readonly name: string;
  readonly address: string;
}

export interface Message {
  readonly from: Address | string;
  readonly replyTo?: string | undefined;
  readonly to: readonly Address[];
  /** None of those it goes to learns who else it goes to. */
  readonly isBlind: boolean;
  readonly subject: string;
  readonly text: string;
  /** With its angle brackets, as all ids of RFC 5322. */
  readonly messageId: string;
  readonly threadId: string;
  readonly date: Date;
  readonly headers: Readonly<Record<string, string>>;
}

/** How the host took it. Reasons carry codes only: its own words often repeat the address. */
type Delivery =
  | { readonly kind: "sent"; readonly refused: number }
  | { readonly kind: "temporary"; readonly reason: string }
  | { readonly kind: "permanent"; readonly reason: string };

export interface MailTransport {
  send(message: Message): Promise<Delivery>;
  /** Ends idle connections; what is under way is finished. */
  close(): void;
}

/** `smtpUrl` as in `smtp://user:password@mail.example.org:587`, or `smtps:` for TLS from the first byte. */
export function createMailTransport(smtpUrl: string): MailTransport {
  const pool = createTransport({
    url: smtpUrl,
    pool: true,
    // The engine tries again; the pool only covers a connection that the host closed while it was idle.
    maxRequeues: 1,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, isBlind, threadId, ...message }) {
      const addresses = to.map(({ name, address }) => ({ name, address }));
      try {
        const { rejected } = await pool.sendMail({
          ...message,
          // RFC 5322, 3.6.3: a group without members says that there are recipients; nodemailer writes no `Bcc` line.
          ...(isBlind ? { to: "Undisclosed recipients:;", bcc: addresses } : { to: addresses }),
          inReplyTo: threadId,
          references: [threadId],
          headers: { ...message.headers },
          signal: AbortSignal.timeout(SEND_MS),
        });
        return { kind: "sent", refused: rejected.length };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => pool.close(),
  };
}

/** Errors that speak of this message or its recipients; all others speak of the host or of our settings. */
const ABOUT_THE_MESSAGE = ["EENVELOPE", "EMESSAGE"];

function failure(error: unknown): Delivery {
  const { code, responseCode, response } = facts(error);
  const said = responseCode === undefined ? code : `${responseCode}${enhancedStatus(response)}`;
  const isOurs = ABOUT_THE_MESSAGE.includes(code);
  if (isOurs && (responseCode === undefined || responseCode >= 500)) {
    return { kind: "permanent", reason: `The mail host refused it for good: ${said}` };
  }
  return { kind: "temporary", reason: `The mail host did not take it: ${said}` };
}

function facts(error: unknown): { code: string; responseCode: number | undefined; response: string } {
  const found: { code?: unknown; responseCode?: unknown; response?: unknown } =
    typeof error === "object" && error !== null ? error : {};
  return {
    code: typeof found.code === "string" ? found.code : "unknown",
    responseCode: typeof found.responseCode === "number" ? found.responseCode : undefined,
    response: typeof found.response === "string" ? found.response : "",
  };
}

/** RFC 3463, such as ` 5.1.1`. */
const enhancedStatus = (response: string): string => {
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return status === undefined ? "" : ` ${status}`;
};
