/** How many stand in each box: of any chart to who operates it, of engagements to who works on them. */
import { useQuery } from "@tanstack/react-query";
import type { Box } from "../../parts/boxes.ts";
import { boxOf } from "../../parts/boxes.ts";
import { placesFor } from "../../navigation.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { useOperates } from "./frame.tsx";
import { countsQuery, standingsQuery } from "./queries.ts";

export interface Count {
  readonly stage: string | null;
  readonly state: string;
  readonly total: number;
  readonly parked: number;
}

interface Standings {
  /** By path of the box; undefined while nothing is known, or for who is not told. */
  readonly counts: ReadonlyMap<string, Count> | undefined;
  /** Only for who operates charts. */
  readonly versions: ReadonlyMap<number, { readonly live: number; readonly parked: number }> | undefined;
  /** Whether a state leads to the list of those who stand in it. */
  readonly listed: boolean;
}

export function useStandings(name: string, version: number, boxes: readonly Box[]): Standings {
  const me = useMe();
  const { slug } = useProgramme();
  const operates = useOperates();
  const listed = name === "engagement" && placesFor(me, slug).some((place) => place.name === "engagements");
  const operated = useQuery({ ...standingsQuery(name, slug), enabled: operates }).data;
  const known = useQuery({ ...countsQuery(slug), enabled: listed && !operates }).data;
  const rows =
    operated
      ?.filter((row) => row.version === version)
      .map(({ stage, state, live, parked }) => ({ stage, state, total: live, parked })) ??
    known?.map(({ stage, state, total }) => ({ stage, state, total, parked: 0 }));
  return { counts: rows && byBox(boxes, rows), versions: operated && byVersion(operated), listed };
}

type Row = Omit<Count, "state"> & { readonly state: string | null };

function byBox(boxes: readonly Box[], rows: readonly Row[]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const { stage, state, total, parked } of rows) {
    const path = state === null ? undefined : boxOf(boxes, stage, state)?.path;
    if (state === null || path === undefined) continue;
    const before = counts.get(path);
    counts.set(path, {
      stage,
      state,
      total: total + (before?.total ?? 0),
      parked: parked + (before?.parked ?? 0),
    });
  }
  return counts;
}

function byVersion(rows: readonly { version: number; live: number; parked: number }[]) {
  const versions = new Map<number, { live: number; parked: number }>();
  for (const { version, live, parked } of rows) {
    const before = versions.get(version) ?? { live: 0, parked: 0 };
    versions.set(version, { live: before.live + live, parked: before.parked + parked });
  }
  return versions;
}
