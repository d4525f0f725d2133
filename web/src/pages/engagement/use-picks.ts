/** What the forms of a case can pick by name: what its programme has, and what its own events have kept. */
import type { Engagement, JournalEntry } from "../../api/shapes.ts";
import type { Picks } from "../../form/picks.ts";
import type { IdOf } from "../../form/shape.ts";
import { list } from "../../parts/picking.ts";
import { useSentence } from "../../parts/sentence.ts";
import { usePicks as usePicksOfProgramme } from "../../parts/use-picks.ts";
import { useWhen } from "../../parts/when.ts";

interface About {
  readonly engagement: Engagement;
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
}

/** `wanted`: kinds of ids that the form has; nothing else is asked for. */
export function usePicks({ engagement, entries }: About, wanted: ReadonlySet<IdOf>): Required<Picks> {
  const { programme, workflow } = engagement;
  const sentence = useSentence();
  const when = useWhen();
  const ofProgramme = usePicksOfProgramme(programme, wanted);
  // A case begins with its arrival: without an entry they are not here yet.
  const isComing = entries.length === 0;
  return {
    ...ofProgramme,
    // What was offered before, the last first; another version is named by its own word.
    undertakings: {
      ...list(
        [...new Set(entries.toReversed().flatMap(({ data }) => data["undertakings"] ?? []))].flatMap((one) =>
          typeof one === "string" ? [{ value: one, label: one }] : [],
        ),
      ),
      isOpen: true,
      isComing,
    },
    // What the party has said is kept by the event that brought it.
    record: {
      ...list(
        entries
          .flatMap((entry) => {
            const { recordId } = entry.data;
            return typeof recordId === "string"
              ? [{ value: recordId, label: sentence(workflow, entry), hint: when(entry.happenedAt) }]
              : [];
          })
          .toReversed(),
      ),
      isOpen: true,
      isComing,
    },
  };
}
