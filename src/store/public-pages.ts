/** What a programme shows to everybody, and the texts on it. */
import type { Queryable, Tx } from "./database.ts";

export interface PublicPages {
  /** Null while strangers find no form. */
  readonly formPublishedAt: Date | null;
  readonly pagePublishedAt: Date | null;
  /** Such as `https://www.example.org`. */
  readonly embedOrigins: readonly string[];
}

const NOTHING: PublicPages = { formPublishedAt: null, pagePublishedAt: null, embedOrigins: [] };

export async function readPublicPages(db: Queryable, programmeId: string): Promise<PublicPages> {
  const { rows } = await db.query<PublicPages>(
    `select form_published_at as "formPublishedAt", page_published_at as "pagePublishedAt",
       embed_origins as "embedOrigins"
     from public_pages where programme_id = $1`,
    [programmeId],
  );
  return rows[0] ?? NOTHING;
}

export async function writePublicPages(
  db: Queryable,
  programmeId: string,
  pages: PublicPages,
): Promise<void> {
  await db.query(
    `insert into public_pages (programme_id, form_published_at, page_published_at, embed_origins)
     values ($1, $2, $3, $4)
     on conflict (programme_id) do update
     set form_published_at = $2, page_published_at = $3, embed_origins = $4`,
    [programmeId, pages.formPublishedAt, pages.pagePublishedAt, pages.embedOrigins],
  );
}

/** Text by language. */
export type Texts = Readonly<Record<string, string>>;

/** What people agree to; a version is never changed. */
export interface ConsentText {
  readonly version: number;
  readonly texts: Texts;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

/** The newest first. */
export async function listConsentTexts(db: Queryable, programmeId: string): Promise<ConsentText[]> {
  const { rows } = await db.query<ConsentText>(
    `select version, texts, published_at as "publishedAt", published_by as "publishedBy"
     from consent_text where programme_id = $1 order by version desc`,
    [programmeId],
  );
  return rows;
}

export async function latestConsentText(
  db: Queryable,
  programmeId: string,
): Promise<ConsentText | undefined> {
  const { rows } = await db.query<ConsentText>(
    `select version, texts, published_at as "publishedAt", published_by as "publishedBy"
     from consent_text where programme_id = $1 order by version desc limit 1`,
    [programmeId],
  );
  return rows[0];
}

/** The next version. The lock keeps apart two who publish at once, who would take the same number. */
export async function insertConsentText(
  tx: Tx,
  programmeId: string,
  { texts, publishedAt, publishedBy }: Omit<ConsentText, "version">,
): Promise<ConsentText> {
  await tx.query("select 1 from programme where id = $1 for update", [programmeId]);
  const { rows } = await tx.query<ConsentText>(
    `insert into consent_text (programme_id, version, texts, published_at, published_by)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from consent_text where programme_id = $1
     returning version, texts, published_at as "publishedAt", published_by as "publishedBy"`,
    [programmeId, texts, publishedAt, publishedBy],
  );
  const [made] = rows;
  if (made === undefined) throw new Error("The consent text was not kept");
  return made;
}

/** What the programme's page says in one language. */
export interface ProgrammeText {
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  readonly benefits: readonly { readonly audience: string; readonly text: string }[];
  readonly faq: readonly { readonly question: string; readonly answer: string }[];
  /** What the letter that confirms a message says first; null for our own words. */
  readonly acknowledgement: string | null;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export async function listProgrammeTexts(db: Queryable, programmeId: string): Promise<ProgrammeText[]> {
  const { rows } = await db.query<ProgrammeText>(
    `select language, title, summary, benefits, faq, acknowledgement, updated_at as "updatedAt", updated_by as "updatedBy"
     from programme_text where programme_id = $1 order by language`,
    [programmeId],
  );
  return rows;
}

export async function writeProgrammeText(
  db: Queryable,
  programmeId: string,
  text: ProgrammeText,
): Promise<void> {
  await db.query(
    `insert into programme_text (programme_id, language, title, summary, benefits, faq, updated_at, updated_by, acknowledgement)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (programme_id, language) do update
     set title = $3, summary = $4, benefits = $5, faq = $6, updated_at = $7, updated_by = $8,
       acknowledgement = $9`,
    [
      programmeId,
      text.language,
      text.title,
      text.summary,
      JSON.stringify(text.benefits),
      JSON.stringify(text.faq),
      text.updatedAt,
      text.updatedBy,
      text.acknowledgement,
    ],
  );
}

/** The programme's languages (BCP 47), the one that is tried first in front. */
export async function readLanguages(db: Queryable, programmeId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ languages: readonly string[] }>(
    "select languages from programme where id = $1",
    [programmeId],
  );
  return rows[0]?.languages ?? [];
}
