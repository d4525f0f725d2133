/** Before one event is sent to several: which have it, who would refuse it and why. Pure. */
import type { Blocked } from "../../parts/moves.ts";

interface Offer {
  readonly id: string;
  readonly accepts: readonly { readonly type: string; readonly schema: unknown }[];
  readonly refuses: readonly Blocked[];
}

/** Events that somebody of them accepts and that ask for nothing further: the rest are forms, one by one. */
export function eventsFor(offers: readonly Offer[]): readonly string[] {
  const types = offers.flatMap(({ accepts }) =>
    accepts.filter(({ schema }) => !asksForMore(schema)).map(({ type }) => type),
  );
  return [...new Set(types)];
}

export interface Preview<One> {
  readonly accepted: readonly One[];
  readonly refused: readonly { readonly one: One; readonly why: Blocked | undefined }[];
}

export function previewOf<One extends Offer>(offers: readonly One[], type: string): Preview<One> {
  const accepted = offers.filter(({ accepts }) => accepts.some((event) => event.type === type));
  const refused = offers
    .filter((one) => !accepted.includes(one))
    .map((one) => ({ one, why: one.refuses.find((event) => event.type === type) }));
  return { accepted, refused };
}

function asksForMore(schema: unknown): boolean {
  const required =
    typeof schema === "object" && schema !== null && "required" in schema ? schema.required : [];
  return Array.isArray(required) && required.length > 0;
}
