/** The one place that decides whether an event may come in at all: its type, its sender, its fields. */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { rolesIn } from "../contract/actor.ts";
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
  readonly onBehalfOf?: Role | undefined;
}

/**
 * The event with its fields as the schema gives them, and the roles it is sent with. Throws `invalid` naming the
 * fields, `forbidden` naming the roles that may, `not-found` for who has no part in the programme.
 */
export function admit({ machine, event, actor, programmeId, onBehalfOf }: Arrival): Admitted {
  const { name, events } = machine.definition;
  const { type, ...data } = event;
  const isKnown = !isReservedType(type) && Object.hasOwn(events, type);
  const rule = isKnown ? events[type] : undefined;
  if (rule === undefined) {
    throw new InvalidInput(`${name} knows no event ${type}`, [
      { pointer: "/type", detail: `expected one of ${Object.keys(events).join(", ")}` },
    ]);
  }

  const roles = sendingRoles(actor, programmeId, onBehalfOf);
  if (!rule.who.some((role) => roles.includes(role))) {
    throw new ConvokeError(
      "forbidden",
      `${type} may be sent by ${rule.who.join(", ")}; you are ${said(roles)}`,
      {
        extra: { event: type, needs: rule.who, has: roles },
      },
    );
  }

  const parsed = rule.schema.safeParse(data);
  if (!parsed.success)
    throw new InvalidInput(`The data of ${type} is not as expected`, fieldProblems(parsed.error, "/data"));
  return { event: { ...parsed.data, type } as MachineEvent, roles };
}

/** Staff enter what others say by letter or telephone; nobody can borrow a role that decides. */
const MAY_BE_SPOKEN_FOR: readonly Role[] = ["stakeholder", "addressee", "member", "lead"];

/** The roles an actor sends with: its own in the programme, or the one it speaks for. */
export function sendingRoles(actor: Actor, programmeId: string, onBehalfOf?: Role): readonly Role[] {
  const roles = rolesIn(actor, programmeId);
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
