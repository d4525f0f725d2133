/** Foreseen errors. `code` is stable: tests and the HTTP room match on it, never on the message. */
export type ErrorCode =
  | "bad-request"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "method-not-allowed"
  | "conflict"
  | "key-reused"
  | "refused"
  | "parked"
  | "stale-revision"
  | "payload-too-large"
  | "unsupported-media-type"
  | "invalid"
  | "machine-threw"
  | "too-many-requests"
  | "busy"
  | "definition"
  | "snapshot-mismatch"
  | "journal-damaged"
  | "setting"
  | "sealed";

/** One thing wrong with the input: where (JSON Pointer, RFC 6901) and what was expected. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

export class ConvokeError extends Error {
  readonly code: ErrorCode;
  /** Extra members of the problem document (RFC 9457 section 3.2). */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; extra?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.extra = options.extra ?? {};
  }
}

export class NotFound extends ConvokeError {
  constructor(thing: string, id: string) {
    super("not-found", `No ${thing} has the id ${id}`);
  }
}

/** Input that does not have the promised shape; says every field at once. */
export class InvalidInput extends ConvokeError {
  constructor(message: string, problems: readonly FieldProblem[], code: ErrorCode = "invalid") {
    super(code, message, { extra: { errors: problems } });
  }
}

/** A workflow that the engine could not run faithfully, named where it is wrong. Raised when it is loaded. */
export class DefinitionError extends ConvokeError {
  constructor(workflow: string, problems: readonly string[]) {
    super(
      "definition",
      `Workflow ${workflow} cannot be loaded:\n${problems.map((p) => `- ${p}`).join("\n")}`,
      {
        extra: { problems },
      },
    );
  }
}

/** A stored snapshot that the definition would silently change when restored. */
export class SnapshotMismatch extends ConvokeError {
  constructor(workflow: string, detail: string) {
    super("snapshot-mismatch", `The stored snapshot does not fit workflow ${workflow}: ${detail}`);
  }
}

/** A guard, assign or delay of the machine threw; the step changed nothing. */
export class MachineThrew extends ConvokeError {
  constructor(workflow: string, eventType: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super("machine-threw", `Workflow ${workflow} threw on ${eventType}: ${reason}`, { cause });
  }
}

/** Nothing is wrong with the work itself: it waits for a better moment. */
export const isBusy = (error: unknown): boolean => error instanceof ConvokeError && error.code === "busy";
