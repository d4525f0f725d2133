/** One connection that is listening. */
import type { Writable } from "node:stream";
import type { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import type { streamChange, streamGone } from "../../contract/stream.ts";
import type { Place } from "./resume.ts";
import { placeText } from "./resume.ts";

/** Who reads slower than things happen is cut off at this, and comes back to where it was. */
const UNREAD_BYTES_MAX = 1024 * 1024;
/** How long a browser waits before it comes back. */
const COME_BACK_MS = 1_000;

export interface Line {
  readonly actor: Actor;
  /** Whoever called, asked anew. Throws `unauthenticated` and the like when they may listen no more. */
  readonly whoIsIt: () => Promise<Actor>;
  /** As its id was sent; undefined to hear only what comes. */
  readonly after: string | undefined;
  open(place: Place): void;
  change(place: Place, change: z.output<typeof streamChange>): void;
  /** They knew it until now. */
  gone(place: Place, gone: z.output<typeof streamGone>): void;
  heartbeat(place: Place): void;
  /** Something is there, if nothing is known: proxies end a silent connection. */
  keepOpen(): void;
  /** What is on the screen has to be asked for anew. */
  reset(place: Place | undefined, because: "behind" | "unknown" | "rights"): void;
  end(because: "rights" | "shutdown"): void;
}

export function createLine(
  response: Writable,
  { actor, whoIsIt, after }: Pick<Line, "actor" | "whoIsIt" | "after">,
): Line {
  function send(event: string, data: object, place?: Place): void {
    if (response.destroyed || response.writableEnded) return;
    const id = place === undefined ? "" : `id: ${placeText(place)}\n`;
    response.write(`${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > UNREAD_BYTES_MAX) response.destroy();
  }

  return {
    actor,
    whoIsIt,
    after,
    open(place) {
      response.write(`retry: ${COME_BACK_MS}\n`);
      send("ready", {}, place);
    },
    change: (place, change) => send("change", change, place),
    gone: (place, gone) => send("gone", gone, place),
    heartbeat: (place) => send("heartbeat", {}, place),
    keepOpen() {
      if (!response.destroyed && !response.writableEnded) response.write(": \n\n");
    },
    reset: (place, because) => send("reset", { because }, place),
    end(because) {
      send("end", { because });
      response.end();
    },
  };
}
