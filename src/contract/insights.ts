/** Pictures of the whole, as figures. */
import { z } from "zod";
import { id, instant, programmeFilter } from "./common.ts";

const day = (words: string) =>
  z.iso.date("expected a day, such as 2012-12-03").optional().meta({ description: words });

export const insightsQuery = z.strictObject({
  programme: programmeFilter,
  from: day("Opened on this day or later; without it, 53 weeks before `to`."),
  to: day("Opened before this day; without it, until now."),
  origin: z.string().max(60).optional().meta({ description: "How they came in, such as `form`." }),
});

const count = z.number().int();
const lasting = {
  medianDays: z.number().nullable().meta({ description: "Of those that are over; days of 24 hours." }),
  p90Days: z.number().nullable(),
};

const figureOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    from: instant,
    to: instant,
    items: z.array(row),
  });

export const funnelFigure = figureOf(
  z.object({
    origin: z.string(),
    opened: count,
    vetting: count.meta({ description: "That have been in this stage, if only for a moment." }),
    assignment: count,
    meeting: count,
    recommendation: count,
  }),
).meta({ id: "FunnelFigure" });

export const timeFigure = figureOf(
  z.object({
    stage: z.string(),
    state: z.string().nullable().meta({ description: "Null for the whole of the stage." }),
    entered: count,
    left: count,
    ...lasting,
  }),
).meta({ id: "TimeFigure" });

export const inflowFigure = figureOf(
  z.object({ week: z.string().meta({ description: "Its Monday." }), origin: z.string(), opened: count }),
).meta({ id: "InflowFigure" });

export const targetsFigure = figureOf(
  z.object({
    target: z.string().meta({ description: "Name of the deadline, such as `first_response`." }),
    rule: z.string().meta({ description: "Such as `2 workingDays`." }),
    began: count,
    inTime: count,
    late: count,
    running: count.meta({ description: "Neither done nor late." }),
    ...lasting,
  }),
).meta({ id: "TargetsFigure" });

export const bodiesQuery = z.strictObject({ programme: programmeFilter });

export const bodiesFigure = z
  .object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        programme: z.string().meta({ description: "Slug." }),
        state: z.string(),
        capacity: count,
        held: count.meta({ description: "Seats that somebody has." }),
        reserved: count.meta({ description: "Seats that are kept until an offer is answered." }),
        free: count,
        waiting: count,
        contributors: count.meta({ description: "Without a seat." }),
        meetings: count.nullable().meta({ description: "That were held; null for who does not see papers." }),
        planned: count.nullable().meta({ description: "Meetings that are still to come." }),
        attended: count
          .nullable()
          .meta({ description: "Of all meetings held, those who were there, summed." }),
        drafts: count.nullable().meta({ description: "Recommendations that are not published yet." }),
        published: count.nullable(),
      }),
    ),
  })
  .meta({ id: "BodiesFigure" });

export const healthQuery = z.strictObject({
  programme: programmeFilter,
  from: day("On this day or later; without it, 53 weeks before `to`."),
  to: day("Before this day; without it, until now."),
});

export const healthFigure = figureOf(
  z.object({
    week: z.string().meta({ description: "Its Monday." }),
    deliveries: count.meta({ description: "That sources delivered, what was refused or held included." }),
    refused: count,
    held: count.meta({ description: "That wait to be read or judged still." }),
    mails: count.meta({ description: "That were written." }),
    undeliverable: count,
    parked: count.meta({ description: "Charts that stopped." }),
    gaveUp: count.meta({ description: "Pieces of work that failed for good." }),
  }),
).meta({ id: "HealthFigure" });
