/** Carrying a card: what is in the hand, which landings it has, and what a drop says. */
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { useBlockedWords } from "../../parts/blocked-words.ts";
import type { Landing } from "../../parts/moves.ts";
import { landingsOf } from "../../parts/moves.ts";
import { useOpenEngagement } from "../../parts/open-engagement.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { drawingQuery, standingQuery } from "../../parts/standing.ts";
import { useEventWords, useStateWords } from "../../parts/state-words.ts";
import { tellProblem } from "../../parts/told.ts";

export interface Dragged {
  readonly id: string;
  readonly stage: string | null;
  /** By lane; undefined until the server has said. */
  readonly landings: ReadonlyMap<string, Landing> | undefined;
}

interface Held {
  readonly id: string;
  readonly stage: string | null;
  readonly who: string;
}

export function useDragging(): { readonly dragged: Dragged | undefined; readonly said: string } {
  const t = useTranslations("board");
  const bulk = useTranslations("bulk");
  const eventWords = useEventWords();
  const stateWords = useStateWords();
  const blockedWords = useBlockedWords();
  const wordsOf = useProblemWords();
  const [held, setHeld] = useState<Held>();
  const [landings, setLandings] = useState<Dragged["landings"]>();
  const [said, setSaid] = useState("");
  const open = useOpenEngagement();
  const { data: standing, isFetching } = useQuery({
    ...standingQuery(held?.id ?? ""),
    enabled: held !== undefined,
  });
  const { data: chart } = useQuery({
    ...drawingQuery("engagement", standing?.version ?? 1),
    enabled: standing !== undefined,
  });
  // As they were when the card was taken: nothing goes from under it, and the drop says what has changed.
  const isKnown = held !== undefined && standing?.id === held.id && chart !== undefined && !isFetching;
  if (isKnown && landings === undefined) setLandings(landingsOf(standing, chart));

  /** Undefined when it may still be sent, as far as can be known. */
  async function whyNot({ id, who }: Held, event: string): Promise<string | undefined> {
    // What is kept may be older than what has just been seen to change.
    const what = eventWords("engagement", event, "do").replace(/…$/, "");
    try {
      const now = await bodyOf(api.GET("/api/v1/engagements/{id}", { params: { path: { id } } }));
      const refused = now.refuses.find(({ type }) => type === event);
      if (refused === undefined) return undefined;
      const why =
        refused.why === "state"
          ? bulk("notInState", { state: stateWords("engagement", now.state) })
          : blockedWords(refused);
      return t("changedInHand", { who, what, why });
    } catch (error) {
      // It has gone to somebody else; who cannot be reached at all is told so by the form.
      const isTheirs = !(error instanceof Problem) || ![403, 404].includes(error.status);
      return isTheirs ? undefined : t("changedInHand", { who, what, why: wordsOf(error) });
    }
  }
  function explain(reason: string): void {
    setSaid(reason);
    tellProblem(reason);
  }
  const drop = useRef<(one: Held, target: Readonly<Record<string | symbol, unknown>>) => void>(undefined);
  useEffect(() => {
    drop.current = (one, { event, why }) => {
      if (typeof event === "string")
        void whyNot(one, event).then((reason) =>
          reason === undefined ? open(one.id, event) : explain(reason),
        );
      else if (typeof why === "string" && why !== "") explain(why);
    };
  });
  useEffect(
    () =>
      monitorForElements({
        onDragStart({ source: { data } }) {
          setSaid("");
          setLandings(undefined);
          setHeld(heldOf(data));
        },
        onDrop({ source: { data }, location }) {
          setHeld(undefined);
          const [target] = location.current.dropTargets;
          const one = heldOf(data);
          if (one !== undefined && target !== undefined) drop.current?.(one, target.data);
        },
      }),
    [],
  );
  return { dragged: held === undefined ? undefined : { ...held, landings }, said };
}

function heldOf({ id, stage, who }: Readonly<Record<string, unknown>>): Held | undefined {
  if (typeof id !== "string" || typeof who !== "string") return undefined;
  return { id, who, stage: typeof stage === "string" ? stage : null };
}

/** While a card is in the hand the columns stand still. */
export function useStill<Columns>(now: Columns, isHeld: boolean): Columns {
  const [kept, setKept] = useState<Columns>();
  if (isHeld && kept === undefined) setKept(now);
  if (!isHeld && kept !== undefined) setKept(undefined);
  return isHeld ? (kept ?? now) : now;
}
