/**
 * One stream a browser, not a tab: HTTP/1.1 allows six connections a host. The tab that holds the lock listens and tells the
 * others; when it closes, the next one goes on after the last message that was heard, or after where things stood when its page
 * was opened.
 */
import { pollUnless, queryClient } from "../api/query-client.ts";
import { meQuery } from "../api/session.ts";
import type { Change } from "./affected.ts";
import { take, takeAllAnew, takeGone } from "./apply.ts";
import { setLive } from "./live.ts";

type Told =
  | {
      readonly kind: "change";
      readonly at: string;
      readonly change: Change;
      /** It happened while nobody listened. */
      readonly isMissed: boolean;
    }
  | { readonly kind: "gone"; readonly at: string; readonly id: string }
  | { readonly kind: "heartbeat"; readonly at: string }
  | { readonly kind: "reset"; readonly at: string };

const SILENCE_MS = 40_000;
const COME_BACK_MS = 5_000;

let last: string | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;

export function listen(): void {
  const others = new BroadcastChannel("convoke.live");
  others.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data));
  silence = setTimeout(fallSilent, SILENCE_MS);
  void knowWhere();
  // Held for as long as the tab is open. Only on https and localhost; elsewhere each tab polls.
  void navigator.locks?.request("convoke.live", async () => {
    for (;;) await listenOnce((told) => (others.postMessage(told), hear(told)));
  });
}

/** Every other answer on the page is asked for after this one. */
async function knowWhere(): Promise<void> {
  if (last !== undefined) return;
  const me = await queryClient.ensureQueryData(meQuery).catch(() => undefined);
  last ??= me?.listenAfter;
}

/** Ends when the connection cannot be had any more: the server is away, or the session has ended. */
async function listenOnce(tell: (told: Told) => void): Promise<void> {
  await knowWhere();
  if (last === undefined) return await comeBack();
  const source = new EventSource(`/api/v1/stream?after=${encodeURIComponent(last)}`);
  // What was missed comes first, then `ready`; so it is each time that the browser connects again.
  let isMissed = true;
  const at = (event: MessageEvent<string>): string => event.lastEventId;
  source.addEventListener("open", () => (isMissed = true));
  source.addEventListener("ready", (event) => {
    isMissed = false;
    tell({ kind: "heartbeat", at: at(event) });
  });
  source.addEventListener("heartbeat", (event) => tell({ kind: "heartbeat", at: at(event) }));
  source.addEventListener("reset", (event) => tell({ kind: "reset", at: at(event) }));
  source.addEventListener("change", (event: MessageEvent<string>) =>
    tell({ kind: "change", at: at(event), change: JSON.parse(event.data) as Change, isMissed }),
  );
  source.addEventListener("gone", (event: MessageEvent<string>) =>
    tell({ kind: "gone", at: at(event), id: (JSON.parse(event.data) as { readonly id: string }).id }),
  );
  await new Promise<void>((resolve) => {
    source.addEventListener("error", () => {
      // What the browser does not try again by itself, we do.
      if (source.readyState === EventSource.CLOSED) resolve();
    });
  });
  await comeBack();
}

const comeBack = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, COME_BACK_MS));
};

function hear(told: Told): void {
  if (told.at !== "") last = told.at;
  clearTimeout(silence);
  silence = setTimeout(fallSilent, SILENCE_MS);
  setLive("up");
  pollUnless(true);
  if (told.kind === "change") take(told.change, told.isMissed);
  if (told.kind === "gone") takeGone(told.id);
  if (told.kind === "reset") takeAllAnew();
}

function fallSilent(): void {
  setLive("down");
  pollUnless(false);
  takeAllAnew();
}
