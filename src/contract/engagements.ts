import { z } from "zod";
import { id, instant, pageOf, paging, programmeFilter, role } from "./common.ts";
import { marking } from "./markings.ts";
import { searchText } from "./search.ts";

/** A case that staff open: a call or letter that came in, or a nomination. */
export const newEngagement = z
  .strictObject({
    programme: z.string().min(1).default("default").meta({ description: "Slug or id." }),
    type: z.enum(["inquiry.logged", "nomination.made"]),
    person: z.strictObject({
      name: z.string().trim().min(1).max(200).nullable().default(null),
      organisation: z.string().trim().min(1).max(200).nullable().default(null),
      email: z.email().max(320).nullable().default(null),
    }),
    message: z.string().trim().max(20_000).default("").meta({ description: "What was said; sealed." }),
    data: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({ description: "Further fields of the event, such as `channel` or `profile`." }),
    happenedOn: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  })
  .meta({ id: "NewEngagement" });

/** In the order in which one screen shows them. */
export const TODAY_PARTS = ["overdue", "waiting", "dueThisWeek", "unclaimed", "iWaitFor", "snoozed"] as const;
export type TodayPart = (typeof TODAY_PARTS)[number];

/** In which order a list comes. */
const SORTS = ["newest", "due", "since", "who"] as const;

const filters = {
  programme: programmeFilter,
  stage: z.string().max(50).optional().meta({ description: "A stage, such as `inquiry`." }),
  state: z
    .string()
    .max(50)
    .optional()
    .meta({ description: "A state, such as `triage`; the workflow names them." }),
  owner: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "Id of the account that owns it, `me` or `none`." }),
  due: z
    .enum(["overdue", "week"], { error: "expected overdue or week" })
    .optional()
    .meta({ description: "A promise of ours is broken, or some deadline ends within seven days." }),
  origin: z.string().max(50).optional().meta({ description: "How they came, such as `web` or `nominated`." }),
  marking: marking.optional().meta({ description: "Bears exactly this TLP 2.0 label." }),
  country: z.string().max(2).optional().meta({ description: "ISO 3166-1 alpha-2." }),
  group: id
    .optional()
    .meta({ description: "Id of a group they sit in, wait for, are offered or write for." }),
  organisation: id
    .optional()
    .meta({ description: "Id of an organisation that they work for, or have named as theirs." }),
  text: z.string().min(1).max(200).optional().meta({
    description:
      "As in `POST /search`: words of a name, organisation or e-mail, or a reference. `POST /engagements/search` keeps it out of URLs.",
  }),
  today: z
    .enum(TODAY_PARTS, { error: `expected one of ${TODAY_PARTS.join(", ")}` })
    .optional()
    .meta({ description: "Stands in this part of your Today; all of them, where Today shows eight." }),
};

export const engagementFilter = z.strictObject(filters);
const order = z.enum(SORTS, { error: `expected one of ${SORTS.join(", ")}` });
const sort = order.default("newest").meta({
  description: "Newest first; by next deadline; longest in its state last; by name of the person.",
});
export const engagementQuery = z.strictObject({ ...filters, sort, ...paging });
export const engagementExportQuery = z.strictObject({ ...filters, sort });
/** Of the same lists, narrowed by what somebody typed: by POST, since that is somebody's name. */
export const engagementWords = z
  .strictObject({ text: searchText })
  .meta({ id: "EngagementWords", example: { text: "ines duarte" } });
export const wordless = {
  filter: engagementFilter.omit({ text: true }),
  query: engagementQuery.omit({ text: true }),
  exportQuery: engagementExportQuery.omit({ text: true }),
};
/** What may be kept under a name, sealed with it: what was typed too. */
export const viewFilters = engagementFilter
  .omit({ programme: true, text: true })
  .extend({ text: searchText.optional(), sort: order.optional() })
  .meta({ id: "ViewFilters", example: { owner: "none", due: "week" } });

const nextAction = z.object({ event: z.string().meta({ example: "triage.claimed" }), role }).meta({
  id: "NextAction",
  description: "The best event that you may send now, and the role you hold it by.",
});

