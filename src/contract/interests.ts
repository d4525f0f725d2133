/** Forms about interests, one for each person and programme. */
import { z } from "zod";
import { id, programmeName } from "./common.ts";

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
