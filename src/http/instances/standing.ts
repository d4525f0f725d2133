import { adviceOn } from "../../../workflows/advice.ts";
import type { Result, Standing } from "../../engine/commands.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";

interface More {
  /** What may be sent next, for the problem document of a refusal. */
  readonly accepts?: readonly unknown[];
  /** What came in between, for that of a stale revision. */
  readonly since?: readonly unknown[];
}

/** Where the instance stands after the event; every other result as the error that says so. */
export function standingOrThrow(
  result: Result,
  { accepts, since }: More = {},
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
        { extra: { revision: result.standing.revision, state: result.standing.state, since } },
      );
    case "parked":
      throw new ConvokeError("parked", `The instance is parked for an operator: ${result.reason}`, {
        extra: { revision: result.standing.revision },
      });
    case "refused":
      throw refused(result, accepts);
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
  accepts: readonly unknown[] | undefined,
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
    ...(accepts === undefined ? {} : { accepts }),
  };
  return new ConvokeError("refused", detail, { extra });
}
