/** Workflows, mails, incidents, health and the virtual clock. */
import { z } from "zod";
import { id, instant, pageOf } from "./common.ts";

const workflow = z
  .object({
    name: z.string(),
    version: z.number().int(),
    title: z.string(),
    hash: z.string(),
    opens: z.array(z.string()),
  })
  .meta({ id: "Workflow" });
export const workflowPage = pageOf(workflow);

export const workflowDetail = workflow
  .extend({
    chart: z.unknown().meta({ description: "The chart as data: states, transitions, guards, timers." }),
    diagram: z.string().meta({ description: "The chart as a Mermaid stateDiagram-v2." }),
    events: z.array(
      z.object({
        type: z.string(),
        meaning: z.string(),
        who: z.array(z.string()),
        schema: z.record(z.string(), z.unknown()),
      }),
    ),
    timers: z.record(z.string(), z.object({ unit: z.string(), count: z.number() })),
    effects: z.array(z.string()),
  })
  .meta({ id: "WorkflowDetail" });

export const mail = z
  .object({
    id,
    messageId: z.string(),
    instance: id,
    template: z.string(),
    audience: z.string(),
    status: z.enum(["kept", "sent", "undeliverable"]),
    createdAt: instant,
    sentAt: instant.nullable(),
    to: z.array(z.object({ name: z.string().nullable(), email: z.string().nullable() })),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: "Mail" });
export const mailPage = pageOf(mail);

const incident = z
  .object({
    id,
    instance: id.nullable(),
    effect: z.string().nullable(),
    kind: z.enum(["parked", "gave-up", "signal-undelivered"]),
    reason: z.string(),
    createdAt: instant,
  })
  .meta({ id: "Incident" });
export const incidentPage = pageOf(incident);

export const health = z
  .object({
    status: z.enum(["ok", "unavailable"]),
    checks: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: "Health" });

export const clock = z.object({ now: instant, virtual: z.boolean() }).meta({ id: "Clock" });
export const moveClock = z
  .strictObject({
    to: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: "The instant to go to; never back." }),
    advanceMs: z.number().int().min(0).optional().meta({ description: "Milliseconds to go on." }),
  })
  .refine((body) => (body.to === undefined) !== (body.advanceMs === undefined), {
    message: "expected exactly one of to and advanceMs",
  })
  .meta({ id: "MoveClock" });
