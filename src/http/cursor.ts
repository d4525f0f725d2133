import { InvalidInput } from "../lib/errors.ts";
import { isId } from "../lib/ids.ts";

/** The place after the last row of a page, opaque to callers. */
export interface Cursor {
  readonly createdAt: Date;
  readonly id: string;
}

function writeCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`, "utf8").toString("base64url");
}

/** Throws `bad-request` for anything we did not write. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const [instant = "", id = ""] = Buffer.from(text, "base64url").toString("utf8").split(" ");
  const createdAt = new Date(instant);
  if (Number.isNaN(createdAt.getTime()) || !isId(id)) throw notOurs();
  return { createdAt, id };
}

/** A page from one row more than asked for: the extra row only says that there is a next page. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => Cursor,
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    next: rows.length > limit && last !== undefined ? writeCursor(place(last)) : null,
  };
}

/** The place after the last row of a list that is sorted by an instant, or (null) by what stands in no cursor. */
export interface LineCursor {
  readonly id: string;
  readonly at: Date | null;
}

export const writeLineCursor = ({ id, at }: LineCursor): string =>
  at === null ? id : writeCursor({ id, createdAt: at });

/** Throws `bad-request` for anything we did not write. */
export function readLineCursor(text: string | undefined): LineCursor | undefined {
  if (text === undefined) return undefined;
  if (isId(text)) return { id: text, at: null };
  const cursor = readCursor(text);
  return cursor === undefined ? undefined : { id: cursor.id, at: cursor.createdAt };
}

/** Where the order is not told by the row alone, such as in a search, the cursor is the last row's id. */
export function pageById<Row>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
): { items: readonly Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? idOf(last) : null };
}

/** Throws `bad-request` for anything we did not write. */
export function readIdCursor(text: string | undefined): string | undefined {
  if (text === undefined || isId(text)) return text;
  throw notOurs();
}

const notOurs = (): InvalidInput =>
  new InvalidInput(
    "The cursor is not one of ours",
    [{ pointer: "/cursor", detail: "expected `next` of the page before" }],
    "bad-request",
  );
