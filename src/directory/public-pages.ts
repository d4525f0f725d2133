/** Publishing what a programme shows to everybody. */
import type { Actor } from "../contract/actor.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Db, Queryable } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { ConsentText, PublicPages, Texts } from "../store/public-pages.ts";
import {
  insertConsentText,
  latestConsentText,
  readPublicPages,
  writePublicPages,
} from "../store/public-pages.ts";

interface Wanted {
  readonly form: boolean;
  readonly page: boolean;
  readonly embedOrigins: readonly string[];
}

/** What the form still needs before it can be published, in words; `languages` are those it speaks. */
export async function missingForForm(
  db: Queryable,
  programmeId: string,
  languages: readonly string[],
): Promise<string[]> {
  if (languages.length === 0) return ["a language of the programme that the form speaks"];
  const consent = await latestConsentText(db, programmeId);
  return languages
    .filter((language) => consent?.texts[language] === undefined)
    .map((language) => `a text to consent to in the language ${language}`);
}

/** Publish or withdraw. Throws `conflict` when the form lacks something. */
export async function changePublicPages(
  db: Db,
  programmeId: string,
  wanted: Wanted,
  { languages, now }: { readonly languages: readonly string[]; readonly now: Date },
): Promise<PublicPages> {
  return await inTransaction(db, async (tx) => {
    const before = await readPublicPages(tx, programmeId);
    const missing = wanted.form ? await missingForForm(tx, programmeId, languages) : [];
    if (missing.length > 0)
      throw new ConvokeError("conflict", `The form cannot be published without ${missing.join("; ")}`, {
        extra: { missing },
      });
    const pages = {
      formPublishedAt: wanted.form ? (before.formPublishedAt ?? now) : null,
      pagePublishedAt: wanted.page ? (before.pagePublishedAt ?? now) : null,
      embedOrigins: [...new Set(wanted.embedOrigins)],
    };
    await writePublicPages(tx, programmeId, pages);
    return pages;
  });
}

/**
 * The next version of what people agree to; the ones before stay, for those who agreed to them. Throws `conflict` when the
 * form is published and would lose the text of one of its languages.
 */
export async function publishConsentText(
  db: Db,
  programmeId: string,
  texts: Texts,
  { by, languages, now }: { readonly by: Actor; readonly languages: readonly string[]; readonly now: Date },
): Promise<ConsentText> {
  return await inTransaction(db, async (tx) => {
    const { formPublishedAt } = await readPublicPages(tx, programmeId);
    const lost = languages.filter((language) => texts[language] === undefined);
    if (formPublishedAt !== null && lost.length > 0)
      throw new ConvokeError(
        "conflict",
        `The form is published in ${languages.join(", ")}; the new text lacks ${lost.join(", ")}`,
      );
    return await insertConsentText(tx, programmeId, { texts, publishedAt: now, publishedBy: by.id });
  });
}
