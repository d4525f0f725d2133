import { useSteady } from "../../parts/steady.ts";
import { engagementRoute } from "./route.ts";
import { useSeek } from "./use-seek.ts";

/** Ways to other places of the page, all of them in its address. */
export interface Ways {
  /** Open the form of an event. */
  readonly choose: (event: string) => void;
  readonly close: () => void;
  /** To how it was after a row of the journal; undefined is now. */
  readonly travel: (to: number | undefined) => void;
  readonly filter: (kinds: readonly string[]) => void;
  /** To an entry, wherever the page stands: filters and tabs give way. */
  readonly review: (seq: number) => void;
}

/** The same from render to render. */
export function useWays(): Ways {
  const { do: doing, at } = engagementRoute.useSearch();
  const navigate = engagementRoute.useNavigate();
  const seek = useSeek();
  return useSteady<Ways>({
    choose: (event) =>
      void navigate({ search: (before) => ({ ...before, do: event }), replace: doing !== undefined }),
    close: () => void navigate({ search: ({ do: _, ...before }) => before, replace: true }),
    travel: (to) =>
      void navigate({
        search: ({ at: _at, do: _do, ...before }) => (to === undefined ? before : { ...before, at: to }),
        replace: at !== undefined,
        resetScroll: false,
      }),
    filter: (kinds) =>
      void navigate({
        search: ({ show: _, ...before }) =>
          kinds.length === 0 ? before : { ...before, show: kinds.join(",") },
        resetScroll: false,
      }),
    review(seq) {
      seek(seq);
      void navigate({
        search: ({ show: _show, tab: _tab, ...before }) => before,
        replace: true,
        resetScroll: false,
      });
    },
  });
}
