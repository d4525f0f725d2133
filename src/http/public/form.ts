/** A programme's own form: shown, checked, taken in as a delivery, and thanked for (S-018, S-020, S-021, S-022). */
import express from "express";
import type { Request, RequestHandler, Response, Router } from "express";
import { issuePageToken } from "../../intake/own-form/page-token.ts";
import { createTakeSubmission } from "../../intake/own-form/take-submission.ts";
import { askForWork } from "../../intake/own-form/work.ts";
import { isOwnFormPaused } from "../../intake/sources.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { escapeHtml } from "../html.ts";
import { addressOf } from "../middleware/address.ts";
import { allowOnly } from "../middleware/allow-only.ts";
import { goTo, privately } from "../pages/browser.ts";
import { allowFraming, embedPage, refuseUnknownSites } from "./embed.ts";
import { formOptions } from "./form-options.ts";
import { formView } from "./form-view.ts";
import { publicPage, type Layout } from "./layout.ts";
import { oneOf, readForm, typedIn, type FormError, type Typed } from "./read-form.ts";
import { shownProgramme, type ShownProgramme } from "./shown-programme.ts";

/** A form that is all of one programme's lists and a long letter. */
const FORM_BYTES_MAX = "256kb";
const FORM_FIELDS_MAX = 300;

export function serveForm(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const take = createTakeSubmission(api.intake);
  const { master } = api.intake.vault;
  const readBody = express.urlencoded({
    limit: FORM_BYTES_MAX,
    extended: false,
    parameterLimit: FORM_FIELDS_MAX,
  });

  for (const place of ["/forms/:slug", "/forms/:slug/framed"]) {
    router.get(place, async (request, response) => {
      const shown = await shownForm(api, request, response);
      if (await isClosed(api, shown)) return sendClosed(response, shown);
      const pageToken = issuePageToken(master, shown.programme.id, await api.engine.now());
      await sendForm(api, response, shown, { pageToken });
    });

    router.post(place, tellWhenTooMany(api), readBody, async (request, response) => {
      const shown = await shownForm(api, request, response);
      refuseUnknownSites(request, response, api.publicUrl, shown.pages.embedOrigins);
      const { programme, spoken, isPreview } = shown;
      const typed = typedIn(request.body);
      const pageToken = oneOf(typed, "page");
      const options = await formOptions(api.db, programme.id, spoken);
      const read = readForm(typed, options, { language: spoken.code, page: pageToken });
      const now = await api.engine.now();
      if (read.kind === "errors") {
        // The page was first shown when it was: its token stays, so that correcting takes no longer than it takes.
        const kept = pageToken === "" ? issuePageToken(master, programme.id, now) : pageToken;
        return await sendForm(api, response, shown, { pageToken: kept, typed, errors: read.errors });
      }
      if (!isPreview) {
        const evidence = { pageToken, website: oneOf(typed, "website"), work: oneOf(typed, "work") };
        await take({ programmeId: programme.id, submission: read.submission, evidence, now });
      }
      goTo(response, `${pathOf(shown)}/thanks?${queryOf(shown)}`);
    });

    router.get(`${place}/thanks`, async (request, response) => {
      const shown = await shownForm(api, request, response);
      sendPublic(
        response,
        200,
        { ...layoutOf(shown), title: shown.spoken.say("thanksTitle") },
        thanks(shown, await isClosed(api, shown)),
      );
    });
    router.all(`${place}/thanks`, allowOnly("GET"));
    router.all(place, allowOnly("GET", "POST"));
  }

  router.get("/forms/:slug/work", async (request, response) => {
    await api.limits.tried("form-work", addressOf(request));
    const { programme } = await shownProgramme(api, request, "form");
    const work = await askForWork(master, programme.id, await api.engine.now());
    response.set("Cache-Control", "no-store").json(work);
  });
  router.all("/forms/:slug/work", allowOnly("GET"));

  router.get("/forms/:slug/embed", async (request, response) => {
    const shown = await shownProgramme(api, request, "form");
    const title = shown.spoken.say("embedTitle", { programme: shown.programme.name });
    const switching = { languages: shown.languages, path: `/forms/${shown.programme.slug}/embed` };
    sendPublic(response, 200, { spoken: shown.spoken, title, switching }, embedPage(shown, api.publicUrl));
  });
  router.all("/forms/:slug/embed", allowOnly("GET"));
  return router;
}

interface Form extends ShownProgramme {
  readonly isFramed: boolean;
}

async function shownForm(api: Api, request: Request, response: Response): Promise<Form> {
  const shown = await shownProgramme(api, request, "form");
  const isFramed = /^\/forms\/[^/]+\/framed(?:\/|$)/.test(request.path);
  if (isFramed) allowFraming(response, shown.pages.embedOrigins);
  return { ...shown, isFramed };
}

