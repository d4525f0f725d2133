import type { JsonObject } from "../../workflows/workflow.ts";
import type { Place } from "./actor.ts";

/** Ids of the bodies that a running chart belongs to, as its card says: a group to itself, a party to the groups it sits in. */
export const bodiesOf = ({ card }: { readonly card: JsonObject }): readonly string[] =>
  textsIn(card["groups"]);

/** In this stage a party is approved and looks for a place, or has one. */
export const AWAITING_BODY = "assignment";

/** Where a running chart stands. */
export const placeOf = (instance: { readonly programmeId: string; readonly card: JsonObject }): Place => ({
  programmeId: instance.programmeId,
  bodies: bodiesOf(instance),
});

/** Accounts that vet the party, as the card says. */
export const vettersOf = ({ card }: { readonly card: JsonObject }): readonly string[] =>
  textsIn(card["vetters"]);

/** The texts of a list as a snapshot or a card has it. */
export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
