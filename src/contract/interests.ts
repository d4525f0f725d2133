/** Forms about interests, one for each person and programme. */
import { z } from "zod";
import { id, instant, pageOf, programmeName } from "./common.ts";

export const newInterests = z
  .strictObject({
    programme: programmeName.default("default"),
    partyId: id.optional().meta({ description: "A person who takes part; or give `accountId`." }),
    accountId: id.optional().meta({ description: "Somebody with an account; or give `partyId`." }),
    as: z
      .enum(["independent_expert", "lead", "co_chair", "vetter", "approver", "reviewer"])
      .meta({ description: "Why they declare: experts, and everyone who decides about others." }),
  })
  .refine(({ partyId, accountId }) => (partyId === undefined) !== (accountId === undefined), {
    path: ["partyId"],
    message: "expected either partyId or accountId",
  })
  .meta({ id: "NewInterests" });

export const ownInterests = z
  .object({
    id,
    programme: z.string().meta({ description: "Slug." }),
    state: z.string().meta({ example: "requested" }),
    as: z.string().nullable().meta({ description: "Why it is asked for, such as `vetter`." }),
    dueAt: instant
      .nullable()
      .meta({ description: "Until when it is to be answered; null when it is not asked." }),
  })
  .meta({ id: "OwnInterests" });
export const ownInterestsPage = pageOf(ownInterests);
