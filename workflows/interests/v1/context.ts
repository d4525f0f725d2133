/** What an interests form remembers. What was declared is sealed; here are references, ids and codes. */
import { instanceContext, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { StepInfo } from "../../workflow.ts";
import type { z } from "zod";
import type { scopeSchema } from "./events.ts";

type Scope = z.infer<typeof scopeSchema> | { readonly kind: "programme" };

export interface InterestsContext extends InstanceContext {
  readonly person: { readonly kind: "party" | "account"; readonly id: string } | null;
  /** As what they are asked to declare; null for those whose affiliation is the interest. */
  readonly as: string | null;
  readonly capacity: string | null;
  /** Sealed records of what was declared, the latest last. */
  readonly statements: readonly string[];
  readonly organisations: readonly string[];
  /** What they stay out of. It holds until somebody decides otherwise, also while a change is being assessed. */
  readonly scope: readonly Scope[];
  /** ISO instant. */
  readonly validUntil: string | null;
  /** Account that decided last. */
  readonly decidedBy: string | null;
}
export type InterestsInput = InstanceInput & { readonly step?: StepInfo };

export function emptyInterests(input: InterestsInput | undefined): InterestsContext {
  return {
    ...instanceContext(input),
    person: null,
    as: null,
    capacity: null,
    statements: [],
    organisations: [],
    scope: [],
    validUntil: null,
    decidedBy: null,
  };
}
