/** A chart laid out: where its boxes stand and its lines run, in pixels from the upper left corner. */
import { z } from "zod";

const point = z.object({ x: z.number(), y: z.number() });
const place = { ...point.shape, width: z.number(), height: z.number() };
const events = z.array(z.string()).meta({ description: "Types of events; none where it goes on by itself." });

const box = z
  .object({
    path: z.string().meta({ description: "The state, as the chart names it.", example: "inquiry.triage" }),
    lane: z.string().nullable().meta({ description: "Id of the lane or shelf it stands on." }),
    isFinal: z.boolean(),
    holds: z.array(z.string()).meta({ description: "Paths of the states that are folded into it." }),
    ...place,
  })
  .meta({ id: "DrawnBox" });

const lane = z
  .object({
    id: z.string().meta({ description: "The state whose parts stand there; or `parked` or `closed`." }),
    kind: z.enum(["lane", "shelf"]),
    ...place,
  })
  .meta({ id: "DrawnLane" });

const edge = z
  .object({
    from: z.string(),
    to: z.string(),
    events,
    kind: z
      .enum(["within", "between"])
      .meta({ description: "Those between lanes are shown from one chosen state." }),
    points: z.array(point).meta({ description: "Of a line whose parts are upright or level." }),
  })
  .meta({ id: "DrawnEdge" });

export const drawing = z
  .object({
    name: z.string(),
    version: z.number().int(),
    hash: z.string().meta({ description: "Of the definition: another definition is another drawing." }),
    width: z.number(),
    height: z.number(),
    lanes: z.array(lane).meta({ description: "In reading order; none where a chart has but one." }),
    boxes: z.array(box).meta({ description: "In reading order." }),
    edges: z.array(edge),
    inPlace: z.array(z.object({ state: z.string(), events })),
    anywhere: z
      .array(z.object({ to: z.string().nullable(), events }))
      .meta({ description: "From an outer state or from many: listed in place of drawn." }),
    opens: z.array(z.object({ to: z.string(), events })).meta({ description: "Where an instance begins." }),
  })
  .meta({ id: "Drawing" });

export type Drawing = z.output<typeof drawing>;
