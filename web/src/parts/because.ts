/** Why somebody puts back into service what has stopped: kept with what happened. */
import type { components } from "../api/schema.d.ts";

export type Because = NonNullable<components["schemas"]["RetryInstance"]["because"]>;
export type Act = "retry" | "skip" | "migrate";

/** What may be the reason of which act. */
export const BECAUSE: Readonly<Record<Act, readonly Because[]>> = {
  retry: ["mended", "passing"],
  skip: ["done-by-hand", "not-needed"],
  migrate: ["newer-chart", "mended"],
};
