/** A programme's public page: what it is, what is in it for whom, and where its working groups stand (S-023, S-024). */
import express from "express";
import type { Router } from "express";
import { sha256 } from "../../lib/canonical.ts";
import type { ProgrammeText } from "../../store/public-pages.ts";
import { listProgrammeTexts } from "../../store/public-pages.ts";
import type { Api } from "../api.ts";
import { escapeHtml } from "../html.ts";
import { allowOnly } from "../middleware/allow-only.ts";
import type { GroupState, PublicGroup } from "./groups.ts";
import { publicGroups } from "./groups.ts";
import { monthIn, type Spoken } from "./language.ts";
import { paragraphs, publicPage } from "./layout.ts";
import type { MessageKey } from "./messages/en.ts";
import { shownProgramme } from "./shown-programme.ts";

/** Long enough to bear a crowd, short enough that a launch is seen the same minute. */
const CACHE_S = 60;

export function serveProgrammePage(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  router.get("/programmes/:slug", async (request, response) => {
    const { programme, pages, languages, spoken, isPreview } = await shownProgramme(api, request, "page");
    const { groups } = await publicGroups(api.db, programme.id);
    const text = textIn(await listProgrammeTexts(api.db, programme.id), spoken.code, languages);
    const path = `/programmes/${programme.slug}`;
    const html = publicPage(
      {
        spoken,
        title: text?.title ?? programme.name,
        switching: { languages, path: isPreview ? `${path}?preview` : path },
      },
      `${text === undefined ? `<p>${escapeHtml(spoken.say("noTexts"))}</p>` : about(text, spoken)}
      ${groupList(groups, spoken)}
      ${text === undefined ? "" : questions(text, spoken)}
      ${pages.formPublishedAt === null ? "" : formLink(programme.slug, spoken)}`,
    );
    // The address alone does not say in which language, and what staff preview is nobody else's.
    response.vary("Accept-Language");
    response.set(
      "Cache-Control",
      isPreview ? "no-store" : `public, max-age=${CACHE_S}, stale-while-revalidate=${CACHE_S}`,
    );
    response.set("Content-Language", spoken.code);
    if (!isPreview) response.set("ETag", `"${sha256(html).slice(0, 32)}"`);
    // Express answers 304 to who has it.
    response.send(html);
  });
  router.all("/programmes/:slug", allowOnly("GET"));
  return router;
}

/** In the page's language, else in the programme's first that there is. */
function textIn(
  texts: readonly ProgrammeText[],
  code: string,
  languages: readonly string[],
): ProgrammeText | undefined {
  for (const language of [code, ...languages]) {
    const found = texts.find((text) => text.language === language);
    if (found !== undefined) return found;
  }
  return texts[0];
}

function about(text: ProgrammeText, { code, say }: Spoken): string {
  const lang = text.language === code ? "" : ` lang="${escapeHtml(text.language)}"`;
  const benefits = text.benefits.map(
    ({ audience, text: words }) => `<h3>${escapeHtml(audience)}</h3>${paragraphs(words)}`,
  );
  return `<div${lang}>${paragraphs(text.summary)}</div>
    ${benefits.length === 0 ? "" : `<h2>${escapeHtml(say("benefitsTitle"))}</h2><div${lang}>${benefits.join("")}</div>`}`;
}

function questions(text: ProgrammeText, { code, say }: Spoken): string {
  if (text.faq.length === 0) return "";
  const lang = text.language === code ? "" : ` lang="${escapeHtml(text.language)}"`;
  const entries = text.faq.map(
    ({ question, answer }) =>
      `<details><summary>${escapeHtml(question)}</summary>${paragraphs(answer)}</details>`,
  );
  return `<h2>${escapeHtml(say("faqTitle"))}</h2><div${lang}>${entries.join("")}</div>`;
}

function groupList(groups: readonly PublicGroup[], { code, say }: Spoken): string {
  const title = `<h2 id="groups">${escapeHtml(say("groupsTitle"))}</h2>`;
  if (groups.length === 0) return `${title}<p>${escapeHtml(say("groupsNone"))}</p>`;
  const columns = (["group", "groupState", "groupLaunch", "groupJoin"] as const)
    .map((key) => `<th scope="col">${escapeHtml(say(key))}</th>`)
    .join("");
  const rows = groups.map((group) => {
    const month = monthIn(code, group.month);
    const when =
      group.state === "abandoned" ? "" : say(group.isLaunched ? "launched" : "launches", { month });
    return `<tr><th scope="row">${escapeHtml(group.name)}</th>
      <td><span class="state">${escapeHtml(say(STATES[group.state]))}</span></td>
      <td>${escapeHtml(when)}</td><td>${escapeHtml(say(howToJoin(group)))}</td></tr>`;
  });
  return `${title}<table class="groups" aria-labelledby="groups"><thead><tr>${columns}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

const STATES: Readonly<Record<GroupState, MessageKey>> = {
  planned: "statePlanned",
  forming: "stateForming",
  active: "stateActive",
  paused: "statePaused",
  reporting: "stateReporting",
  closed: "stateClosed",
  abandoned: "stateAbandoned",
};

function howToJoin({ state, intake }: PublicGroup): MessageKey {
  switch (state) {
    case "planned":
      return "joinPlanned";
    case "forming":
    case "active":
      return intake === "open" ? "joinOpen" : intake === "invited" ? "joinInvited" : "joinShut";
    case "paused":
    case "reporting":
      return "joinShut";
    case "closed":
    case "abandoned":
      return "joinEnded";
  }
}

const formLink = (slug: string, { code, say }: Spoken): string =>
  `<p><a class="button" href="/forms/${slug}?lang=${encodeURIComponent(code)}">${escapeHtml(say("writeToUs"))}</a></p>`;
