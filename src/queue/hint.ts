import { z } from "zod";

/** What a job carries: names of effect rows that may be ready. Losing it loses nothing; doing it twice does nothing. */
export const hintSchema = z.object({ effects: z.array(z.string()).max(128) });
export type Hint = z.infer<typeof hintSchema>;

/** Effects one hint carries at most. */
export const HINT_EFFECTS_MAX = 128;
