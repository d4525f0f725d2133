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

export const incident = z
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

export const workflowCounts = z
  .object({
    items: z.array(
      z.object({
        version: z.number().int(),
        stage: z.string().nullable(),
        state: z.string(),
        live: z.number().int().meta({ description: "That have not ended, the parked ones among them." }),
        parked: z.number().int(),
      }),
    ),
  })
  .meta({ id: "WorkflowCounts" });

const remedy = z.discriminatedUnion("act", [
  z.object({ act: z.literal("retry") }),
  z.object({ act: z.literal("skip"), effect: z.string().meta({ description: "Send it as it stands." }) }),
  z.object({ act: z.literal("migrate"), to: z.number().int() }),
]);
export const parked = z
  .object({
    id,
    workflow: z.string(),
    version: z.number().int(),
    programmeId: id,
    stage: z.string().nullable(),
    state: z.string(),
    reason: z.string(),
    since: instant.nullable(),
    attempts: z.number().int().nullable(),
    waiting: z.number().int().meta({ description: "Timers and other work of it that wait meanwhile." }),
    remedies: z.array(remedy).meta({ description: "What helps, the mildest first." }),
  })
  .meta({ id: "Parked" });
export const parkedPage = pageOf(parked);

/** Codes and no words, so that nobody's name is written where nothing is sealed. */
const because = z
  .enum(["mended", "passing", "done-by-hand", "not-needed", "newer-chart"])
  .optional()
  .meta({ description: "Why this is the remedy; kept with the incident that it closes." });

export const retry = z.strictObject({ because }).meta({ id: "RetryInstance" });
export const skip = z
  .strictObject({ effect: z.string().meta({ description: "As the incident names it." }), because })
  .meta({ id: "SkipEffect" });

export const migrate = z
  .strictObject({
    because,
    to: z
      .number()
      .int()
      .min(1)
      .optional()
      .meta({ description: "A newer version; the newest when left out." }),
  })
  .meta({ id: "Migrate" });
export const migrated = z
  .object({ id, from: z.number().int(), to: z.number().int() })
  .meta({ id: "Migrated" });
export const migrationPreview = migrated
  .extend({
    problem: z.string().nullable().meta({ description: "Why it cannot be done; null when it can." }),
    stage: z.string().nullable(),
    state: z.string().meta({ description: "Where it would stand." }),
    timers: z.array(z.object({ timer: z.string(), becomes: z.enum(["keep", "rearm", "cancel", "arm"]) })),
  })
  .meta({ id: "MigrationPreview" });

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
