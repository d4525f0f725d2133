/** What the audience's table says of one caller and all engagements at once: gathered here, asked in the database. */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import type { Held, KnownAudience } from "../contract/known-audience.ts";
import { markedKinds } from "../contract/marked-kinds.ts";
import type { Marking } from "../contract/markings.ts";
import { strictest } from "../contract/markings.ts";
import type { Queryable } from "../store/database.ts";
import { derivedEngagements, seatGroupsOf } from "../store/known-engagements.ts";
import { findByBusinessKey } from "../store/instances.ts";
import { readMarkedRecords } from "../store/marked-records.ts";
import type { DefaultMarking } from "../store/markings.ts";
import { readDefaultMarkings } from "../store/markings.ts";
import { partiesOfPerson } from "../store/parties.ts";
import { listProgrammes } from "../store/programmes.ts";
import { engagementsOnItems, scopesOf } from "../store/recusals.ts";
import { COMMUNITY, SEATED, STAFF } from "./audience.ts";

/** `actor` with the roles that meet the need only, as a call's `scope` is. */
export async function audienceOf(db: Queryable, actor: Actor): Promise<KnownAudience> {
  const programmeIds = await programmesOf(db, actor);
  const isParty = actor.kind === "public" && actor.id !== "public";
  const persons = isParty
    ? (await partiesOfPerson(db, actor.id)).map(({ id }) => `party:${id}`)
    : [`account:${actor.id}`];
  const cases = isParty
    ? await Promise.all(
        programmeIds.map((id) => findByBusinessKey(db, id, "engagement", `party:${actor.id}`)),
      )
    : [];
  const engagementIds = cases.flatMap((one) => one?.id ?? []);
  const [defaults, derived, seatGroups, recused] = await Promise.all([
    readDefaultMarkings(db, programmeIds),
    markingsOfDerived(db, programmeIds),
    seatGroupsOf(db, programmeIds, [actor.id, ...engagementIds]),
    recusedFrom(db, programmeIds, { persons, ids: [actor.id, ...engagementIds] }),
  ]);
  return {
    id: actor.id,
    programmes: programmeIds,
    persons,
    engagementIds,
    staff: heldBy(actor, STAFF),
    seated: heldBy(actor, SEATED),
    community: heldBy(actor, COMMUNITY),
    seatGroups,
    defaults: stepsOf(defaults.filter(({ kind }) => kind === "engagement")),
    byDefault: BY_DEFAULT,
    derived,
    recused,
  };
}

/** Whoever comes by a link has a part where the link says. */
async function programmesOf(db: Queryable, actor: Actor): Promise<string[]> {
  if (actor.kind === "public") return actor.grants.flatMap(({ programmeId }) => programmeId ?? []);
  return (await listProgrammes(db, actor)).map(({ id }) => id);
}

const BY_DEFAULT = markedKinds.engagement.byDefault("");

/** Where the actor holds one of these roles. */
export function heldBy({ grants }: Actor, roles: readonly Role[]): Held {
  const own = grants.filter(({ role }) => roles.includes(role));
  const whole = own.filter(({ bodyId }) => bodyId == null);
  const isEverywhere = whole.some(({ programmeId }) => programmeId === null);
  return {
    programmes: isEverywhere ? null : whole.flatMap(({ programmeId }) => programmeId ?? []),
    bodies: own.flatMap(({ bodyId }) => bodyId ?? []),
  };
}

/** A record made before a default was raised bears it too, and one made before it was lowered does not. */
function stepsOf(oldestFirst: readonly DefaultMarking[]): KnownAudience["defaults"] {
  const programmes = new Set(oldestFirst.map(({ programmeId }) => programmeId));
  return [...programmes].flatMap((programmeId) => {
    const own = oldestFirst.filter((one) => one.programmeId === programmeId);
    const held = [{ since: new Date(0), marking: BY_DEFAULT }, ...own];
    return held
      .map(({ since }, nth) => {
        const marking: Marking = strictest(held.slice(nth).map((one) => one.marking));
        return { programmeId, from: since, marking };
      })
      .toReversed();
  });
}

async function markingsOfDerived(
  db: Queryable,
  programmeIds: readonly string[],
): Promise<KnownAudience["derived"]> {
  const ids = await derivedEngagements(db, programmeIds);
  if (ids.length === 0) return [];
  const refs = ids.map((id) => ({ kind: "engagement" as const, id }));
  const records = await readMarkedRecords(db, refs);
  return [...records.values()].map(({ ref, marking }) => ({ id: ref.id, marking }));
}

async function recusedFrom(
  db: Queryable,
  programmeIds: readonly string[],
  who: { readonly persons: readonly string[]; readonly ids: readonly string[] },
): Promise<KnownAudience["recused"]> {
  const scopes = await scopesOf(db, programmeIds, who.persons);
  const of = (kind: "group" | "organisation") =>
    scopes.flatMap(({ programmeId, scope }) => (scope.kind === kind ? [{ programmeId, id: scope.id }] : []));
  const items = scopes.flatMap(({ programmeId, scope }) =>
    scope.kind === "item" ? [{ ...scope, programmeId }] : [],
  );
  const onItems = await engagementsOnItems(db, who.ids, { programmeIds, items });
  return {
    programmes: scopes.flatMap(({ programmeId, scope }) => (scope.kind === "programme" ? [programmeId] : [])),
    groups: of("group"),
    organisations: of("organisation"),
    papers: onItems.filter(({ isSaid }) => !isSaid).map(({ id }) => id),
    said: onItems.filter(({ isSaid }) => isSaid).map(({ id }) => id),
  };
}
