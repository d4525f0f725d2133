/** Every guard by the name a refusal gives it. Names are claims: what has to be true for the event to be taken. */
import type { Asked } from "./guards/kit.ts";
import { inquiryGuards } from "./guards/inquiry.ts";
import { participationGuards } from "./guards/participation.ts";
import { vettingGuards } from "./guards/vetting.ts";

type Reason = keyof Asked["context"]["returnTo"];

export const guards = {
  ...inquiryGuards,
  ...vettingGuards,
  ...participationGuards,
  /** `@return`: the state that was left for this reason. */
  returnsTo: ({ context }: Asked, { reason, state }: { readonly reason: Reason; readonly state: string }) =>
    context.returnTo[reason] === state,
};

export type GuardName = Exclude<keyof typeof guards, "returnsTo">;
