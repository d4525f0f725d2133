/** Which of the events that may be sent is the best one, as the workflow declares (principle: one next action). */
import type { Move, Role, WorkflowDefinition } from "../../../workflows/workflow.ts";
import { MOVES } from "../../../workflows/workflow.ts";
import type { Actor } from "../../contract/actor.ts";
import { rolesIn } from "../../contract/actor.ts";
import { bodiesOf } from "../../contract/bodies.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Instance } from "../../store/instances.ts";

interface Ranked {
  /** From 1, the best first. */
  readonly rank: number;
  readonly move: Move | null;
}

/**
 * Where the workflow puts an event among the others: what leads on from where `seen` stands, then its moves; what it names
 * nowhere comes after all that it does.
 */
export function rankOf(
  { moves, events, first }: WorkflowDefinition,
  type: string,
  seen?: Pick<Instance, "state" | "card">,
): Ranked {
  const here = seen === undefined ? [] : (first?.(seen) ?? []);
  const inOrder = new Set([...here, ...MOVES.flatMap((move) => moves?.[move] ?? []), ...Object.keys(events)]);
  const move = MOVES.find((one) => moves?.[one].includes(type)) ?? null;
  return { rank: [...inOrder].indexOf(type) + 1, move };
}

/** The role the caller holds there that may send it. */
export function roleFor(
  { events }: WorkflowDefinition,
  type: string,
  roles: readonly Role[],
): Role | undefined {
  return events[type]?.who.find((role) => roles.includes(role));
}

interface Asked {
  readonly actor: Actor;
  readonly now: Date;
  /** The timer of a promise that is broken. */
  readonly late: string | null;
}

/** The best event that the caller may send and that leads on; null where it is nobody's turn or they may send none. */
export function nextActionOf(
  engine: Engine,
  instance: Instance,
  { actor, now, late }: Asked,
): { readonly event: string; readonly role: Role } | null {
  const { definition } = engine.registry.version(instance.workflow, instance.version);
  const settles = definition.settledBy?.[late ?? ""];
  const isTurn = instance.card["turn"] != null;
  if (instance.status !== "active" || (!isTurn && settles === undefined)) return null;
  const open = new Set(
    engine
      .prospects({ instance, now }, actor)
      .filter(({ verdict, isForbidden }) => verdict !== "refused" && !isForbidden)
      .map(({ type }) => type),
  );
  const leading = isTurn ? leadingOn(definition, instance) : [];
  const event = [...(settles === undefined ? [] : [settles]), ...leading].find((type) => open.has(type));
  if (event === undefined) return null;
  const role = roleFor(definition, event, rolesIn(actor, instance.programmeId, bodiesOf(instance)));
  return role === undefined ? null : { event, role };
}

/** What goes forward or asks, the best first. */
const leadingOn = (definition: WorkflowDefinition, seen: Instance): readonly string[] =>
  Object.keys(definition.events)
    .map((type) => ({ type, ...rankOf(definition, type, seen) }))
    .filter(({ move }) => move === "forward" || move === "ask")
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ type }) => type);
