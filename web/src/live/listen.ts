/**
 * One stream a browser, not a tab: HTTP/1.1 allows six connections a host. The tab that holds the lock listens and tells the
 * others; when it closes, the next one goes on after the last message that was heard.
 */
import { pollUnless } from "../api/query-client.ts";
import type { Change } from "./affected.ts";
import { take, takeAllAnew } from "./apply.ts";
import { setLive } from "./live.ts";

type Told =
  | { readonly kind: "change"; readonly at: string; readonly change: Change }
  | { readonly kind: "heartbeat"; readonly at: string }
  | { readonly kind: "reset"; readonly at: string };

const SILENCE_MS = 40_000;
const COME_BACK_MS = 5_000;

let last = "";
let silence: ReturnType<typeof setTimeout> | undefined;

export function listen(): void {
  const others = new BroadcastChannel("convoke.live");
  others.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data));
  silence = setTimeout(fallSilent, SILENCE_MS);
  // Held for as long as the tab is open. Only on https and localhost; elsewhere each tab polls.
  void navigator.locks?.request("convoke.live", async () => {
    for (;;) await listenOnce((told) => (others.postMessage(told), hear(told)));
  });
}

/** Ends when the connection cannot be had any more: the server is away, or the session has ended. */
async function listenOnce(tell: (told: Told) => void): Promise<void> {
  const source = new EventSource(`/api/v1/stream${last === "" ? "" : `?after=${encodeURIComponent(last)}`}`);
  const at = (event: MessageEvent<string>): string => event.lastEventId;
  source.addEventListener("ready", (event) => tell({ kind: "heartbeat", at: at(event) }));
  source.addEventListener("heartbeat", (event) => tell({ kind: "heartbeat", at: at(event) }));
  source.addEventListener("reset", (event) => tell({ kind: "reset", at: at(event) }));
  source.addEventListener("change", (event: MessageEvent<string>) =>
    tell({ kind: "change", at: at(event), change: JSON.parse(event.data) as Change }),
  );
  await new Promise<void>((resolve) => {
    source.addEventListener("error", () => {
      // What the browser does not try again by itself, we do.
      if (source.readyState === EventSource.CLOSED) setTimeout(resolve, COME_BACK_MS);
    });
  });
}

function hear(told: Told): void {
  if (told.at !== "") last = told.at;
  clearTimeout(silence);
  silence = setTimeout(fallSilent, SILENCE_MS);
  setLive("up");
  pollUnless(true);
  if (told.kind === "change") take(told.change);
  if (told.kind === "reset") takeAllAnew();
}

function fallSilent(): void {
  setLive("down");
  pollUnless(false);
  takeAllAnew();
}
