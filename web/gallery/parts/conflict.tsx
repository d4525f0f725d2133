import type { Happened } from "../../src/parts/clash.ts";
import { Conflict } from "../../src/parts/conflict.tsx";
import { idOf, inDays, NAMES } from "../invented.ts";
import type { States } from "../states.ts";

const dismiss = (): void => {};
const clash = (who: string | null, happened: Happened | undefined) => (
  <Conflict clash={{ id: idOf(1), who, happened }} onDismiss={dismiss} />
);
const by = (name: string | null) => ({ id: idOf(2), name });

export const states: States = {
  claimed: () => clash(NAMES[0], { event: "triage.claimed", by: by("Lea Brun"), at: inDays(0) }),
  "done by somebody with a long name": () =>
    clash(NAMES[1], { event: "vetting.started", by: by(NAMES[1]), at: inDays(-1) }),
  "done by somebody who writes from right to left": () =>
    clash(NAMES[2], { event: "info.requested", by: by(NAMES[3]), at: inDays(-40) }),
  "by itself": () => clash(NAMES[4], { event: "info.lapsed", by: null, at: inDays(0) }),
  "nobody says what": () => clash(null, undefined),
};
