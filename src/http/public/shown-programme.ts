/** The programme that a public page is about, and whether whoever asks may see it. */
import type { Request } from "express";
import { viewFor } from "../../auth/may-know.ts";
import { SYSTEM } from "../../contract/actor.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Programme } from "../../store/programmes.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { PublicPages } from "../../store/public-pages.ts";
import { latestConsentText, readLanguages, readPublicPages } from "../../store/public-pages.ts";
import type { Api } from "../api.ts";
import { signedIn } from "../pages/browser.ts";
import { chooseLanguage, spokenOf, type Spoken } from "./language.ts";

export interface ShownProgramme {
  readonly programme: Programme;
  readonly pages: PublicPages;
  /** Those of the programme's languages that our pages speak. */
  readonly languages: readonly string[];
  readonly spoken: Spoken;
  /** Staff look at it; it may not be published, and nothing is sent. */
  readonly isPreview: boolean;
}

const SLUG = /^[a-z0-9-]{1,64}$/;

/** Throws `not-found` for what is not published, in the same words as for what does not exist. */
export async function shownProgramme(
  api: Api,
  request: Request,
  what: "form" | "page",
): Promise<ShownProgramme> {
  const slug = String(request.params["slug"]);
  const programme = SLUG.test(slug) ? await readProgramme(api.db, slug, SYSTEM) : undefined;
  if (programme === undefined) throw new NotFound(what, slug);
  const pages = await readPublicPages(api.db, programme.id);
  const isPreview = request.query["preview"] !== undefined && (await mayPreview(api, request, programme));
  const publishedAt = what === "form" ? pages.formPublishedAt : pages.pagePublishedAt;
  if (publishedAt === null && !isPreview) throw new NotFound(what, slug);
  const all = spokenOf(await readLanguages(api.db, programme.id));
  const languages = what === "page" || isPreview ? all : await withConsentText(api, programme, all);
  return { programme, pages, languages, spoken: chooseLanguage(request, languages), isPreview };
}

/** A language may have been added since the form was published. Nobody is asked to agree to what is not there. */
async function withConsentText(
  { db }: Api,
  { id }: Programme,
  languages: readonly string[],
): Promise<readonly string[]> {
  const consent = await latestConsentText(db, id);
  return languages.filter((language) => consent?.texts[language] !== undefined);
}

/** Whoever may read the programme's public pages over the API, signed in on this browser. */
async function mayPreview(api: Api, request: Request, { id }: Programme): Promise<boolean> {
  const caller = await signedIn(api, request);
  const need = { data: "public pages", act: "read" } as const;
  return (
    caller !== undefined && viewFor(caller.actor, { data: need.data, programmeId: id }, need) !== undefined
  );
}
