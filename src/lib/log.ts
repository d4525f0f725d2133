import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

export type Log = Pick<Logger, "info" | "warn" | "error" | "debug">;

/** Structured lines on standard error; ids and codes only, never what a person wrote or is called. */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["req.headers.authorization", "req.headers.cookie", "*.secret", "*.token", "*.password"],
      serializers: { err: describeError },
    },
    destination,
  );
}

/** PostgreSQL puts whole rows into an error's `detail` and `where`, so only what we name is written. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? error.code : undefined;
  const { name } = error;
  // Of a value that does not fit, its message quotes the value (class 22, data exception), and the stack begins with that.
  const quotes = "severity" in error && String(code).startsWith("22");
  const message = quotes ? "A value was not as PostgreSQL expects it" : error.message;
  const stack = quotes ? error.stack?.replace(error.message, message) : error.stack;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: name, code, message, stack, cause };
}
