/**
 * Mail comes in by SMTP. Off unless a port is set. It relays nothing: a recipient that is no address of ours is refused when it is
 * named, and a message is answered only when it is kept.
 */
import { SMTPServer } from "smtp-server";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { Intake } from "../../src/intake/intake.ts";
import { keepMessage, programmeOfAddress } from "../../src/intake/mail/keep-message.ts";
import { MESSAGE_BYTES_MAX } from "../../src/intake/mail/parse-message.ts";
import type { Log } from "../../src/lib/log.ts";
import type { SmtpLimits } from "./smtp-limits.ts";
import { createSmtpLimits } from "./smtp-limits.ts";

export interface ListenerDeps {
  readonly intake: Intake;
  readonly log: Log;
  /** The one domain whose mail is taken. */
  readonly domain: string;
  readonly port: number;
  readonly host: string;
  /** Messages a minute from one address; Infinity for as many as come. */
  readonly perAddress: number;
  /** In PEM. Without one no TLS is offered. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
}

export interface MailListener {
  readonly port: number;
  close(): Promise<void>;
}

const CLIENTS_MAX = 20;
const RECIPIENTS_MAX = 20;
const IDLE_MS = 60_000;

export async function listenForMail(deps: ListenerDeps): Promise<MailListener> {
  const { log, port, host, tls } = deps;
  const limits = createSmtpLimits(deps);
  const server = new SMTPServer({
    name: deps.domain,
    banner: "Convoke",
    size: MESSAGE_BYTES_MAX,
    authOptional: true,
    // Without a certificate TLS is the affair of the mail host before us. With one it is offered: who has none still comes.
    disabledCommands: tls === undefined ? ["AUTH", "STARTTLS"] : ["AUTH"],
    ...(tls === undefined ? {} : { ...tls, minVersion: "TLSv1.2" as const }),
    disableReverseLookup: true,
    maxClients: CLIENTS_MAX,
    socketTimeout: IDLE_MS,
    closeTimeout: 5_000,
    onMailFrom: (_, session, callback) => {
      void answer(callback, log, () => mayCome(limits, session));
    },
    onRcptTo: ({ address }, session, callback) => {
      void answer(callback, log, () => checkRecipient(deps, limits, { address, session }));
    },
    onData: (stream, session, callback) => {
      void answer(callback, log, () => take(deps, stream, session));
    },
  });
  // Whoever goes away in the middle of a command resets the connection.
  server.on("error", (error) => log.debug({ err: error }, "A mail connection broke"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
}

type Callback = (error?: Error | null) => void;

async function answer(callback: Callback, log: Log, act: () => Promise<void>): Promise<void> {
  callback(await refusalOf(log, act));
}

/** What is wrong with the message is said for good; what is wrong here, so that the sender comes again. */
async function refusalOf(log: Log, act: () => Promise<void>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    log.warn({ err: error }, "A mail could not be taken now");
    return new Refusal(451, "4.3.0 Not now, please come again");
  }
}

class Refusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

async function mayCome(limits: SmtpLimits, { remoteAddress }: SMTPServerSession): Promise<void> {
  const waitS = await limits.countMessage(remoteAddress);
  if (waitS !== undefined) throw tooMany("messages", waitS);
}

async function checkRecipient(
  { intake, domain }: ListenerDeps,
  limits: SmtpLimits,
  { address, session }: { readonly address: string; readonly session: SMTPServerSession },
): Promise<void> {
  const { envelope, remoteAddress } = session;
  const waitS = await limits.waitOf(remoteAddress);
  if (waitS !== undefined) throw tooMany("recipients that are not here", waitS);
  if (envelope.rcptTo.length >= RECIPIENTS_MAX) throw new Refusal(452, "4.5.3 Too many recipients");
  const isOurs = address.toLowerCase().endsWith(`@${domain}`);
  if (!isOurs) throw new Refusal(550, "5.7.1 We relay nothing");
  if ((await programmeOfAddress(intake, address)) === undefined) {
    await limits.countStranger(remoteAddress);
    throw new Refusal(550, "5.1.1 There is no such address here");
  }
}

/** For now only: a mail host keeps the message and comes again (RFC 5321 4.5.4). */
const tooMany = (what: string, waitS: number): Refusal =>
  new Refusal(450, `4.7.1 Too many ${what} from your address; come again in ${waitS} seconds`);

async function take(
  { intake }: ListenerDeps,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and forgotten: a sender that is cut off comes again.
    if (size <= MESSAGE_BYTES_MAX) chunks.push(chunk);
  }
  if (size > MESSAGE_BYTES_MAX) throw new Refusal(552, "5.3.4 The message is too large");
  const raw = Buffer.concat(chunks);
  const byProgramme = new Map<string, string[]>();
  for (const { address } of envelope.rcptTo) {
    const programmeId = await programmeOfAddress(intake, address);
    if (programmeId !== undefined)
      byProgramme.set(programmeId, [...(byProgramme.get(programmeId) ?? []), address]);
  }
  for (const [programmeId, deliveredTo] of byProgramme)
    await keepMessage(intake, programmeId, { raw, deliveredTo });
}
