/** Carries out `sendDigest`: one officer's morning mail, written from rows when it is sent. */
import { z } from "zod";
import { keepMailOf, openMail } from "../../src/directory/correspondence.ts";
import { digestFor } from "../../src/directory/daily-digest.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done, effectKeyText } from "../../src/engine/outcome.ts";
import { dispatchMail, type Post } from "../send-mail/dispatch-mail.ts";
import { messageIdOf } from "../send-mail/message-ids.ts";
import { writeDigest } from "./write-digest.ts";

const payload = z.object({ accountId: z.string(), day: z.string() });

export function sendDigestHandler(post: Post): EffectHandler {
  return {
    async perform(effect) {
      const { accountId, day } = payload.parse(effect.payload);
      const digest = await digestFor(post.directory, effect.programmeId, accountId);
      // Nothing to do is good news, and no mail.
      if (digest === undefined) return done();
      const mail = await keepMailOf(post.directory, {
        effect: effectKeyText(effect),
        instanceId: effect.instanceId,
        programmeId: effect.programmeId,
        template: "daily-digest",
        audience: "role:officer",
        messageId: messageIdOf(effect, post.publicUrl),
        content: {
          to: [{ name: digest.officer.name, email: digest.officer.email }],
          ...writeDigest(digest, day, post.publicUrl),
        },
      });
      if (mail.status === "sent") return done();
      return await dispatchMail(post, mail, await openMail(post.directory, mail), digest.programmeName);
    },
  };
}
