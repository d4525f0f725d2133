/** A kept mail goes out, where there is a way out, and its copy learns how that went. */
import { mailIsUndeliverable, mailWentOut } from "../../src/directory/correspondence.ts";
import type { keepMailOf, MailText, Recipient } from "../../src/directory/correspondence.ts";
import type { Directory } from "../../src/directory/directory.ts";
import type { Outcome } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import type { Log } from "../../src/lib/log.ts";
import { threadIdOf } from "./message-ids.ts";
import { mailAddress, oneLine, personName } from "./plain-text.ts";
import type { Address, MailTransport, Message } from "./transport.ts";

export interface Post {
  readonly directory: Directory;
  /** Null keeps every mail without sending it: the console shows it. */
  readonly transport: MailTransport | null;
  /** Where this installation is reached, such as `https://convoke.example.org`. */
  readonly publicUrl: string;
  /** The address mails come from, or `Name <address>`; the programme's name stands beside a bare address. */
  readonly from: string;
  /** Where the party answers a letter about this instance; undefined where mail does not come in here. */
  readonly replyTo?: ((instanceId: string) => Promise<string | undefined>) | undefined;
  readonly log: Log;
}

export type KeptMail = Awaited<ReturnType<typeof keepMailOf>>;

export async function dispatchMail(
  post: Post,
  mail: KeptMail,
  text: MailText,
  programmeName: string,
): Promise<Outcome> {
  const { directory, transport, log } = post;
  const to = addressesOf(text.to);
  if (to.length === 0) {
    log.warn(
      { effect: mail.effect, template: mail.template, audience: mail.audience },
      "A mail reaches nobody",
    );
    await mailIsUndeliverable(directory, mail);
    return done();
  }
  if (transport === null) return done();

  const delivery = await transport.send(await messageOf(post, mail, text, to, programmeName));
  switch (delivery.kind) {
    case "sent":
      if (delivery.refused > 0)
        log.warn({ effect: mail.effect, refused: delivery.refused }, "A mail missed some");
      await mailWentOut(directory, mail);
      return done();
    case "temporary":
      return { kind: "retry", reason: delivery.reason };
    case "permanent":
      await mailIsUndeliverable(directory, mail);
      return { kind: "give-up", reason: delivery.reason };
  }
}

async function messageOf(
  { from, replyTo, publicUrl }: Post,
  mail: KeptMail,
  { subject, text }: MailText,
  to: readonly Address[],
  programmeName: string,
): Promise<Message> {
  // Staff who answer a notice would speak as the party.
  const answeredTo = mail.audience === "party" ? await replyTo?.(mail.instanceId) : undefined;
  return {
    from: from.includes("<") ? from : { name: oneLine(programmeName), address: from },
    ...(answeredTo === undefined ? {} : { replyTo: answeredTo }),
    to,
    // Colleagues may see whom a notice went to. Who sits in a group is nobody's to tell the others.
    isBlind: mail.audience === "members",
    subject: oneLine(subject),
    text,
    messageId: mail.messageId,
    threadId: threadIdOf(mail.instanceId, publicUrl),
    // The first attempt's, so that every attempt is the same message.
    date: mail.createdAt,
    headers: { "X-Convoke-Effect": oneLine(mail.effect), "Auto-Submitted": "auto-generated" },
  };
}

/** Whom it can reach, each address once. */
function addressesOf(recipients: readonly Recipient[]): Address[] {
  const byAddress = new Map<string, Address>();
  for (const { name, email } of recipients) {
    const address = mailAddress(email);
    if (address === undefined || byAddress.has(address.toLowerCase())) continue;
    byAddress.set(address.toLowerCase(), { name: personName(name) ?? "", address });
  }
  return [...byAddress.values()];
}
