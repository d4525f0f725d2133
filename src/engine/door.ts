/** What is refused before it costs a transaction: internal types, ids that cannot be, text that cannot be stored. */
import type { FieldProblem } from "../lib/errors.ts";
import { InvalidInput } from "../lib/errors.ts";
import { isId } from "../lib/ids.ts";
import { unstorable } from "../lib/storable.ts";
import { isReservedType } from "../machine/reserved.ts";
import type { SendCommand, StartCommand } from "./commands.ts";

/** Throws `invalid` naming the fields. */
export function checkAtDoor(command: Omit<StartCommand, "kind"> | Omit<SendCommand, "kind">): void {
  const { type, ...data } = command.event;
  // `xstate.*` and our own internal types never enter from outside, whatever a workflow declares.
  if (isReservedType(type)) {
    throw new InvalidInput(`${type || "An empty type"} is an internal event type`, [
      { pointer: "/type", detail: "expected an event of the workflow" },
    ]);
  }
  const problems = [
    ...unstorable(type, "/type"),
    ...unstorable(data, "/data"),
    ...unstorable(command.key, "/key"),
    ...("workflow" in command ? startProblems(command) : []),
  ];
  if (problems.length > 0) throw new InvalidInput("The event cannot be stored as it is", problems);
}

function startProblems({ id, programmeId, input }: Omit<StartCommand, "kind">): FieldProblem[] {
  const problems = unstorable(input, "/input");
  if (id !== undefined && !isId(id)) problems.push({ pointer: "/id", detail: "expected a UUID" });
  if (!isId(programmeId)) problems.push({ pointer: "/programmeId", detail: "expected a UUID" });
  return problems;
}
