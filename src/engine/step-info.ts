import type { JsonObject, Role, StepInfo } from "../../workflows/workflow.ts";

interface Given {
  readonly now: Date;
  readonly happenedAt: Date;
  readonly actorId: string;
  readonly roles: readonly Role[];
  readonly facts: JsonObject;
}

/** What the machine may know of the world in one step. */
export const stepInfo = ({ now, happenedAt, actorId, roles, facts }: Given): StepInfo => ({
  now: now.toISOString(),
  happenedAt: happenedAt.toISOString(),
  actor: { id: actorId, roles },
  facts,
});
