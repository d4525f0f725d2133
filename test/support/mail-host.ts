import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers with folded lines joined, as they came. */
  readonly headers: string;
  /** The body, with the line breaks that quoted-printable put in taken out again. */
  readonly text: string;
  readonly raw: string;
}

type Verdict = { readonly code: number; readonly says: string } | undefined;

/** A mail host of one's own, speaking SMTP on a port of its own. */
export class MailHost {
  readonly received: ReceivedMail[] = [];
  /** What it says to a recipient from now on; nothing means it takes them. */
  judge: (address: string) => Verdict = () => undefined;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: ({ address }, _session, callback) => {
      const verdict = this.judge(address);
      if (verdict === undefined) return callback();
      callback(Object.assign(new Error(verdict.says), { responseCode: verdict.code }));
    },
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const [head = "", ...body] = raw.split("\r\n\r\n");
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        const text = body.join("\n\n").replaceAll("=\r\n", "").replaceAll("\r\n", "\n");
        this.received.push({ from, to, headers: head.replaceAll(/\r\n[ \t]+/g, " "), text, raw });
        callback();
      });
    },
  });

  /** Its URL. */
  async open(): Promise<string> {
    // Whoever is killed in the middle of a mail resets the connection.
    this.server.on("error", () => {});
    await new Promise<void>((resolve) => {
      this.server.listen(0, "127.0.0.1", resolve);
    });
    const address = this.server.server.address();
    if (address === null || typeof address === "string") throw new Error("The mail host has no port");
    return `smtp://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
  }
}
