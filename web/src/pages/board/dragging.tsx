/** Carrying a card: what is in the hand, which landings it has, and what a drop says. */
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Landing } from "../../parts/moves.ts";
import { landingsOf } from "../../parts/moves.ts";
import { useOpenEngagement } from "../../parts/open-engagement.ts";
import { drawingQuery, standingQuery } from "../../parts/standing.ts";
import { tellProblem } from "../../parts/told.ts";

export interface Dragged {
  readonly id: string;
  readonly stage: string | null;
  /** By lane; undefined until the server has said. */
  readonly landings: ReadonlyMap<string, Landing> | undefined;
}

export function useDragging(): { readonly dragged: Dragged | undefined; readonly said: string } {
  const [held, setHeld] = useState<{ id: string; stage: string | null }>();
  const [said, setSaid] = useState("");
  const open = useOpenEngagement();
  const { data: standing } = useQuery({ ...standingQuery(held?.id ?? ""), enabled: held !== undefined });
  const { data: chart } = useQuery({
    ...drawingQuery("engagement", standing?.version ?? 1),
    enabled: standing !== undefined,
  });
  useEffect(
    () =>
      monitorForElements({
        onDragStart({ source: { data } }) {
          setSaid("");
          const { id, stage } = data;
          if (typeof id === "string") setHeld({ id, stage: typeof stage === "string" ? stage : null });
        },
        onDrop({ source, location }) {
          setHeld(undefined);
          const { id } = source.data;
          const [target] = location.current.dropTargets;
          if (typeof id !== "string" || target === undefined) return;
          const { event, why } = target.data;
          if (typeof event === "string") return open(id, event);
          if (typeof why === "string" && why !== "") {
            setSaid(why);
            tellProblem(why);
          }
        },
      }),
    [open],
  );
  if (held === undefined) return { dragged: undefined, said };
  const isKnown = standing?.id === held.id && chart !== undefined;
  return { dragged: { ...held, landings: isKnown ? landingsOf(standing, chart) : undefined }, said };
}
