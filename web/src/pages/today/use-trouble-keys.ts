import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { programmesQuery } from "../../api/session.ts";
import { useMe } from "../../parts/programme.ts";
import { troublesQuery, useTryAgain } from "./trouble-queries.ts";

type Part = "parked" | "failed" | "sources";

/** Among all rows of Today. */
export const troubleName = (part: Part, { id }: { readonly id: string }): string => `${part}/${id}`;

interface Step {
  readonly open: () => void;
  readonly act: () => void;
}

export interface TroubleKeys {
  /** Of the rows, as they stand on the page. */
  readonly names: readonly string[];
  readonly open: (name: string) => void;
  readonly act: (name: string) => void;
  readonly again: ReturnType<typeof useTryAgain>;
}

/** What keys do with what has to be mended: where each row leads, and its one next step. */
export function useTroubleKeys(programme: string, isAsked: boolean): TroubleKeys {
  const { data } = useQuery({ ...troublesQuery(programme), enabled: isAsked });
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const isOfHouse = useIsOfHouse();
  const navigate = useNavigate();
  const again = useTryAgain();
  const toQueues = (): void => void navigate({ to: "/admin/queues" });
  const steps = new Map<string, Step>();
  for (const item of data?.parked.items ?? []) {
    const slug = programmes.find(({ id }) => id === item.programmeId)?.slug ?? "all";
    const params = { programme: slug, id: item.id };
    const open = (): void => void navigate({ to: "/p/$programme/workflows/parked/$id", params });
    steps.set(troubleName("parked", item), { open, act: open });
  }
  for (const item of data?.failed.items ?? []) {
    const { instance } = item;
    const act = (): void => {
      if (instance === null) toQueues();
      else if (!again.isPending) again.mutate(instance);
    };
    // All of the work is a page for whoever is of the house; for others there is the step itself.
    steps.set(troubleName("failed", item), { open: isOfHouse ? toQueues : act, act });
  }
  for (const item of data?.sources.items ?? []) {
    const params = { programme: item.programme, id: item.id };
    const open = (): void => void navigate({ to: "/p/$programme/intake/sources/$id", params });
    steps.set(troubleName("sources", item), { open, act: open });
  }
  return {
    names: [...steps.keys()],
    open: (name) => steps.get(name)?.open(),
    act: (name) => steps.get(name)?.act(),
    again,
  };
}

/** Administers the whole house, not only a programme. */
export const useIsOfHouse = (): boolean =>
  useMe().roles.some((one) => one.role === "admin" && one.programme === null);
