/** Every list, search, count and export of the API's document, with every filter that its description names. */
import type { z } from "zod";
import type { Operation } from "../../src/http/operation.ts";
import { isId } from "../../src/lib/ids.ts";

export interface Search {
  readonly one: Operation;
  readonly path: string;
  /** What was asked for; empty where nothing was. */
  readonly said: string;
}

/** Each filter is set to each of these words and ids that may stand in it. */
export function searchesFor(operations: readonly Operation[], values: readonly string[]): Search[] {
  return operations
    .filter(({ method, path, needs }) => method === "get" && !path.includes("{") && needs !== "anybody")
    .flatMap((one) => {
      const names = Object.keys((one.query as z.ZodObject | undefined)?.shape ?? {});
      const filters = names.filter((name) => name !== "limit" && name !== "cursor");
      const filtered = filters.flatMap((name) =>
        values
          .filter(
            (value) => isId(value) === /instance|source|owner|person|subject|actor|organisation/.test(name),
          )
          .map((said) => ({ one, path: `${one.path}?${name}=${encodeURIComponent(said)}`, said })),
      );
      return [{ one, path: one.path, said: "" }, ...filtered];
    });
}
