/** References in an effect's data, `sealed:<uuid>`, and the words they stand for. */
import type { Json, JsonObject } from "../../workflows/workflow.ts";

const SEALED = /^sealed:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Ids of the sealed records that the data refers to. */
export function sealedIds(value: Json): string[] {
  if (typeof value === "string") {
    const id = SEALED.exec(value)?.[1];
    return id === undefined ? [] : [id];
  }
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(sealedIds);
}

/** The data with every reference replaced by what was opened for it; one that is not there is left out. */
export function withOpened(data: JsonObject, opened: ReadonlyMap<string, { text: string }>): JsonObject {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const open = openedValue(value, opened);
      return open === undefined ? [] : [[key, open]];
    }),
  );
}

function openedValue(value: Json, opened: ReadonlyMap<string, { text: string }>): Json | undefined {
  if (typeof value === "string") {
    const id = SEALED.exec(value)?.[1];
    return id === undefined ? value : opened.get(id)?.text;
  }
  if (Array.isArray(value)) {
    return value.map((item: Json) => openedValue(item, opened)).filter((item) => item !== undefined);
  }
  if (value === null || typeof value !== "object") return value;
  return withOpened(value as JsonObject, opened);
}
