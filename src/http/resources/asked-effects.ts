/** What followed from each event of a case, for the timeline: mails, deadlines, word to other charts. */
import { z } from "zod";
import { demandKnown } from "../../auth/known-records.ts";
import { recordOf, viewFor } from "../../auth/may-know.ts";
import type { AskedEffect } from "../../contract/asked-effects.ts";
import { askedEffects as askedEffectsSchema } from "../../contract/asked-effects.ts";
import { id } from "../../contract/common.ts";
import type { WrittenMail } from "../../store/asked-effects.ts";
import { readWaiting, readWritten } from "../../store/asked-effects.ts";
import type { Effect } from "../../store/effects.ts";
import { effectKeyText, parseEffectKey } from "../../store/effects.ts";
import { findInstance } from "../instances/send-event.ts";
import type { Operation } from "../operation.ts";
import { operation } from "../operation.ts";

const noun = "engagements";
const TROUBLES = { data: "incidents", act: "read" } as const;

export const askedEffects: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/engagements/{id}/effects",
    id: "getEngagementEffects",
    tag: noun,
    summary: "What became of all that a case asked for: mails, deadlines, word to other charts",
    description:
      "By journal row, newest first. What the journal names and this leaves out is done, or was called off. No text and no address: those are with the mails.",
    needs: { data: "case file", act: "read", view: "whole" },
    params: z.object({ id }),
    success: { status: 200, description: "All of it.", schema: askedEffectsSchema },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      const engagement = await findInstance(api, "engagement", params.id, actor);
      demand({ ...recordOf(engagement), thing: noun, id: params.id });
      await demandKnown(api.db, actor, engagement);
      const [waiting, written] = await Promise.all([
        readWaiting(api.db, engagement.id),
        readWritten(api.db, engagement.id),
      ]);
      const { programmeId } = engagement;
      const maySeeWhy = viewFor(actor, { data: "incidents", programmeId }, TROUBLES) !== undefined;
      return { body: { items: present(waiting, written, maySeeWhy), next: null } };
    },
  }),
];

/** A mail that is tried again has been written and still waits: it is one effect, and how its row stands counts. */
function present(
  waiting: readonly Effect[],
  written: readonly WrittenMail[],
  maySeeWhy: boolean,
): AskedEffect[] {
  const mails = new Map(written.map((mail) => [mail.effect, mail]));
  const open = waiting.map((row): AskedEffect => {
    const key = effectKeyText(row);
    const { seq, name, kind, action, dueAt, retryAt, attempts, lastError } = row;
    const mail = mails.get(key);
    mails.delete(key);
    return {
      entry: seq,
      name,
      kind,
      action,
      state: stateOf(row),
      dueAt: (retryAt ?? dueAt)?.toISOString() ?? null,
      attempts,
      reason: maySeeWhy ? lastError : null,
      mail: mail === undefined ? plannedMail(row) : mailOf(mail),
    };
  });
  const settled = [...mails.values()].map((mail): AskedEffect => {
    const { seq, name } = parseEffectKey(mail.effect);
    return {
      entry: seq,
      name,
      kind: "act",
      action: "sendMail",
      state: mail.status === "undeliverable" ? "returned" : mail.status,
      dueAt: null,
      attempts: 0,
      reason: null,
      mail: mailOf(mail),
    };
  });
  return [...open, ...settled].toSorted((one, other) => other.entry - one.entry);
}

function stateOf({ state, attempts }: Effect): AskedEffect["state"] {
  if (state === "gave-up") return "failed";
  if (state === "paused") return "paused";
  return attempts > 0 ? "retrying" : "planned";
}

const mailOf = ({ id, template, audience }: WrittenMail): AskedEffect["mail"] => ({ id, template, audience });

function plannedMail({ action, payload: { template, to } }: Effect): AskedEffect["mail"] {
  if (action !== "sendMail" || typeof template !== "string" || typeof to !== "string") return null;
  return { id: null, template, audience: to };
}
