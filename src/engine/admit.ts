/** The one place that decides whether an event may come in at all: its type, its sender, its fields. */
import type { EventRule, Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { rolesIn, rolesWithin } from "../contract/actor.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import { isReservedType } from "../machine/reserved.ts";
import type { Machine, MachineEvent } from "../machine/port.ts";

export interface Admitted {
  readonly event: MachineEvent;
  readonly roles: readonly Role[];
}

interface Arrival {
  readonly machine: Machine;
  readonly event: MachineEvent;
  readonly actor: Actor;
  readonly programmeId: string;
  /** The bodies that what the event is sent to belongs to; left out for an event that opens something. */
  readonly bodies?: readonly string[] | undefined;
  readonly onBehalfOf?: Role | undefined;
}

/**
 * The event with its fields as the schema gives them, and the roles it is sent with. Throws `invalid` naming the
 * fields, `forbidden` naming the roles that may, `not-found` for who has no part in the programme.
 */
export function admit(arrival: Arrival): Admitted {
  const { rule, roles } = demandSender(arrival);
  const { type, ...data } = arrival.event;
  const parsed = rule.schema.safeParse(data);
  if (!parsed.success)
    throw new InvalidInput(`The data of ${type} is not as expected`, fieldProblems(parsed.error, "/data"));
  return { event: { ...parsed.data, type } as MachineEvent, roles };
}

/** May it be sent by them at all, whatever its fields say? Throws as `admit` does. */
export function demandSender({ machine, event, actor, programmeId, bodies, onBehalfOf }: Arrival): {
  readonly rule: EventRule;
  readonly roles: readonly Role[];
} {
  const { name, events } = machine.definition;
  const { type } = event;
  const isKnown = !isReservedType(type) && Object.hasOwn(events, type);
  const rule = isKnown ? events[type] : undefined;
  if (rule === undefined) {
    throw new InvalidInput(`${name} knows no event ${type}`, [
      { pointer: "/type", detail: `expected one of ${Object.keys(events).join(", ")}` },
    ]);
  }

  const roles = sendingRoles(rolesOver(event, { actor, programmeId, bodies }), onBehalfOf);
  if (!rule.who.some((role) => roles.includes(role))) {
    throw new ConvokeError(
      "forbidden",
      `${type} may be sent by ${rule.who.join(", ")}; you are ${said(roles)}`,
      {
        extra: { event: type, needs: rule.who, has: roles },
      },
    );
  }
  return { rule, roles };
}

/** Staff enter what others say by letter or telephone; nobody can borrow a role that decides. */
const MAY_BE_SPOKEN_FOR: readonly Role[] = ["stakeholder", "addressee", "member", "lead"];

/**
 * The roles held over what the event is about. An event that names a group is that group's: the lead of another one has no
 * say in it. What belongs to no body, such as a nomination, anybody may open who holds the role somewhere in the programme.
 */
function rolesOver(
  event: MachineEvent,
  { actor, programmeId, bodies }: Pick<Arrival, "actor" | "programmeId" | "bodies">,
): readonly Role[] {
  const { groupId } = event;
  if (typeof groupId === "string") return rolesIn(actor, programmeId, [groupId]);
  return bodies === undefined ? rolesWithin(actor, programmeId) : rolesIn(actor, programmeId, bodies);
}

/** The roles an actor sends with: its own over what the event is about, or the one it speaks for. */
function sendingRoles(roles: readonly Role[], onBehalfOf?: Role): readonly Role[] {
  if (onBehalfOf === undefined) return roles;
  if (!roles.includes("officer") || !MAY_BE_SPOKEN_FOR.includes(onBehalfOf)) {
    throw new ConvokeError("forbidden", `Only an officer may enter an event on behalf of a ${onBehalfOf}`, {
      extra: { needs: ["officer"], has: roles },
    });
  }
  return [onBehalfOf];
}

const said = (roles: readonly Role[]): string =>
  roles.length === 0 ? "nobody in this programme" : roles.join(", ");
