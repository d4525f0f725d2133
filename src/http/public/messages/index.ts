/** What public pages say, by language. A language is one file of this folder and one line here. */
import type { MessageKey, Messages } from "./en.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pt } from "./pt.ts";

export const catalogues: ReadonlyMap<string, Messages> = new Map(Object.entries({ en, fr, es, pt, it }));

/** The message with its placeholders filled in. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

export const sayIn =
  (messages: Messages): Say =>
  (key, values = {}) =>
    messages[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
