/** The one next action of somebody in a list: at once where it asks for nothing further, else its form. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { EngagementCard } from "../api/shapes.ts";
import { sincePress } from "../keyboard/held.ts";
import { isOutdated } from "../live/newest.ts";
import { answered, isSending, useAtOnce } from "./at-once.ts";
import type { Clash } from "./clash.ts";
import { clashOf } from "./clash.ts";
import { useOpenEngagement } from "./open-engagement.ts";
import { useProblemWords } from "./problem-words.ts";
import { useMe } from "./programme.ts";
import { standingNow } from "./standing-now.ts";
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

interface NextAction {
  /** As the line shows it: what its button says is what is sent, or refused. */
  readonly act: (line: Actable) => void;
  /** By key: what comes next for them, though the line may not show it yet. */
  readonly press: (line: Actable) => void;
}

export function useNextAction({ onClash, onSend }: Watch): NextAction {
  const t = useTranslations("parts.acted");
  const eventWords = useEventWords();
  const wordsOf = useProblemWords();
  const open = useOpenEngagement();
  const client = useQueryClient();
  const atOnce = useAtOnce();
  const me = useMe();

  function act(line: Actable): void {
    const { id, who, next } = line;
    const label = next === null ? "…" : eventWords("engagement", next.event, "do");
    // What asks for more than a word is a form, and stands on the engagement's own page.
    if (next === null || label.endsWith("…")) return open(id, next?.event);
    // A second click on what is under way means the same, and would be refused as too late.
    if (isSending(id)) return;
    const name = who ?? t("nameless");
    onSend?.(id);
    atOnce.mutate(
      { item: line, event: next.event },
      {
        onSuccess: () =>
          tell(next.event === CLAIM ? t("claimed", { who: name }) : t("done", { what: label, who: name })),
        onError(problem) {
          const clash = clashOf(problem, { id, who });
          const before = clash?.happened;
          // What they wanted is done, by themselves: nobody was quicker.
          if (before?.event === next.event && before.by?.id === me.id) return;
          if (clash === undefined) tellProblem(wordsOf(problem));
          else onClash(clash);
        },
      },
    );
  }

  async function actOnPresent(line: Actable): Promise<void> {
    const isOver = sincePress();
    await answered(line.id);
    const { accepts, revision } = await standingNow(client, line.id);
    if (isOver()) return;
    const [first] = accepts;
    // What was not shown is not sent at once: its form says first what it is.
    if (first === undefined || first.type !== line.next?.event) open(line.id, first?.type);
    else act({ ...line, revision });
  }

  return {
    act,
    press(line) {
      if (!isSending(line.id) && !isOutdated(line)) act(line);
      else actOnPresent(line).catch((problem: unknown) => tellProblem(wordsOf(problem)));
    },
  };
}
