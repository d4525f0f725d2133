import type { z } from "zod";
import type { FieldProblem } from "./errors.ts";
import { speakFieldWords } from "./field-words.ts";

// Whoever tells field problems has them in our words; zod puts them together while it parses.
speakFieldWords();

/** zod's findings as JSON Pointers (RFC 6901) with what was expected. */
export function fieldProblems(error: z.ZodError, base = ""): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        pointer: pointer(base, [...issue.path, key]),
        detail: issue.message,
      }));
    }
    return [{ pointer: pointer(base, issue.path), detail: issue.message }];
  });
}

/** All of zod's findings as one line for a message that a person reads. */
export const problemText = (error: z.ZodError): string =>
  fieldProblems(error)
    .map(({ pointer: at, detail }) => `${at} ${detail}`.trim())
    .join("; ");

function pointer(base: string, path: readonly PropertyKey[]): string {
  return base + path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
