import type { Engine } from "../engine/engine.ts";
import type { Parked } from "../store/standing-counts.ts";

/** A chart that stopped, with what helps, the mildest first. */
export function presentParked({ registry }: Pick<Engine, "registry">, { effect, since, ...row }: Parked) {
  const { version } = registry.newest(row.workflow).definition;
  return {
    ...row,
    since: since?.toISOString() ?? null,
    remedies: [
      { act: "retry" as const },
      ...(version > row.version ? [{ act: "migrate" as const, to: version }] : []),
      // Last: what is skipped never happens.
      ...(effect === null ? [] : [{ act: "skip" as const, effect }]),
    ],
  };
}
