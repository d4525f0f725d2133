/** What holds for every merge, of people as of organisations: it does what somebody saw in its plan, or nothing. */
import type { Side } from "../contract/merges.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";

/** How long a merge can be undone. */
export const UNDO_MS = 30 * 86_400_000;

/** Throws `conflict` with the new plan when it is no longer the one that was seen, and while an obstacle stands. */
export function demandSeen(
  plan: { readonly planHash: string; readonly obstacles: readonly string[] },
  seenHash: string,
): void {
  if (plan.planHash !== seenHash)
    throw new ConvokeError(
      "conflict",
      "What there is of the two has changed since the preview; look at the new plan, and merge by that",
      { extra: { plan } },
    );
  if (plan.obstacles.length > 0)
    throw new ConvokeError("conflict", `They cannot be merged yet. ${plan.obstacles.join(". ")}`, {
      extra: { obstacles: plan.obstacles },
    });
}

/** What somebody who undoes a merge says: by which plan, and whose what has come since is. */
export interface WantedUndo {
  readonly planHash: string;
  readonly sort: readonly { readonly id: string; readonly to: Side }[];
}

/**
 * What has come since the merge, each with whose it is. Throws `conflict` with the new plan when it is no longer the one
 * that was seen, while an obstacle stands, and while somebody has to say; `invalid` for what is not on the plan.
 */
export function sortedAs<Since extends { readonly id: string; readonly to: Side | null }>(
  plan: {
    readonly planHash: string;
    readonly since: readonly Since[];
    readonly obstacles: readonly string[];
  },
  wanted: WantedUndo,
): (Since & { readonly to: Side })[] {
  const { planHash, since, obstacles } = plan;
  if (planHash !== wanted.planHash)
    throw new ConvokeError(
      "conflict",
      "What has come since the merge is not what the plan said; look at the new plan",
      { extra: { plan } },
    );
  if (obstacles.length > 0)
    throw new ConvokeError("conflict", `The merge cannot be undone. ${obstacles.join(". ")}`, {
      extra: { obstacles },
    });
  const unknown = wanted.sort.flatMap(({ id }, index) =>
    since.some((one) => one.id === id)
      ? []
      : [{ pointer: `/sort/${index}/id`, detail: "expected the id of something the plan lists in `since`" }],
  );
  if (unknown.length > 0) throw new InvalidInput("The plan does not list it", unknown);
  const said = since.map((one) => ({
    one,
    to: wanted.sort.find(({ id }) => id === one.id)?.to ?? one.to,
  }));
  const unsorted = said.flatMap(({ one, to }) => (to === null ? [{ ...one, to }] : []));
  if (unsorted.length > 0)
    throw new ConvokeError("conflict", "Somebody has to say whose these are", { extra: { unsorted } });
  return said.flatMap(({ one, to }) => (to === null ? [] : [{ ...one, to }]));
}
