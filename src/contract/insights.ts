/** Pictures of the whole, as figures. */
import { z } from "zod";
import { instant, programmeFilter } from "./common.ts";

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
