import { useState } from "react";
import type { Today, TodayItem } from "../../api/shapes.ts";
import type { Arranged } from "./arrange.ts";
import { arrange } from "./arrange.ts";

interface Kept {
  readonly today: Today;
  readonly arranged: Arranged<TodayItem>;
}

const NONE: ReadonlySet<string> = new Set();

/** What stands on the page; `own` is told of what the reader acts on, `reveal` shows what waits. */
export function useArranged(today: Today | undefined) {
  const [kept, setKept] = useState<Kept>();
  const [own, setOwn] = useState(NONE);
  if (today !== undefined && kept?.today !== today)
    setKept({ today, arranged: arrange(kept?.arranged, today, own) });
  return {
    arranged: kept?.arranged,
    own: (id: string) => setOwn((before) => new Set([...before, id])),
    reveal: () => {
      if (today !== undefined) setKept({ today, arranged: arrange<TodayItem>(undefined, today, own) });
    },
  };
}
