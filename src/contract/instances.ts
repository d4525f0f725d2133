/** Running charts as the API shows them: engagements, groups, meetings, recommendations. */
import { z } from "zod";
import { MOVES } from "../../workflows/workflow.ts";
import { duplicateReason } from "./duplicates.ts";
import { id, instant, pageOf, role } from "./common.ts";
import { marking } from "./markings.ts";

const jsonSchemaOfData = z.record(z.string(), z.unknown()).meta({ description: "JSON Schema of `data`." });

const place = {
  rank: z.number().int().meta({ description: "From 1, the best first." }),
  move: z
    .enum(MOVES)
    .nullable()
    .meta({ description: "What it is for, as a person chooses; null when it only notes something." }),
  role: role.nullable().meta({ description: "The role you would send it under; null when you hold none." }),
};

export const accepted = z
  .object({
    ...place,
    type: z.string().meta({ example: "triage.claimed" }),
    meaning: z.string().meta({ description: "What it says happened, in a sentence." }),
    dependsOn: z
      .array(z.string())
      .meta({ description: "Fields that a guard will look at; empty when nothing stands in the way." }),
    unlessWaived: z.array(z.string()).meta({
      description: "Guards that refuse it whatever else it says, unless it waives them with a reason.",
      example: ["interestsAnswered"],
    }),
    schema: jsonSchemaOfData,
  })
  .meta({ id: "AcceptedEvent", description: "An event that you may send now." });

export const notAccepted = z
  .object({
    ...place,
    type: z.string(),
    why: z.enum(["role", "state", "guard"]),
    detail: z.string().meta({ example: "triage.claimed may be sent by officer" }),
    guards: z.array(z.string()),
    needs: z.array(role).meta({ description: "Roles that may send it." }),
    schema: jsonSchemaOfData,
  })
  .meta({ id: "RefusedEvent", description: "An event that you may not send now, and why." });

export const deadline = z
  .object({
    timer: z.string().meta({ example: "first_response" }),
    dueAt: instant.nullable().meta({ description: "Null while it is paused." }),
    rule: z.object({ unit: z.enum(["workingDays", "days", "months"]), count: z.number() }).nullable(),
    state: z.enum(["pending", "paused", "gave-up", "overdue"]).meta({
      description: "`overdue`: a promise of ours whose time has passed, and that is still to be kept.",
    }),
  })
  .meta({ id: "Deadline" });

const standing = {
  id,
  workflow: z.string(),
  version: z.number().int(),
  programme: z.string().meta({ description: "The programme's slug." }),
  programmeId: id,
  stage: z.string().nullable().meta({ example: "inquiry" }),
  state: z.string().meta({ example: "triage" }),
  status: z.enum(["active", "done", "parked"]),
  revision: z.number().int().meta({ description: "Events taken so far; the ETag." }),
  owner: z.string().nullable().meta({ description: "Account id." }),
  marking: marking.meta({ description: "How far it may travel: a label of TLP 2.0." }),
  card: z.record(z.string(), z.unknown()).meta({ description: "What lists show; never personal data." }),
  createdAt: instant,
  updatedAt: instant,
};

export const person = z
  .object({
    id,
    name: z.string().nullable(),
    organisation: z.string().nullable(),
    email: z.string().nullable(),
  })
  .meta({ id: "Person" });

export const instanceRow = z.object({ ...standing, party: person.nullable() }).meta({ id: "InstanceRow" });
export const instancePage = pageOf(instanceRow);

export const instanceDetail = z
  .object({
    ...standing,
    party: person.nullable(),
    possibleDuplicates: z
      .array(
        z.object({
          pair: id,
          person: id,
          score: z.number(),
          reasons: z.array(duplicateReason),
          hasCase: z
            .boolean()
            .meta({ description: "Theirs is live, or may come back: somebody may deal with it already." }),
        }),
      )
      .meta({
        description: "Who the party may be as well, to those who may merge people. Look before you begin.",
      }),
    parkedReason: z.string().nullable(),
    deadlines: z.array(deadline),
    accepts: z.array(accepted),
    refuses: z.array(notAccepted),
  })
  .meta({ id: "Instance" });

export const sendEvent = z
  .strictObject({
    type: z.string().min(1).max(100).meta({ example: "triage.claimed" }),
    data: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({ description: "The event's fields, as its schema says." }),
    happenedOn: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .optional()
      .meta({ description: "When it happened, if it is entered later: a date, or an instant." }),
    onBehalfOf: role
      .optional()
      .meta({ description: "Whose act an officer enters, such as a stakeholder's letter." }),
  })
  .meta({ id: "SendEvent" });

export const eventOutcome = z
  .object({
    outcome: z.enum(["applied", "duplicate"]),
    id,
    revision: z.number().int(),
    stage: z.string().nullable(),
    state: z.string(),
    status: z.enum(["active", "done", "parked"]),
    accepts: z.array(accepted),
  })
  .meta({ id: "EventOutcome" });

export const journalEntry = z
  .object({
    seq: z.number().int(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    withheld: z
      .array(z.string())
      .meta({ description: "Fields of `data` that you do not see: they are of the vetting dossier." }),
    origin: z.enum(["caller", "intake", "timer", "signal", "outcome", "operator"]),
    actor: z.object({
      id: z.string(),
      roles: z.array(role),
      name: z
        .string()
        .nullable()
        .meta({ description: "A colleague's; null of parties, of Convoke, and for who does not work here." }),
    }),
    onBehalfOf: z.string().nullable(),
    happenedAt: instant,
    enteredAt: instant,
    facts: z.record(z.string(), z.unknown()),
    effects: z.array(z.string()),
    stage: z.string().nullable(),
    state: z.string(),
    hash: z.string(),
  })
  .meta({ id: "JournalEntry" });
export const journalPage = pageOf(journalEntry);
