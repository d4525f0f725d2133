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

/** Where the workflow puts an event among the others; what it does not name comes after all that it does. */
export function rankOf({ moves, events }: WorkflowDefinition, type: string): Ranked {
  if (moves === undefined) return { rank: Object.keys(events).indexOf(type) + 1, move: null };
  const inOrder = MOVES.flatMap((move) => moves[move].map((one) => ({ move, type: one })));
  const at = inOrder.findIndex((one) => one.type === type);
  if (at !== -1) return { rank: at + 1, move: inOrder[at]?.move ?? null };
  return { rank: inOrder.length + Object.keys(events).indexOf(type) + 1, move: null };
}

/** The role the caller holds there that may send it. */
export function roleFor(
  { events }: WorkflowDefinition,
  type: string,
  roles: readonly Role[],
): Role | undefined {
  return events[type]?.who.find((role) => roles.includes(role));
}

/** The best event that the caller may send and that leads on; null where it is nobody's turn or they may send none. */
export function nextActionOf(
  engine: Engine,
  instance: Instance,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): { readonly event: string; readonly role: Role } | null {
  if (instance.status !== "active" || instance.card["turn"] == null) return null;
  const { definition } = engine.registry.version(instance.workflow, instance.version);
  const { forward = [], ask = [] } = definition.moves ?? {};
  const open = new Set(
    engine
      .prospects({ instance, now }, actor)
      .filter(({ verdict, isForbidden }) => verdict !== "refused" && !isForbidden)
      .map(({ type }) => type),
  );
  const event = [...forward, ...ask].find((type) => open.has(type));
  if (event === undefined) return null;
  const role = roleFor(definition, event, rolesIn(actor, instance.programmeId, bodiesOf(instance)));
  return role === undefined ? null : { event, role };
}
