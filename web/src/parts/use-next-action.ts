/** The one next action of somebody in a list: at once where it asks for nothing further, else its form. */
import { useTranslations } from "use-intl";
import type { EngagementCard } from "../api/shapes.ts";
import { useAtOnce } from "./at-once.ts";
import type { Clash } from "./clash.ts";
import { clashOf } from "./clash.ts";
import { useOpenEngagement } from "./open-engagement.ts";
import { useProblemWords } from "./problem-words.ts";
import { useEventWords } from "./state-words.ts";
import { tell, tellProblem } from "./told.ts";

export const CLAIM = "triage.claimed";

export type Actable = Pick<EngagementCard, "id" | "revision" | "who" | "since" | "next">;

interface Watch {
  /** Somebody was quicker. */
  readonly onClash: (clash: Clash) => void;
  /** It is sent, and not yet answered. */
  readonly onSend?: ((id: string) => void) | undefined;
}

export function useNextAction({ onClash, onSend }: Watch): (line: Actable) => void {
  const t = useTranslations("parts.acted");
  const eventWords = useEventWords();
  const wordsOf = useProblemWords();
  const open = useOpenEngagement();
  const atOnce = useAtOnce();
  return (line) => {
    const { id, who, next } = line;
    const label = next === null ? "…" : eventWords("engagement", next.event, "do");
    // What asks for more than a word is a form, and stands on the engagement's own page.
    if (next === null || label.endsWith("…")) return open(id, next?.event);
    const name = who ?? t("nameless");
    onSend?.(id);
    atOnce.mutate(
      { item: line, event: next.event },
      {
        onSuccess: () =>
          tell(next.event === CLAIM ? t("claimed", { who: name }) : t("done", { what: label, who: name })),
        onError(problem) {
          const clash = clashOf(problem, { id, who });
          if (clash === undefined) tellProblem(wordsOf(problem));
          else onClash(clash);
        },
      },
    );
  };
}
