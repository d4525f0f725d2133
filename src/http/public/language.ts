/** In which language a public page speaks: the asked for, else what the browser likes best, within the programme's own. */
import type { Request } from "express";
import type { Labels } from "../../contract/taxonomies.ts";
import { escapeHtml } from "../html.ts";
import type { Messages } from "./messages/en.ts";
import { en } from "./messages/en.ts";
import type { Say } from "./messages/index.ts";
import { catalogues, sayIn } from "./messages/index.ts";

export interface Spoken {
  /** BCP 47, as the programme has it. */
  readonly code: string;
  readonly say: Say;
}

/** `pt-BR` is spoken in the words of `pt`. */
const catalogueOf = (language: string): Messages | undefined => catalogues.get(language.split("-")[0] ?? "");

/** Those of the programme's languages that our pages speak. */
export const spokenOf = (languages: readonly string[]): string[] =>
  languages.filter((language) => catalogueOf(language) !== undefined);

/** English for a programme none of whose languages our pages speak, so that staff see something. */
export function chooseLanguage(request: Request, languages: readonly string[]): Spoken {
  const offered = spokenOf(languages);
  const { lang } = request.query;
  const asked = offered.find((language) => language === lang);
  const liked = offered.length === 0 ? false : request.acceptsLanguages(...offered);
  return speak(asked ?? (liked === false ? (offered[0] ?? "en") : liked));
}

const speak = (code: string): Spoken => ({ code, say: sayIn(catalogueOf(code) ?? en) });

/** What a language is called in itself. */
export const nameOf = (language: string): string => catalogueOf(language)?.language ?? language;

/** A text in the page's language, or the nearest there is; `lang` where it is another one, for whoever reads it aloud. */
export interface Worded {
  readonly text: string;
  readonly lang: string | undefined;
}

export function wordedIn(code: string, labels: Labels): Worded {
  const base = code.split("-")[0] ?? code;
  for (const language of [code, base]) {
    const text = labels[language];
    if (text !== undefined) return { text, lang: undefined };
  }
  const [language, text] =
    labels["en"] === undefined ? (Object.entries(labels)[0] ?? []) : ["en", labels["en"]];
  return { text: text ?? "", lang: language };
}

/** ` lang="en"`, or nothing. */
export const langOf = ({ lang }: Worded): string => (lang === undefined ? "" : ` lang="${escapeHtml(lang)}"`);

/** `2013-05` as `May 2013`. */
export const monthIn = (code: string, month: string): string =>
  new Intl.DateTimeFormat(code, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month.slice(0, 7)}-01T00:00:00Z`),
  );

export const dayIn = (code: string, day: Date): string =>
  new Intl.DateTimeFormat(code, { dateStyle: "long", timeZone: "UTC" }).format(day);
