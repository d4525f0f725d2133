import type { Mapping } from "../intake/mapping.ts";
import { mappingSchema } from "../intake/mapping.ts";
import { InvalidInput, NotFound } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import type { Source } from "../store/sources.ts";
import { readSource } from "../store/sources.ts";
import type { Asking } from "./operation.ts";

/** A source the caller may know. Throws `not-found` or `forbidden`. */
export async function findSource({ api, actor, demand }: Asking, idOrSlug: string): Promise<Source> {
  const found = await readSource(api.db, idOrSlug, actor);
  if (found === undefined) throw new NotFound("source", idOrSlug);
  demand({ programmeId: found.programmeId, thing: "source", id: idOrSlug });
  return found;
}

/** As a caller wrote it. Throws `invalid`, naming the field. */
export function readMapping(mapping: unknown): Mapping | undefined {
  if (mapping === undefined) return undefined;
  const parsed = mappingSchema.safeParse(mapping);
  if (parsed.success) return parsed.data;
  throw new InvalidInput("The mapping is not as expected", fieldProblems(parsed.error, "/mapping"));
}
