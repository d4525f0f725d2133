/** Beside the stages: what is off the board. Most of it may come back; spam and erasure may not. */
import { releaseEverything, startOver } from "../asks.ts";
import { everywhere } from "../everywhere.ts";
import { at, LIVE, type Place } from "../places.ts";
import { all, allAndReturns, arm, disarm, engagement, mail, note, pause, signal } from "../setup.ts";

/** The person comes back: the same record, a new clock. */
const replied = { target: at("inquiry.triage"), actions: [...startOver, mail("reply-received")] };

export const answered = engagement.createStateConfig({ on: { ...everywhere, "reply.received": replied } });
export const referred = engagement.createStateConfig({ on: { ...everywhere, "reply.received": replied } });
export const lapsed = engagement.createStateConfig({ on: { ...everywhere, "reply.received": replied } });

/** Who comes back from here is vetted anew, so nobody needs to hear that the old vetting runs out. */
const left = engagement.createStateConfig({
  entry: [disarm("vetting.expiring"), disarm("vetting.expired")],
  on: { ...everywhere, "inquiry.renewed": replied },
});
export const withdrawn = left;
export const alumni = left;
export const closedInactive = left;

export const declinedFinal = engagement.createStateConfig({
  on: { ...everywhere, "inquiry.renewed": { ...replied, guard: all("yearPassedOrMaterialChange") } },
});

/** Clocks that a transition starts, not a state, and that a return therefore has to start again. */
const clocksOf: Partial<Record<Place, readonly (ReturnType<typeof arm> | ReturnType<typeof pause>)[]>> = {
  "inquiry.received": [arm("first_response")],
  "inquiry.triage": [arm("first_response")],
  "inquiry.needs_information": [arm("first_response"), pause("first_response")],
  "vetting.screening": [arm("screening")],
  "vetting.due_diligence": [arm("due_diligence")],
};

export const merged = engagement.createStateConfig({
  entry: [note(() => ({ mergeUndoOpen: true })), arm("merge_undo")],
  exit: [disarm("merge_undo")],
  on: {
    ...everywhere,
    "merge.undone": LIVE.map((place) => ({
      guard: allAndReturns(["mergeUndoOpen", "survivorStands"], "merge", place),
      target: at(place),
      actions: [
        signal<"merge.undone">((event, context) => ({
          to: context.survivorId ?? event.survivorId,
          event: { type: "duplicate.returned", engagementId: context.id },
        })),
        note((_, context) => ({
          returnTo: { ...context.returnTo, merge: null },
          survivorId: null,
          mergeUndoOpen: false,
        })),
        ...(clocksOf[place] ?? []),
      ],
    })),
    // Seats and places are kept while the merge can be undone.
    "merge.settled": { actions: [note(() => ({ mergeUndoOpen: false })), releaseEverything] },
  },
});
