import { z } from "zod";
import {
  changeProgrammeText,
  changePublicPages,
  consentText,
  consentTextPage,
  newConsentText,
  programmeText,
  programmeTextPage,
  publicPages as publicPagesShape,
} from "../../contract/public-pages.ts";
import {
  changePublicPages as change,
  missingForForm,
  publishConsentText,
} from "../../directory/public-pages.ts";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import type { Programme } from "../../store/programmes.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { ConsentText, ProgrammeText, PublicPages } from "../../store/public-pages.ts";
import {
  listConsentTexts,
  listProgrammeTexts,
  readLanguages,
  readPublicPages,
  writeProgrammeText,
} from "../../store/public-pages.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { publicGroups } from "../public/groups.ts";
import { spokenOf } from "../public/language.ts";

const params = z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) });
const reads = { data: "public pages", act: "read" } as const;
const keeps = { data: "public pages", act: "keep" } as const;
const tag = "public pages";

export const publicPages: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/programmes/{id}/public-pages",
    id: "getPublicPages",
    tag,
    summary: "What of a programme everybody can see, and what its form still needs",
    needs: reads,
    params,
    success: { status: 200, description: "As it is now.", schema: publicPagesShape },
    problems: ["not-found"],
    async handle(call) {
      const { programme, languages } = await find(call, call.params.id);
      const pages = await readPublicPages(call.api.db, programme.id);
      return { body: await present(call.api, { programme, languages, pages }) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/programmes/{id}/public-pages",
    id: "changePublicPages",
    tag,
    summary: "Publish or withdraw a programme's form and page, and name the sites that may show the form",
    description:
      "The form needs a text to consent to in each of the programme's languages. What is not published answers 404 to strangers; staff " +
      "who are signed in see it with `?preview`.",
    needs: keeps,
    params,
    body: changePublicPages,
    success: { status: 200, description: "As it is now.", schema: publicPagesShape },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { programme, languages } = await find(call, call.params.id);
      const now = await call.api.engine.now();
      const pages = await change(call.api.db, programme.id, call.body, { languages, now });
      return { body: await present(call.api, { programme, languages, pages }) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/programmes/{id}/consent-texts",
    id: "listConsentTexts",
    tag,
    summary: "Every version of the text that people agree to when they send the form, the newest first",
    needs: reads,
    params,
    success: { status: 200, description: "All of them.", schema: consentTextPage },
    problems: ["not-found"],
    async handle(call) {
      const { programme } = await find(call, call.params.id);
      const items = (await listConsentTexts(call.api.db, programme.id)).map(presentConsent);
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/programmes/{id}/consent-texts",
    id: "publishConsentText",
    tag,
    summary: "Publish the next version of the text that people agree to",
    description:
      "It counts from now on. The versions before stay readable: an engagement says which one was agreed to, and when.",
    needs: keeps,
    params,
    body: newConsentText,
    success: { status: 201, description: "The new version.", schema: consentText },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { programme, languages } = await find(call, call.params.id);
      const how = { by: call.actor, languages, now: await call.api.engine.now() };
      const made = await publishConsentText(call.api.db, programme.id, call.body.texts, how);
      return { body: presentConsent(made) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/programmes/{id}/texts",
    id: "listProgrammeTexts",
    tag,
    summary: "What a programme's page says, by language",
    needs: reads,
    params,
    success: { status: 200, description: "All of them.", schema: programmeTextPage },
    problems: ["not-found"],
    async handle(call) {
      const { programme } = await find(call, call.params.id);
      const items = (await listProgrammeTexts(call.api.db, programme.id)).map(presentText);
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/programmes/{id}/texts/{language}",
    id: "changeProgrammeText",
    tag,
    summary: "Say what a programme's page says in one of its languages (S-023, S-024)",
    needs: keeps,
    params: params.extend({ language: z.string().max(100).meta({ description: "BCP 47." }) }),
    body: changeProgrammeText,
    success: { status: 200, description: "The text.", schema: programmeText },
    problems: ["not-found"],
    async handle(call) {
      const { id, language } = call.params;
      const { programme, all } = await find(call, id);
      if (!all.includes(language))
        throw new InvalidInput(`The programme does not speak ${language}`, [
          { pointer: "/language", detail: `expected one of the programme's languages: ${all.join(", ")}` },
        ]);
      const updatedAt = await call.api.engine.now();
      const text: ProgrammeText = { language, ...call.body, updatedAt, updatedBy: call.actor.id };
      await writeProgrammeText(call.api.db, programme.id, text);
      return { body: presentText(text) };
    },
  }),
];

interface Found {
  readonly programme: Programme;
  /** Those that our pages speak. */
  readonly languages: readonly string[];
}

async function find(
  { api, actor, demand }: Asking,
  idOrSlug: string,
): Promise<Found & { readonly all: readonly string[] }> {
  const programme = await readProgramme(api.db, idOrSlug, actor);
  if (programme === undefined) throw new NotFound("programme", idOrSlug);
  demand({ programmeId: programme.id, thing: "programme", id: idOrSlug });
  const all = await readLanguages(api.db, programme.id);
  return { programme, languages: spokenOf(all), all };
}

async function present(
  { db, publicUrl }: Api,
  { programme: { id, slug }, languages, pages }: Found & { readonly pages: PublicPages },
): Promise<z.output<typeof publicPagesShape>> {
  const [consent] = await listConsentTexts(db, id);
  const { hidden } = await publicGroups(db, id);
  return {
    form: { url: `${publicUrl}/forms/${slug}`, publishedAt: pages.formPublishedAt?.toISOString() ?? null },
    page: {
      url: `${publicUrl}/programmes/${slug}`,
      publishedAt: pages.pagePublishedAt?.toISOString() ?? null,
    },
    embedOrigins: [...pages.embedOrigins],
    languages: [...languages],
    consentVersion: consent?.version ?? null,
    missing: await missingForForm(db, id, languages),
    hiddenGroups: hidden,
  };
}

const presentConsent = ({ publishedAt, texts, ...rest }: ConsentText): z.output<typeof consentText> => ({
  ...rest,
  texts: { ...texts },
  publishedAt: publishedAt.toISOString(),
});

const presentText = ({
  updatedAt,
  benefits,
  faq,
  ...rest
}: ProgrammeText): z.output<typeof programmeText> => ({
  ...rest,
  benefits: [...benefits],
  faq: [...faq],
  updatedAt: updatedAt.toISOString(),
});
