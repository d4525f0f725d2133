/** Engagements as lists show them, each in the view that the policy gives. */
import type { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import { rolesIn } from "../../contract/actor.ts";
import { textsIn } from "../../contract/bodies.ts";
import type { engagementCard } from "../../contract/engagements.ts";
import { cardsOf, partyIdOf } from "../../directory/people.ts";
import { accountNames } from "../../store/accounts.ts";
import type { EngagementLine } from "../../store/engagement-lines.ts";
import type { Instance } from "../../store/instances.ts";
import { readInstances } from "../../store/instances.ts";
import type { Api } from "../api.ts";
import { programmeSlugs } from "../programme-of.ts";
import { seatOf, viewOf } from "./in-view.ts";
import { nextActionOf } from "./rank-events.ts";

export type Card = z.output<typeof engagementCard>;

interface Showing {
  readonly actor: Actor;
  readonly now: Date;
  /** Nobody acts on them: the next action is not asked for. */
  readonly isPlain?: boolean;
}

/** In the order of the lines. `actor` with the roles that the list was read by. */
export async function presentCards(
  api: Api,
  lines: readonly EngagementLine[],
  { actor, now, isPlain = false }: Showing,
): Promise<Card[]> {
  const instances = await readInstances(
    api.db,
    lines.map(({ id }) => id),
  );
  const all = [...instances.values()];
  const [slugs, people, owners] = await Promise.all([
    programmeSlugs(api),
    cardsOf(
      api.directory,
      all.flatMap(({ businessKey }) => partyIdOf(businessKey) ?? []),
    ),
    accountNames(
      api.db,
      all.flatMap(({ ownerId }) => ownerId ?? []),
    ),
  ]);
  return lines.flatMap((line) => {
    const instance = instances.get(line.id);
    if (instance === undefined) return [];
    const person = people.get(partyIdOf(instance.businessKey) ?? "");
    const card: Card = {
      ...bareCard(instance, slugs),
      who: person?.name ?? person?.email ?? null,
      organisation: person?.organisation ?? null,
      marking: line.marking,
    };
    switch (viewOf(actor, instance)) {
      case "whole":
        return [
          {
            ...card,
            ...wholeOf(instance, line, { owners, now }),
            next: isPlain
              ? null
              : nextActionOf(api.engine, instance, { actor, now, late: lateOf(line, now) }),
          },
        ];
      case "summary":
        return [
          {
            ...card,
            stage: instance.stage,
            state: instance.state,
            since: line.since.toISOString(),
            country: textOf(instance, "country"),
          },
        ];
      case "roster card":
        return [{ ...card, who: person?.name ?? null, groups: groupsSeen(instance, actor) }];
      default:
        return [{ ...card, who: null, organisation: null, capacity: null, groups: [] }];
    }
  });
}

/** What a roster card shows of it, and no more. */
function bareCard(instance: Instance, slugs: ReadonlyMap<string, string>): Card {
  return {
    id: instance.id,
    revision: instance.revision,
    programme: slugs.get(instance.programmeId) ?? instance.programmeId,
    programmeId: instance.programmeId,
    who: null,
    organisation: null,
    stage: null,
    state: seatOf(instance.card),
    status: instance.status === "done" ? "done" : "active",
    since: null,
    deadline: null,
    turn: null,
    owner: null,
    country: null,
    capacity: textOf(instance, "capacity"),
    origin: null,
    groups: [...textsIn(instance.card["groups"])],
    marking: "TLP:RED",
    next: null,
  };
}

function wholeOf(
  instance: Instance,
  { since, turn, dueAt, dueTimer, dueOf }: EngagementLine,
  { owners, now }: { readonly owners: ReadonlyMap<string, string>; readonly now: Date },
): Partial<Card> {
  const { ownerId } = instance;
  return {
    stage: instance.stage,
    state: instance.state,
    status: instance.status,
    since: since.toISOString(),
    turn,
    deadline:
      dueAt === null || dueTimer === null || dueOf === null
        ? null
        : { name: dueTimer, at: dueAt.toISOString(), of: dueOf, overdue: dueOf === "us" && dueAt <= now },
    owner: ownerId === null ? null : { id: ownerId, name: owners.get(ownerId) ?? null },
    country: textOf(instance, "country"),
    origin: textOf(instance, "origin"),
  };
}

/** The timer of the promise of ours that is broken. */
const lateOf = ({ dueAt, dueTimer, dueOf }: EngagementLine, now: Date): string | null =>
  dueOf === "us" && dueAt !== null && dueAt <= now ? dueTimer : null;

const textOf = ({ card }: Instance, field: string): string | null => {
  const value = card[field];
  return typeof value === "string" ? value : null;
};

/** Of a person's groups those that the caller has a part in. */
const groupsSeen = ({ card, programmeId }: Instance, actor: Actor): string[] =>
  textsIn(card["groups"]).filter((id) => rolesIn(actor, programmeId, [id]).length > 0);
