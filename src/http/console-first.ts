/** What a page of the console will ask for, told with the page: a browser that knows asks while the scripts still come. */
import type { Request } from "express";
import { SYSTEM } from "../contract/actor.ts";
import { readProgramme } from "../store/programmes.ts";
import type { Api } from "./api.ts";
import { authenticate } from "./middleware/authenticate.ts";

/** Today's rows; undefined for other pages, and for whoever would be refused them: an administrator has none. */
export async function firstAskedBy(api: Api, request: Request): Promise<string | undefined> {
  const [, slug] = /^\/console\/p\/([\w-]+)\/today$/.exec(request.path) ?? [];
  if (slug === undefined) return undefined;
  const caller = await authenticate(api, request).catch(() => undefined);
  const held = caller?.grants.filter(({ role }) => role !== "admin") ?? [];
  if (held.length === 0) return undefined;
  if (slug === "all") return "/api/v1/today";
  const programme = await readProgramme(api.db, slug, SYSTEM);
  const isTheirs = held.some(({ programmeId }) => programmeId === null || programmeId === programme?.id);
  return programme !== undefined && isTheirs ? `/api/v1/today?programme=${slug}` : undefined;
}
