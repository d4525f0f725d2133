/** Carries out `sendSignInMail`: a mail that was written with the link in it goes out, and is erased here. */
import { z } from "zod";
import { openLinkMail, settleLinkMail, type LinkMailDeps } from "../../src/auth/link-mail.ts";
import { done, type EffectHandler } from "../../src/engine/outcome.ts";
import { messageIdOf } from "../send-mail/message-ids.ts";
import { mailAddress, oneLine, personName } from "../send-mail/plain-text.ts";
import type { MailTransport } from "../send-mail/transport.ts";

export interface SendSignInMailDeps {
  readonly directory: LinkMailDeps;
  /** Null keeps every mail without sending it, for an administrator to hand on. */
  readonly transport: MailTransport | null;
  readonly publicUrl: string;
  readonly from: string;
}

const payload = z.object({ mailId: z.string() });

export function sendSignInMailHandler({
  directory,
  transport,
  publicUrl,
  from,
}: SendSignInMailDeps): EffectHandler {
  return {
    async perform(effect) {
      if (transport === null) return done();
      const open = await openLinkMail(directory, payload.parse(effect.payload).mailId);
      if (open === undefined) return done();
      const { mail, content } = open;
      const address = mailAddress(content.to.email);
      if (address === undefined) {
        await settleLinkMail(directory, mail, "undeliverable");
        return { kind: "give-up", reason: "The address is none we can write to" };
      }
      const messageId = messageIdOf(effect, publicUrl);
      const delivery = await transport.send({
        from,
        to: [{ name: personName(content.to.name) ?? "", address }],
        subject: oneLine(content.subject),
        text: content.text,
        messageId,
        isBlind: false,
        threadId: messageId,
        date: mail.createdAt,
        headers: { "X-Convoke-Effect": oneLine(effect.name), "Auto-Submitted": "auto-generated" },
      });
      if (delivery.kind === "temporary") return { kind: "retry", reason: delivery.reason };
      await settleLinkMail(directory, mail, delivery.kind === "sent" ? "sent" : "undeliverable");
      return delivery.kind === "sent" ? done() : { kind: "give-up", reason: delivery.reason };
    },
  };
}
