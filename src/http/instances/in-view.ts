/** What of a running chart a view shows. Keyed by the policy's answer, never by a role. */
import type { z } from "zod";
import { mayKnow, recordOf } from "../../auth/may-know.ts";
import { DOSSIER_FIELDS } from "../../auth/policy.ts";
import type { View } from "../../auth/policy.ts";
import type { JsonObject } from "../../../workflows/workflow.ts";
import type { Actor } from "../../contract/actor.ts";
import { rolesIn } from "../../contract/actor.ts";
import type { instanceRow } from "../../contract/instances.ts";
import type { Instance } from "../../store/instances.ts";

type Row = z.output<typeof instanceRow>;

/** Whoever may open a chart and not read it, such as who nominates somebody, is shown its roster card once. */
export const viewOf = (actor: Actor, instance: Instance): View =>
  actor.kind === "system" ? "whole" : (mayKnow(actor, recordOf(instance)) ?? "roster card");

export function inView(view: View, row: Row, actor: Actor): Row {
  switch (view) {
    case "whole":
      return row;
    case "summary":
      return {
        ...row,
        owner: null,
        card: only(row.card, ["capacity", "country", "interests", "groups", "seat"]),
      };
    case "roster card":
      return rosterCard(row, actor);
    // Whom it is about, and what they stay out of; or only that they declared.
    case "scope list":
      return { ...row, owner: null, card: only(row.card, ["person", "as", "scope"]), party: null };
    case "state only":
      return { ...row, owner: null, card: only(row.card, ["person"]), party: null };
    case "metadata":
      return { ...row, owner: null, card: {}, party: null };
  }
}

/** Name, organisation, capacity, group and the state of the seat: no address, no stage, nothing of how they were vetted. */
function rosterCard({ card, party, ...row }: Row, actor: Actor): Row {
  const groups = Array.isArray(card["groups"]) ? card["groups"] : [];
  return {
    ...row,
    stage: null,
    state: seatOf(card),
    status: row.status === "done" ? "done" : "active",
    owner: null,
    card: {
      capacity: card["capacity"] ?? null,
      groups: groups.filter((id) => rolesIn(actor, row.programmeId, [String(id)]).length > 0),
      seat: card["seat"] ?? null,
    },
    party: party === null ? null : { ...party, email: null },
  };
}

const only = (card: Row["card"], keys: readonly string[]) =>
  Object.fromEntries(Object.entries(card).filter(([key]) => keys.includes(key)));

/** The state as a roster card tells it. */
export const seatOf = (card: Readonly<Record<string, unknown>>): string =>
  typeof card["seat"] === "string" ? card["seat"] : "none";

/**
 * An event of the journal without what only the dossier's readers see, and the names of the fields left out. Who sees the
 * summary learns that it happened, when, by whom and with which outcome.
 */
export function withoutDossier(
  workflow: string,
  { type, data }: { readonly type: string; readonly data: JsonObject },
): { readonly data: JsonObject; readonly withheld: string[] } {
  const fields = Object.hasOwn(DOSSIER_FIELDS, type) ? (DOSSIER_FIELDS[type] ?? []) : [];
  if (workflow !== "engagement") return { data, withheld: [] };
  const withheld = fields.filter((field) => Object.hasOwn(data, field));
  return {
    data: Object.fromEntries(Object.entries(data).filter(([field]) => !withheld.includes(field))),
    withheld,
  };
}
