/** Sending one event to several, each under a key and revision of its own, and what came of it. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey } from "../api/client.ts";
import type { EventData } from "./bulk-queries.ts";
import { sendOne } from "./bulk-queries.ts";
import { clashOf } from "./clash.ts";
import { useClashWords } from "./conflict.tsx";
import { useProblemWords } from "./problem-words.ts";
import type { Sent } from "./send-each.ts";
import { sendEach } from "./send-each.ts";

interface Sending {
  readonly id: string;
  readonly revision: number;
  readonly who: string | null;
}

export interface BulkSending {
  /** Undefined while nothing is under way. */
  readonly progress: { readonly done: number; readonly of: number } | undefined;
  /** Why the last try failed, by id. */
  readonly failures: ReadonlyMap<string, string>;
  /** How many were not sent because somebody stopped. */
  readonly left: number;
  readonly send: (event: string, data: EventData, some: readonly Sending[]) => Promise<Sent>;
  readonly stop: () => void;
}

export function useBulk(): BulkSending {
  const client = useQueryClient();
  const wordsOf = useProblemWords();
  const clashWords = useClashWords();
  const [progress, setProgress] = useState<BulkSending["progress"]>();
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const [left, setLeft] = useState(0);
  const keys = useRef(new Map<string, string>());
  const isStopped = useRef(false);

  /** The same key for the same event that says the same to the same engagement, however often it is tried. */
  function keyFor(event: string, data: EventData, id: string): string {
    const sent = `${event} ${JSON.stringify(data)} ${id}`;
    const known = keys.current.get(sent) ?? newKey();
    keys.current.set(sent, known);
    return known;
  }
  function why(error: unknown, { id, who }: Sending): string {
    const clash = clashOf(error, { id, who });
    return clash === undefined ? wordsOf(error) : clashWords(clash);
  }
  async function send(event: string, data: EventData, some: readonly Sending[]): Promise<Sent> {
    isStopped.current = false;
    const sent = await sendEach(some, (one) => sendOne(one, event, keyFor(event, data, one.id), data), {
      onProgress: (done) => setProgress({ done, of: some.length }),
      isStopped: () => isStopped.current,
    });
    const words = some.flatMap((one) =>
      sent.failed.has(one.id) ? [[one.id, why(sent.failed.get(one.id), one)] as const] : [],
    );
    setFailures(new Map(words));
    setLeft(sent.left);
    setProgress(undefined);
    void Promise.all(
      [["engagements"], ["today"], ["counts"]].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
    return sent;
  }
  return { progress, failures, left, send, stop: () => void (isStopped.current = true) };
}
