import { useQueryClient } from "@tanstack/react-query";
import type { Engagement } from "../../api/shapes.ts";
import { sincePress } from "../../keyboard/held.ts";
import { isOutdated } from "../../live/newest.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { standingNow } from "../../parts/standing-now.ts";
import { tellProblem } from "../../parts/told.ts";

interface Known {
  readonly engagement: Engagement;
  /** What may be done is being asked for anew. */
  readonly isAsked: boolean;
  /** Number of the newest row of the journal that is shown. */
  readonly seen: number;
}

/**
 * The first of what may be done, for the key. What has just changed may not be on the page yet: then the key waits for it, and acts
 * neither on what was first before nor on nothing. Undefined where there is nothing.
 */
export function useNext(
  { engagement, isAsked, seen }: Known,
  onChoose: (event: string) => void,
): (() => void) | undefined {
  const client = useQueryClient();
  const wordsOf = useProblemWords();
  const { id, revision, accepts } = engagement;
  const choose = ([first]: Engagement["accepts"]): void => {
    if (first !== undefined) onChoose(first.type);
  };
  async function wait(): Promise<void> {
    const isOver = sincePress();
    const now = await standingNow(client, id);
    if (!isOver()) choose(now.accepts);
  }
  const isOld = isAsked || seen > revision;
  if (accepts.length === 0 && !isOld) return undefined;
  return () => {
    if (!isOld && !isOutdated(engagement)) choose(accepts);
    else wait().catch((problem: unknown) => tellProblem(wordsOf(problem)));
  };
}
