import type { IdOf } from "./shape.ts";

/** What can be picked by name in place of an id, by what it is the id of; what is not here is typed. */
export type Picks = { readonly [Of in IdOf]?: readonly { readonly value: string; readonly label: string }[] };
