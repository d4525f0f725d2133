import type { JsonObject } from "../../workflows/workflow.ts";
import type { Act } from "../audit/trail.ts";
import type { Actor } from "../contract/actor.ts";
import { isId } from "../lib/ids.ts";
import { HOUSE } from "../store/audit.ts";
import { programmesOfSubjects } from "../store/audit-subjects.ts";
import type { Api } from "./api.ts";
import type { Audited } from "./audited.ts";
import type { Operation, Reply } from "./operation.ts";

/** A call as it was parsed. */
export interface Called {
  readonly actor: Actor;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Keep that the caller saw or changed this, before the answer leaves: what was not kept was not shown. A list is one row in
 * each programme whose records are on the page, with the names of the filters; of their values ids only, since the rest may
 * be somebody's name.
 */
export async function recordCall(
  api: Pick<Api, "db" | "trail">,
  operation: Pick<Operation, "id">,
  audited: Audited,
  answered: { readonly call: Called; readonly reply: Reply },
): Promise<void> {
  await api.trail.record(await actsOf(api, operation, audited, answered));
}

/** What the trail keeps of it. */
export async function actsOf(
  api: Pick<Api, "db">,
  operation: Pick<Operation, "id">,
  audited: Audited,
  { call, reply }: { readonly call: Called; readonly reply: Reply },
): Promise<Act[]> {
  const { act, kind } = audited;
  const { ids, isList } = shownBy(call, reply);
  const places = await placesOf(api, audited, call, ids);
  const filters = filtersOf(call.query);
  return [...places].map(([programmeId, count]): Act => ({
    programmeId,
    actorId: call.actor.id,
    onBehalfOf: null,
    act,
    subjectKind: kind,
    subjectId: isList ? null : (ids[0] ?? null),
    detail: {
      operation: operation.id,
      ...(filters.length > 0 ? { filters } : {}),
      ...(isList ? { count } : {}),
    } satisfies JsonObject,
  }));
}

/** Ids of what the answer shows, as the path or the body names them. */
function shownBy({ params }: Called, { body }: Reply): { ids: string[]; isList: boolean } {
  const { items, id } = (body ?? {}) as { items?: unknown; id?: unknown };
  const named = Object.values((params ?? {}) as Record<string, unknown>)[0];
  if (typeof named === "string") return { ids: [named], isList: false };
  if (Array.isArray(items)) return { ids: items.flatMap((item) => idOf(item)), isList: true };
  return { ids: typeof id === "string" ? [id] : [], isList: false };
}

const idOf = (item: unknown): string[] =>
  typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" ? [item.id] : [];

/** Each programme with how many of them stand in it; the house for what stands in none, and for a page without rows. */
async function placesOf(
  { db }: Pick<Api, "db">,
  { placed }: Audited,
  { query, body }: Called,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = placed === null ? new Map<string, number>() : await programmesOfSubjects(db, placed, ids);
  if (found.size > 0) return found;
  const named = programmeIn(query) ?? programmeIn(body);
  const [programmeId] =
    named === undefined ? [] : (await programmesOfSubjects(db, "programme", [named])).keys();
  return new Map([[programmeId ?? HOUSE, ids.length]]);
}

function programmeIn(value: unknown): string | undefined {
  const { programme } = (value ?? {}) as { programme?: unknown };
  return typeof programme === "string" ? programme : undefined;
}

const PAGING = new Set(["limit", "cursor", "sort"]);

const filtersOf = (query: unknown): string[] =>
  Object.entries((query ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => value !== undefined && value !== "" && !PAGING.has(name))
    .map(([name, value]) => (typeof value === "string" && isId(value) ? `${name}=${value}` : name));
