/** What the chart says of one engagement: which boxes it was in, and which it may reach. Pure. */
import type { AcceptedEvent, Drawing, JournalEntry, RefusedEvent } from "../../api/shapes.ts";
import type { Box } from "../../parts/boxes.ts";
import { boxOf } from "../../parts/boxes.ts";

type Look = "current" | "visited" | "possible" | "blocked" | "others" | "quiet";

export interface Standing {
  readonly look: Look;
  /** How often it came there. */
  readonly times: number;
  /** The event that leads there from here, if any. */
  readonly event: string | undefined;
}

interface Seen {
  readonly drawing: Drawing;
  readonly journal: readonly JournalEntry[];
  readonly stage: string | null;
  readonly state: string;
  readonly accepts: readonly AcceptedEvent[];
  readonly refuses: readonly RefusedEvent[];
}

export function standingsOf(seen: Seen): ReadonlyMap<string, Standing> {
  const { boxes } = seen.drawing;
  const here = boxOf(boxes, seen.stage, seen.state);
  const times = visitsOf(seen);
  return new Map<string, Standing>(
    boxes.map((box): readonly [string, Standing] => {
      const count = times.get(box.path) ?? 0;
      if (box === here) return [box.path, { look: "current", times: count, event: undefined }];
      const way = wayTo(seen, here, box);
      const look = way?.look ?? (count > 0 ? "visited" : "quiet");
      return [box.path, { look, times: count, event: way?.event }];
    }),
  );
}

/** A stay counts once, however many events it took. */
function visitsOf({ drawing, journal }: Seen): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  let before: Box | undefined;
  for (const { stage, state } of journal) {
    const box = boxOf(drawing.boxes, stage, state);
    if (box !== undefined && box !== before) times.set(box.path, (times.get(box.path) ?? 0) + 1);
    before = box;
  }
  return times;
}

function wayTo({ drawing, accepts, refuses }: Seen, from: Box | undefined, to: Box) {
  const events = drawing.edges
    .filter((edge) => edge.from === from?.path && edge.to === to.path)
    .flatMap((edge) => edge.events);
  const free = accepts.find(({ type }) => events.includes(type));
  if (free !== undefined) return { look: "possible", event: free.type } as const;
  const blocked = refuses.find(({ type, why }) => why === "guard" && events.includes(type));
  if (blocked !== undefined) return { look: "blocked", event: blocked.type } as const;
  const others = refuses.find(
    ({ type, why, needs }) => why === "role" && events.includes(type) && isDone(needs),
  );
  return others === undefined ? undefined : ({ look: "others", event: others.type } as const);
}

/** Some person does it: what only the system sends is nobody's to do. */
export const isDone = (needs: readonly string[]): boolean => needs.some((role) => role !== "system");
