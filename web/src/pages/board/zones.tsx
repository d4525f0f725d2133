/** What a column offers to the card in the hand: a zone for each legal event, or a lock and why. */
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useBlockedWords } from "../../parts/blocked-words.ts";
import { IconLock } from "../../parts/icons.ts";
import { useEventWords } from "../../parts/state-words.ts";
import type { Dragged } from "./dragging.tsx";
import styles from "./page.module.css";
import type { Lane } from "./queries.ts";

interface Props {
  readonly stage: Lane;
  readonly dragged: Dragged;
}

export function Zones({ stage, dragged: { stage: from, landings } }: Props) {
  const t = useTranslations("board");
  const eventWords = useEventWords();
  const blockedWords = useBlockedWords();
  if (landings === undefined) return null;
  const { events, blocked } = landings.get(stage === "off_board" ? "closed" : stage) ?? NOWHERE;
  if (events.length > 0)
    return (
      <div className={styles["zones"]}>
        {events.map((event) => (
          <Zone key={event} data={{ event }}>
            {eventWords("engagement", event, "do")}
          </Zone>
        ))}
      </div>
    );
  if (from === stage) return null;
  const [first] = blocked;
  const why =
    first === undefined
      ? t(stage === "meeting" || stage === "recommendation" ? `reached.${stage}` : "noWay")
      : `${eventWords("engagement", first.type, "do")} ${blockedWords(first)}`;
  return (
    <div className={styles["zones"]} data-locked>
      <Zone data={{ why }}>
        <IconLock size={18} stroke={1.75} aria-hidden />
        {why}
      </Zone>
    </div>
  );
}

const NOWHERE = { events: [], blocked: [] };

interface ZoneProps {
  readonly data: { readonly event?: string; readonly why?: string };
  readonly children: React.ReactNode;
}

function Zone({ data: { event, why }, children }: ZoneProps) {
  const element = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    return dropTargetForElements({
      element: element.current,
      getData: () => ({ event, why }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [event, why]);
  return (
    <div ref={element} className={styles["zone"]} data-over={isOver || undefined} data-event={event}>
      {children}
    </div>
  );
}
