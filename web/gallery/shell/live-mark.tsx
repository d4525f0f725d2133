import { useEffect } from "react";
import { setLive } from "../../src/live/live.ts";
import { LiveMark } from "../../src/shell/live-mark.tsx";
import type { States } from "../states.ts";

function Down() {
  useEffect(() => setLive("down"), []);
  return <LiveMark />;
}

export const states: States = { "while changes do not come by themselves": Down };
