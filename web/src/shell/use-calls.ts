/** What calls from the pages one is not on: what is overdue for the reader, and what intake holds for a person. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, bodyOf } from "../api/client.ts";
import { useMe, useProgramme } from "../parts/programme.ts";
import { todayQuery } from "../parts/today-query.ts";
import { seenBy } from "../parts/today-seen.ts";

/** Asked for by the clock and not by the stream, which may tell of fifty changes a second. */
const LOOK_MS = 60_000;
/** The first screen comes first. */
const LATER_MS = 1_500;
/** More than anybody counts. */
const HELD_MAX = 100;

const overdueQuery = (programme: string) =>
  queryOptions({
    queryKey: ["calls", "overdue", { programme }],
    async queryFn({ signal }) {
      const query = { today: "overdue" as const, ...(programme === "all" ? {} : { programme }) };
      return (await bodyOf(api.GET("/api/v1/engagements/counts", { signal, params: { query } }))).total;
    },
    refetchInterval: LOOK_MS,
    retry: false,
  });

const heldQuery = (programme: string) =>
  queryOptions({
    queryKey: ["calls", "held", { programme }],
    async queryFn({ signal }) {
      const query = {
        status: "held" as const,
        limit: HELD_MAX,
        ...(programme === "all" ? {} : { programme }),
      };
      return (await bodyOf(api.GET("/api/v1/deliveries", { signal, params: { query } }))).items.length;
    },
    refetchInterval: LOOK_MS,
    retry: false,
  });

/** `isMany`: there are more than were counted. */
interface Call {
  readonly count: number;
  readonly isMany: boolean;
}

/** By the name of the page; left out where nothing calls. */
export interface Calls {
  readonly today?: Call;
  readonly intake?: Call;
}

export function useCalls(): Calls {
  const me = useMe();
  const { slug } = useProgramme();
  const isLater = useLater();
  const hasCases = seenBy(me, slug).cases;
  const isOfficer = me.roles.some(
    ({ role, programme }) =>
      role === "officer" && (slug === "all" || programme === null || programme === slug),
  );
  const asked = useQuery({ ...overdueQuery(slug), enabled: isLater && hasCases });
  // The page itself knows sooner, while one is on it.
  const seen = useQuery({ ...todayQuery(slug), enabled: false });
  const held = useQuery({ ...heldQuery(slug), enabled: isLater && isOfficer });
  const overdue = seen.dataUpdatedAt > asked.dataUpdatedAt ? seen.data?.overdue.total : asked.data;
  return {
    ...(overdue ? { today: { count: overdue, isMany: false } } : {}),
    ...(held.data ? { intake: { count: held.data, isMany: held.data >= HELD_MAX } } : {}),
  };
}

function useLater(): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLater;
}
