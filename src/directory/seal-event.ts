/** Words that people wrote are sealed before the step: the journal then carries `sealed:<id>` in their place. */
import type { Json, JsonObject } from "../../workflows/workflow.ts";
import type { z } from "zod";
import { definitionOf } from "../lib/zod-definition.ts";
import type { Directory } from "./directory.ts";
import { openRecords, sealRecord } from "./people.ts";

const SEALED = "sealed:";
const REFERENCE = /^sealed:([0-9a-f-]{36})$/;

/** The data with every free text of the schema sealed under the party's key, or under a key of its own without a party. */
export async function sealWords(
  directory: Directory,
  schema: z.ZodType,
  data: JsonObject,
  about: { readonly partyId: string | undefined; readonly event: string },
): Promise<JsonObject> {
  const seal = async (text: string, path: string): Promise<string> => {
    const purpose = `event/${about.event}${path}`;
    return `${SEALED}${await sealRecord(directory, about.partyId, { purpose, text })}`;
  };
  return (await walk(schema, data, "", seal)) as JsonObject;
}

/** The same data with the words back in their places; erased ones stay references. */
export async function openWords(directory: Directory, rows: readonly JsonObject[]): Promise<JsonObject[]> {
  const opened = await openRecords(directory, referencesIn(rows));
  return mapStrings([...rows], (text) => {
    const [, id] = REFERENCE.exec(text) ?? [];
    return id === undefined ? text : (opened.get(id)?.text ?? text);
  }) as JsonObject[];
}

/** Ids of the sealed records that an event, or several, refer to. */
export function referencesIn(value: JsonObject | readonly JsonObject[]): string[] {
  const ids = new Set<string>();
  mapStrings(value, (text) => {
    const [, id] = REFERENCE.exec(text) ?? [];
    if (id !== undefined) ids.add(id);
    return text;
  });
  return [...ids];
}

type Seal = (text: string, path: string) => Promise<string>;

async function walk(
  schema: z.ZodType,
  value: Json | undefined,
  path: string,
  seal: Seal,
): Promise<Json | undefined> {
  if (value === undefined || value === null) return value;
  if (schema.meta()?.["sealed"] === true) return typeof value === "string" ? await seal(value, path) : value;
  const { type, innerType, element, shape } = definitionOf(schema);
  if (innerType !== undefined) return await walk(innerType, value, path, seal);
  if (type === "array" && element !== undefined && Array.isArray(value)) {
    const items: Json[] = [];
    for (const [index, item] of value.entries()) {
      items.push((await walk(element, item as Json, `${path}/${index}`, seal)) ?? null);
    }
    return items;
  }
  if (type === "object" && shape !== undefined && typeof value === "object" && !Array.isArray(value)) {
    const members: Record<string, Json> = {};
    for (const [key, member] of Object.entries(value)) {
      const below = shape[key];
      const sealed = below === undefined ? member : await walk(below, member as Json, `${path}/${key}`, seal);
      if (sealed !== undefined) members[key] = sealed as Json;
    }
    return members;
  }
  return value;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapStrings(member, change)]));
}
