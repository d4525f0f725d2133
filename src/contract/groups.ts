/** Groups, meetings, recommendations and contributions: thin for now, each a chart of its own behind plain resources. */
import { z } from "zod";
import { id, zone } from "./common.ts";

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected a month, such as 2013-06")
  .meta({ example: "2013-06" });
const title = z.string().trim().min(1).max(200);
const programme = z.string().min(1).default("default").meta({ description: "Slug or id." });

export const newGroup = z
  .strictObject({
    programme,
    name: z.string().trim().min(1).max(200),
    launchMonth: month,
    capacity: z.number().int().min(0).max(10_000),
    intake: z.enum(["open", "invited", "shut"]).default("open"),
    sector: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, "expected a code of a-z, 0-9, _, . and -, such as insurance")
      .optional(),
  })
  .meta({ id: "NewGroup" });

export const newMeeting = z
  .strictObject({
    programme,
    groupId: id.nullable().default(null),
    title,
    startsAt: z.iso.datetime({ offset: true }),
    zone: zone.default("UTC"),
    mode: z.enum(["room", "remote", "both"]).default("both"),
  })
  .meta({ id: "NewMeeting" });

export const newRecommendation = z
  .strictObject({ programme, title, groupId: id })
  .meta({ id: "NewRecommendation" });

export const newContribution = z
  .strictObject({
    recommendationId: id,
    engagementId: id,
    kind: z.enum(["statement", "paper", "edit"]),
    text: z
      .string()
      .trim()
      .min(1)
      .max(100_000)
      .optional()
      .meta({ description: "Sealed under the contributor's key." }),
  })
  .meta({
    id: "NewContribution",
    description: "A statement, paper or edit, linked to a draft recommendation.",
  });

export const contribution = z
  .object({
    id,
    recommendationId: id,
    engagementId: id,
    kind: z.enum(["statement", "paper", "edit"]),
    revision: z.number().int(),
  })
  .meta({ id: "Contribution" });
