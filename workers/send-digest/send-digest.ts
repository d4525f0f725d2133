/** Carries out `sendDigest`: one officer's morning mail, written from rows when it is sent. */
import { z } from "zod";
import { keepMailOf, openMail } from "../../src/directory/correspondence.ts";
import type { Digest } from "../../src/directory/daily-digest.ts";
import { digestFor } from "../../src/directory/daily-digest.ts";
import type { Directory } from "../../src/directory/directory.ts";
import { knownIds } from "../../src/auth/known-records.ts";
import type { Marking } from "../../src/contract/markings.ts";
import { labelled } from "../send-mail/labelled.ts";
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
      const found = await digestFor(post.directory, effect.programmeId, accountId);
      const { digest, marking } = await forOfficer(post.directory, found);
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
          ...labelled(marking, writeDigest(digest, day, post.publicUrl)),
        },
      });
      if (mail.status === "sent") return done();
      return await dispatchMail(post, mail, await openMail(post.directory, mail), digest.programmeName);
    },
  };
}

/** What of it the officer may know; the mail bears the strictest marking of what is left. */
async function forOfficer(
  { db }: Directory,
  digest: Digest | undefined,
): Promise<{ readonly digest: Digest | undefined; readonly marking: Marking }> {
  if (digest === undefined) return { digest, marking: "TLP:CLEAR" };
  const listed = [...digest.overdue, ...digest.due].map(({ instanceId }) => instanceId);
  const { known, marking } = await knownIds(db, digest.officer, listed);
  // Of what nobody has taken there is a number only, which says nothing about how they are marked.
  const unowned = [...(await knownIds(db, digest.officer, digest.unowned)).known];
  const isKnown = ({ instanceId }: { readonly instanceId: string }): boolean => known.has(instanceId);
  const overdue = digest.overdue.filter(isKnown);
  const due = digest.due.filter(isKnown);
  const isEmpty = overdue.length + due.length + unowned.length === 0;
  return { digest: isEmpty ? undefined : { ...digest, overdue, due, unowned }, marking };
}