const pathOf = ({ programme, isFramed }: Form): string =>
  `/forms/${programme.slug}${isFramed ? "/framed" : ""}`;
const queryOf = ({ spoken, isPreview }: Form): string =>
  `${isPreview ? "preview&" : ""}lang=${encodeURIComponent(spoken.code)}`;

function layoutOf(shown: Form): Omit<Layout, "title"> {
  const { spoken, languages, isFramed, isPreview } = shown;
  const path = `${pathOf(shown)}${isPreview ? "?preview" : ""}`;
  return {
    spoken,
    switching: { languages, path },
    isFramed,
    scripts: isFramed ? ["/forms/scripts/frame.js"] : [],
  };
}

async function sendForm(
  api: Api,
  response: Response,
  shown: Form,
  {
    pageToken,
    typed = () => [],
    errors = [],
  }: { readonly pageToken: string; readonly typed?: Typed; readonly errors?: readonly FormError[] },
): Promise<void> {
  const { programme, pages, spoken, isPreview } = shown;
  const { say } = spoken;
  const layout = layoutOf(shown);
  const title = say("formTitle", { programme: programme.name });
  const about =
    pages.pagePublishedAt === null || shown.isFramed
      ? ""
      : `<p><a href="/programmes/${programme.slug}?lang=${encodeURIComponent(spoken.code)}">${escapeHtml(say("aboutProgramme"))}</a></p>`;
  const view = formView({
    spoken,
    options: await formOptions(api.db, programme.id, spoken),
    typed,
    errors,
    action: `${pathOf(shown)}?${queryOf(shown)}`,
    pageToken,
    workUrl: `/forms/${programme.slug}/work${isPreview ? "?preview" : ""}`,
  });
  sendPublic(
    response,
    errors.length === 0 ? 200 : 422,
    {
      ...layout,
      title,
      tab: errors.length === 0 ? title : say("titleError", { title }),
      scripts: ["/forms/scripts/form.js", ...(layout.scripts ?? [])],
    },
    `${isPreview ? `<p class="note">${escapeHtml(say("previewNotice"))}</p>` : ""}
    ${errors.length === 0 ? `<p>${escapeHtml(say("formIntro"))}</p>${about}` : ""}${view}`,
  );
}

/** Its source was paused. Staff still see how it looks. */
const isClosed = async ({ intake }: Api, { programme, isPreview }: Form): Promise<boolean> =>
  !isPreview && (await isOwnFormPaused(intake, programme.id));

/** Whoever has opened the form before may still send it, and is told that it waits. */
function sendClosed(response: Response, shown: Form): void {
  const { programme, spoken } = shown;
  const said = `<p>${escapeHtml(spoken.say("closedText", { programme: programme.name }))}</p>`;
  sendPublic(response, 200, { ...layoutOf(shown), title: spoken.say("closedTitle") }, said);
}

/** The same for everybody, whatever was thought of the message: it says what happens next and when (S-017). */
function thanks(shown: Form, isClosedNow: boolean): string {
  const { say } = shown.spoken;
  if (shown.isPreview) return `<p class="note">${escapeHtml(say("thanksPreview"))}</p>`;
  const lead = `<p><strong>${escapeHtml(say("thanksLead"))}</strong></p>`;
  if (isClosedNow)
    return `${lead}<p>${escapeHtml(say("closedKept", { programme: shown.programme.name }))}</p>`;
  const steps = (["nextMail", "nextReply", "nextAdd"] as const).map(
    (key) => `<li>${escapeHtml(say(key))}</li>`,
  );
  return `${lead}
    <h2>${escapeHtml(say("nextTitle"))}</h2><ol>${steps.join("")}</ol>
    <p><a href="${pathOf(shown)}?${queryOf(shown)}">${escapeHtml(say("another"))}</a></p>`;
}

/** A person who is counted out is told so in a page, not in a problem document. */
function tellWhenTooMany(api: Api): RequestHandler {
  return async (request, response, next) => {
    try {
      await api.limits.tried("form", addressOf(request));
    } catch (error) {
      if (!(error instanceof ConvokeError) || error.code !== "too-many-requests") throw error;
      const { spoken } = await shownForm(api, request, response);
      const seconds = Number(error.extra["retryAfterS"] ?? 60);
      response.set("Retry-After", String(seconds));
      const minutes = String(Math.ceil(seconds / 60));
      const said = `<p>${escapeHtml(spoken.say("tooManyText", { minutes }))}</p>`;
      return sendPublic(response, 429, { spoken, title: spoken.say("tooManyTitle") }, said);
    }
    next();
  };
}

function sendPublic(response: Response, status: number, layout: Layout, content: string): void {
  privately(response).status(status).set("Content-Language", layout.spoken.code);
  response.send(publicPage(layout, content));
}
