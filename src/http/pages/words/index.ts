/** A language is one file of this folder and one line here. */
import type { Request } from "express";
import type { Words } from "./en.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

export type { Words } from "./en.ts";

const catalogues: Readonly<Record<string, Words>> = { en, fr };

/** In the language that the browser likes best of those we speak, else in English. */
export function wordsFor(request: Pick<Request, "acceptsLanguages">): Words {
  const liked = request.acceptsLanguages(...Object.keys(catalogues));
  return (liked === false ? undefined : catalogues[liked]) ?? en;
}
