/** Somebody was quicker: what the server says of it, taken from its problem document. Pure. */
import { Problem } from "../api/problem.ts";

/** One event that came before ours. */
export interface Happened {
  readonly event: string;
  /** Null where no person sent it. */
  readonly by: { readonly id: string; readonly name: string | null } | null;
  readonly at: string;
}

export interface Clash {
  readonly id: string;
  readonly who: string | null;
  /** What tells best why it does not fit any more; undefined where the server does not say. */
  readonly happened: Happened | undefined;
}

/** Undefined when the event was refused for another reason. Of what came in between, the last that a person did. */
export function clashOf(
  error: unknown,
  { id, who }: { readonly id: string; readonly who: string | null },
): Clash | undefined {
  if (!(error instanceof Problem) || !["stale-revision", "conflict"].includes(error.code)) return undefined;
  const said = error.more["since"];
  const since = (Array.isArray(said) ? said : []) as readonly Happened[];
  return { id, who, happened: since.findLast(({ by }) => by !== null) ?? since.at(-1) };
}
