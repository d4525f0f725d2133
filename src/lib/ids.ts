import { v7 } from "uuid";

/** A new UUIDv7: sortable by time of making, which keeps index pages warm. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => UUID.test(text);

/**
 * A short code a person can read out: the last eight hex digits. The first eight of a UUIDv7 are its minute, so that
 * two engagements of the same minute would share them.
 */
export const referenceOf = (id: string): string => id.slice(-8);

/** “Your reference: 1f2e3d4c”, `[1f2e3d4c]`, the whole id, or four digits of its end and more; undefined when there is none. */
export function referenceIn(text: string): string | undefined {
  const [, last = ""] = /([\da-f-]+)[^\da-z]*$/i.exec(text) ?? [];
  const asked = last.toLowerCase();
  return isId(asked) || /^[\da-f]{4,8}$/.test(asked) ? asked : undefined;
}
