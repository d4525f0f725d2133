import { adviceOn } from "../../../workflows/advice.ts";
import type { Result, Standing } from "../../engine/commands.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";

/**
 * Where the instance stands after the event; every other result as the error that says so. `extra` are further members
 * of a refusal's problem document.
 */
export function standingOrThrow(
  result: Result,
  extra: Readonly<Record<string, unknown>> = {},
): { outcome: "applied" | "duplicate"; standing: Standing } {
  switch (result.kind) {
    case "applied":
    case "duplicate":
      return { outcome: result.kind, standing: result.standing };
    case "rejected":
    case "threw":
      throw result.problem;
    case "not-found":
      throw new NotFound("instance", result.instanceId);
    case "key-reused":
      throw new ConvokeError("key-reused", `The Idempotency-Key ${result.key} was used for another request`);
    case "stale":
      throw new ConvokeError(
        "stale-revision",
        `The instance stands at revision ${result.standing.revision}, not ${result.expected}`,
        { extra: { revision: result.standing.revision, state: result.standing.state } },
      );
    case "parked":
      throw new ConvokeError("parked", `The instance is parked for an operator: ${result.reason}`, {
        extra: { revision: result.standing.revision },
      });
    case "refused":
      throw refused(result, extra);
    case "exists":
      throw new ConvokeError("conflict", `There is a live case already: ${result.instanceId}`, {
        extra: { id: result.instanceId },
      });
    case "void":
      throw new ConvokeError("conflict", "There was nothing left to do");
  }
}

function refused(
  { type, guards, standing }: Extract<Result, { kind: "refused" }>,
  more: Readonly<Record<string, unknown>>,
): ConvokeError {
  const where = standing === null ? "" : ` in ${standing.state}`;
  const detail =
    guards.length > 0
      ? `${type} was refused by ${guards.join(", ")}${adviceOn(guards)}`
      : `${type} is not accepted${where}`;
  const extra = {
    event: type,
    guards,
    revision: standing?.revision,
    state: standing?.state,
    ...more,
  };
  return new ConvokeError("refused", detail, { extra });
}
