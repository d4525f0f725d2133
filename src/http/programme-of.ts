import type { Actor } from "../contract/actor.ts";
import { SYSTEM } from "../contract/actor.ts";
import { InvalidInput } from "../lib/errors.ts";
import type { Programme } from "../store/programmes.ts";
import { listProgrammes, readProgramme } from "../store/programmes.ts";
import type { Api } from "./api.ts";

/** The programme a body or query names by slug or id, if the caller has a part in it. Throws `invalid` or `bad-request`. */
export async function programmeOf(
  { db }: Api,
  named: string,
  actor: Actor,
  at: "body" | "query" = "body",
): Promise<Programme> {
  const programme = await readProgramme(db, named, actor);
  if (programme !== undefined) return programme;
  const problem = {
    pointer: "/programme",
    detail: "expected the slug or id of a programme you have a part in",
  };
  throw new InvalidInput(
    `There is no programme ${named} for you`,
    [problem],
    at === "body" ? "invalid" : "bad-request",
  );
}

/** Slugs by id, for presenting. */
export async function programmeSlugs({ db }: Api): Promise<Map<string, string>> {
  return new Map((await listProgrammes(db, SYSTEM)).map(({ id, slug }) => [id, slug]));
}