export const engagementCard = z
  .object({
    id,
    revision: z.number().int(),
    programme: z.string().meta({ description: "The programme's slug." }),
    programmeId: id,
    who: z.string().nullable().meta({ description: "The person's name; null once erased." }),
    organisation: z.string().nullable(),
    stage: z.string().nullable(),
    state: z.string().meta({ description: "To whom a roster card is shown: how far they are with a group." }),
    status: z.enum(["active", "done", "parked"]),
    since: instant.nullable().meta({ description: "When it came to this state." }),
    deadline: z
      .object({
        name: z.string().meta({ example: "first_response" }),
        at: instant,
        of: z.enum(["us", "them"]).meta({ description: "Who promised." }),
        overdue: z.boolean(),
      })
      .nullable()
      .meta({ description: "The one that ends first." }),
    turn: role.nullable().meta({ description: "Whose act leads on from here; null when nobody's." }),
    owner: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    country: z.string().nullable(),
    capacity: z.string().nullable(),
    origin: z.string().nullable(),
    groups: z.array(z.string()),
    marking,
    next: nextAction.nullable(),
  })
  .meta({ id: "EngagementCard", description: "An engagement as a list shows it." });
export const engagementPage = pageOf(engagementCard);

export const engagementCounts = z
  .object({
    total: z.number().int(),
    overdue: z.number().int(),
    byState: z.array(
      z.object({
        stage: z.string().nullable(),
        state: z
          .string()
          .nullable()
          .meta({ description: "Null together for those whose state you do not see." }),
        total: z.number().int(),
        overdue: z.number().int(),
      }),
    ),
  })
  .meta({ id: "EngagementCounts" });

const todayItem = z
  .object({
    ...engagementCard.shape,
    reason: z.object({
      key: z.string().meta({
        description:
          "Why it is here: `overdue.{timer}`, `due.{timer}`, `turn.{role}`, `unclaimed`, `waits.{role}` or `snoozed`.",
        example: "due.decision",
      }),
      at: instant
        .nullable()
        .meta({ description: "The deadline, else since when; of what is snoozed until when." }),
    }),
  })
  .meta({ id: "TodayItem" });

const todayPart = z.object({ total: z.number().int(), items: z.array(todayItem) });
export const today = z
  .object({
    overdue: todayPart.meta({ description: "A promise of ours is broken that is yours to keep." }),
    waiting: todayPart.meta({ description: "Waits for you." }),
    dueThisWeek: todayPart.meta({ description: "Yours, in others' hands, and due within seven days." }),
    unclaimed: todayPart.meta({ description: "New, and nobody has taken it." }),
    iWaitFor: todayPart.meta({ description: "Yours, and in others' hands." }),
    snoozed: todayPart.meta({ description: "You have hidden it from yourself for a while." }),
  })
  .meta({
    id: "Today",
    description: "Each engagement stands in one part only; eight of each, and how many.",
  });

export const bulkPreview = z
  .strictObject({
    ids: z
      .array(id)
      .min(1, "expected at least one engagement")
      .max(200, "expected 200 engagements at most")
      .meta({ description: "Engagements." }),
    event: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "The event that is to be sent to each; left out, only which there are is told." }),
    data: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "Its fields; left out, they are not judged where it needs any." }),
  })
  .meta({ id: "BulkPreview", example: { ids: [], event: "triage.claimed" } });

const foreseen = z
  .object({
    id,
    revision: z
      .number()
      .int()
      .nullable()
      .meta({ description: "To be sent as If-Match; null where you may not know it." }),
    state: z.string().nullable(),
    accepted: z.boolean().meta({ description: "It would be taken as things are now." }),
    why: z
      .enum(["role", "state", "guard", "data", "marking", "missing"])
      .nullable()
      .meta({ description: "Why not." }),
    detail: z.string().nullable(),
    guards: z.array(z.string()),
    needs: z.array(role).meta({ description: "Roles that may send it." }),
  })
  .meta({ id: "Foreseen", description: "What the event would come to for one engagement." });

export const bulkPreviewed = z
  .object({
    events: z
      .array(
        z.object({
          type: z.string(),
          count: z.number().int().meta({ description: "Of how many engagements you may send it now." }),
          needsData: z.boolean().meta({ description: "It has fields that have to be filled in." }),
          schema: z
            .record(z.string(), z.unknown())
            .nullable()
            .meta({ description: "JSON Schema of its `data`; null where an event was asked about." }),
        }),
      )
      .meta({ description: "What you may send to any of them, the best first." }),
    items: z.array(foreseen).meta({ description: "In the order asked; empty without an event." }),
  })
  .meta({ id: "BulkPreviewed" });

export const snooze = z
  .strictObject({
    until: z.iso.datetime({ error: "expected an instant, ISO 8601 in UTC, or null" }).nullable().meta({
      description: "Before its deadline, and within 90 days; null shows it again.",
      example: "2012-12-04T08:00:00.000Z",
    }),
  })
  .meta({ id: "Snooze" });
