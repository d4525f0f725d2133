/** "No lead role or decision until answered": what the interests forms say, as a fact, and the rule that reads it (S-032). */
import { actsAs, factOf, nowOf, type InstanceContext } from "./step.ts";
import type { Json, JsonObject, Role } from "./workflow.ts";

/** Everyone who decides about others declares. */
export const DECLARING_ROLES = ["lead", "vetter", "approver", "reviewer"] as const satisfies readonly Role[];

/** Name of the fact: where the forms stand of whoever sends the event, of the party, and of the leads it names. */
export const INTERESTS = "interests";

/** What an event may carry that sets a guard aside. */
interface Waivable {
  readonly waiver?: { readonly guard: string } | undefined;
}

/** Whoever acts has answered; a form that stands in the way of their role is set aside by nobody. */
export function interestsAnswered(context: InstanceContext, event: Waivable): boolean {
  const form = formOf(factOf(context, INTERESTS)?.["sender"]);
  const state = form?.["state"];
  if (state === "blocking") return false;
  const isOpen = form === null ? actsAs(context, ...DECLARING_ROLES) : state === "requested";
  // The event is looked at last: without its fields, what may be sent is then known not to hang on them.
  return !isOpen || event.waiver?.guard === "interestsAnswered";
}

/** Declared and assessed, and not older than a year. */
export function isInDate(context: InstanceContext, given: Json | undefined): boolean {
  const form = formOf(given);
  if (form?.["state"] === "not_required") return true;
  const until = form?.["validUntil"];
  const isDecided = form?.["state"] === "clear" || form?.["state"] === "managed";
  return isDecided && typeof until === "string" && until > nowOf(context);
}

/** A form as the fact says it; null for nobody's. */
export function formOf(given: Json | undefined): JsonObject | null {
  return typeof given === "object" && given !== null && !Array.isArray(given) ? (given as JsonObject) : null;
}
