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
