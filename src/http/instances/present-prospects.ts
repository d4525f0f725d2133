import { adviceOn } from "../../../workflows/advice.ts";
import type { z } from "zod";
import type { EventRule, Role } from "../../../workflows/workflow.ts";
import type { Actor } from "../../contract/actor.ts";
import { rolesIn } from "../../contract/actor.ts";
import { bodiesOf } from "../../contract/bodies.ts";
import type { accepted, notAccepted } from "../../contract/instances.ts";
import type { After } from "../../engine/commands.ts";
import type { Prospect } from "../../engine/engine.ts";
import type { Instance } from "../../store/instances.ts";
import type { Api } from "../api.ts";
import { rankOf, roleFor } from "./rank-events.ts";
import type { Queryable } from "../../store/database.ts";
import { dataSchemaOf } from "../data-schema.ts";
import { EVENTS_OF_MERGES, notByHand } from "./by-merging.ts";

/** Before it is known where it comes among the others. */
type Unplaced<Event> = Omit<Event, "rank" | "move" | "role">;
type Accepted = Unplaced<z.output<typeof accepted>>;
type NotAccepted = Unplaced<Omit<z.output<typeof notAccepted>, "schema">>;

/** What the caller may send now, and for the rest why not: one judgement for every door (S-062). */
export async function presentProspects(
  { engine, db }: Api,
  seen: Pick<After, "instance"> & Partial<After>,
  actor: Actor,
): Promise<{ accepts: z.output<typeof accepted>[]; refuses: z.output<typeof notAccepted>[] }> {
  const { instance } = seen;
  const { definition } = engine.registry.version(instance.workflow, instance.version);
  const { events } = definition;
  const roles = rolesIn(actor, instance.programmeId, bodiesOf(instance));
  const accepts: Accepted[] = [];
  const refuses: NotAccepted[] = [];
  const facts = await engine.foreknown(instance, actor);
  for (const prospect of engine.prospects({ ...seen, now: seen.now ?? (await engine.now()) }, actor, facts)) {
    const rule = events[prospect.type];
    if (rule === undefined) continue;
    const why = whyNot(instance, prospect);
    if (why === undefined) accepts.push(presentAccepted(prospect, rule));
    else refuses.push(presentRefused(prospect, rule, why, instance));
  }
  const judged = await withoutMergesByHand(db, instance, { accepts, refuses });
  const placed = <Event extends { readonly type: string }>(event: Event) => ({
    ...event,
    ...rankOf(definition, event.type, instance),
    role: roleFor(definition, event.type, roles) ?? null,
  });
  const byRank = (one: { readonly rank: number }, two: { readonly rank: number }): number =>
    one.rank - two.rank;
  return {
    accepts: judged.accepts.map(placed).toSorted(byRank),
    refuses: judged.refuses
      .flatMap((one) => {
        const rule = events[one.type];
        return rule === undefined ? [] : [{ ...placed(one), schema: dataSchemaOf(rule) }];
      })
      .toSorted(byRank),
  };
}

/** What the door of events refuses before the chart is asked is not offered either. */
async function withoutMergesByHand(
  db: Queryable,
  instance: Instance,
  { accepts, refuses }: { readonly accepts: Accepted[]; readonly refuses: NotAccepted[] },
) {
  if (!accepts.some(({ type }) => EVENTS_OF_MERGES.has(type))) return { accepts, refuses };
  const refused = await notByHand(db, instance);
  const [offered] = accepts.filter(({ type }) => type === refused?.type);
  if (refused === undefined || offered === undefined) return { accepts, refuses };
  return {
    accepts: accepts.filter((one) => one !== offered),
    refuses: [...refuses, { ...refused, why: "state" as const, guards: [], needs: [] }],
  };
}

function whyNot(
  instance: Instance,
  { verdict, guards, isForbidden }: Prospect,
): NotAccepted["why"] | undefined {
  if (isForbidden) return "role";
  if (instance.status !== "active") return "state";
  if (verdict !== "refused") return undefined;
  return guards.length === 0 ? "state" : "guard";
}

const presentAccepted = ({ type, fields, unlessWaived }: Prospect, rule: EventRule): Accepted => ({
  type,
  meaning: rule.meaning,
  dependsOn: [...fields],
  unlessWaived: [...unlessWaived],
  schema: dataSchemaOf(rule),
});

function presentRefused(
  { type, guards }: Prospect,
  rule: EventRule,
  why: NotAccepted["why"],
  instance: Instance,
): NotAccepted {
  return {
    type,
    why,
    detail: detailOf(type, why, guards, rule.who, instance),
    guards: [...guards],
    needs: [...rule.who],
  };
}

/** Why not, in a sentence. */
export function detailOf(
  type: string,
  why: NotAccepted["why"],
  guards: readonly string[],
  who: readonly Role[],
  { state, status }: Instance,
): string {
  switch (why) {
    case "role":
      return `${type} may be sent by ${who.join(", ")}`;
    case "guard":
      return `${guards.join(", ")} stands in the way${adviceOn(guards)}`;
    case "state":
      return status === "parked" ? "The instance is parked" : `${type} is not possible in ${state}`;
  }
}
