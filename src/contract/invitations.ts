import { z } from "zod";
import { grant, id, instant, newGrant, pageOf } from "./common.ts";

export const newInvitation = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    email: z.email("expected an e-mail address").max(320),
    roles: z.array(newGrant).min(1, "expected at least one role").max(100),
  })
  .meta({ id: "NewInvitation" });

export const invitation = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    roles: z.array(grant),
    account: id.nullable().meta({ description: "Whose way back it is; null for somebody new." }),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "Invitation" });
export const invitationPage = pageOf(invitation);

const signInMail = z
  .object({
    id,
    kind: z.enum(["invitation", "link"]),
    createdAt: instant,
    to: z.object({ name: z.string(), email: z.string() }),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: "SignInMail" });
export const signInMailPage = pageOf(signInMail);
