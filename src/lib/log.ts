import { pino } from "pino";
import type { Logger } from "pino";

export type Log = Pick<Logger, "info" | "warn" | "error" | "debug">;

/** Structured lines on standard error; ids and codes only, never what a person wrote or is called. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["req.headers.authorization", "req.headers.cookie", "*.secret", "*.token", "*.password"],
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
