/** The frame of every public page: language, title, look. Readable without a script, in light and dark. */
import { escapeHtml } from "../html.ts";
import { nameOf, type Spoken } from "./language.ts";

export interface Layout {
  readonly spoken: Spoken;
  readonly title: string;
  /** Before the title in the browser's tab, for errors. */
  readonly tab?: string;
  /** Languages to change to, and where that leads, without the query. */
  readonly switching?: { readonly languages: readonly string[]; readonly path: string } | undefined;
  readonly scripts?: readonly string[];
  /** Inside another site's page: no margin, no heading of our own to skip to. */
  readonly isFramed?: boolean;
}

export function publicPage(layout: Layout, content: string): string {
  const { spoken, title, tab = title, switching, scripts = [], isFramed = false } = layout;
  return `<!doctype html>
<html lang="${escapeHtml(spoken.code)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(tab)}</title>
<link rel="icon" href="data:,">
<style>${STYLES}</style>
${scripts.map((src) => `<script type="module" src="${escapeHtml(src)}"></script>`).join("\n")}
</head>
<body${isFramed ? ' class="framed"' : ""}>
<a class="skip" href="#content">${escapeHtml(spoken.say("skip"))}</a>
${switching === undefined ? "" : languageLinks(spoken, switching)}
<main id="content" tabindex="-1">
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

function languageLinks(
  { code, say }: Spoken,
  { languages, path }: { readonly languages: readonly string[]; readonly path: string },
): string {
  if (languages.length < 2) return "";
  const links = languages.map((language) => {
    const name = `<span lang="${escapeHtml(language)}">${escapeHtml(nameOf(language))}</span>`;
    if (language === code) return `<li aria-current="true">${name}</li>`;
    const href = `${path}${path.includes("?") ? "&" : "?"}lang=${encodeURIComponent(language)}`;
    return `<li><a href="${escapeHtml(href)}" hreflang="${escapeHtml(language)}">${name}</a></li>`;
  });
  return `<nav class="languages" aria-label="${escapeHtml(say("languages"))}"><ul>${links.join("")}</ul></nav>`;
}

/** Words somebody wrote, with blank lines between paragraphs. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => `<p>${escapeHtml(one).replaceAll("\n", "<br>")}</p>`)
    .join("");

const STYLES = `
  :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #4b5563; --line: #6b7280; --faint: #d1d5db;
    --link: #0b4fb3; --button: #0b57d0; --on-button: #fff; --error: #b3141b; --error-paper: #fdf3f3; --note-paper: #eef4fd; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #14171a; --quiet: #b3bac4; --line: #8b939e;
    --faint: #363c44; --link: #8ab4f8; --button: #8ab4f8; --on-button: #10141a; --error: #ff9d96; --error-paper: #2c1a1b;
    --note-paper: #1a2433; } }
  * { box-sizing: border-box; }
  body { font: 1.0625rem/1.55 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 42rem;
    color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
  body.framed { padding: .25rem .25rem 1rem; max-width: none; }
  main:focus { outline: none; }
  h1 { font-size: 1.75rem; line-height: 1.25; margin: 1rem 0; }
  h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; }
  h3 { font-size: 1.0625rem; margin: 1.25rem 0 .25rem; }
  h3 + p { margin-top: 0; }
  a { color: var(--link); }
  .skip { position: absolute; left: -999rem; }
  .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
  .languages ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0; }
  .languages li { padding: .25rem 0; }
  .languages [aria-current] { font-weight: 600; }
  fieldset { border: 0; border-top: 1px solid var(--faint); margin: 2rem 0 0; padding: 1rem 0 0; min-width: 0; }
  fieldset fieldset, .choices { border: 0; margin: 0 0 1.25rem; padding: 0; }
  legend { font-weight: 600; font-size: 1.25rem; padding: 0; float: left; width: 100%; margin: 0 0 .75rem; }
  legend + * { clear: both; }
  fieldset fieldset legend, .choices legend { font-size: 1.0625rem; margin: 0 0 .25rem; }
  .field { margin: 0 0 1.25rem; }
  .field > label { display: block; font-weight: 600; }
  .optional { font-weight: 400; color: var(--quiet); }
  .hint { color: var(--quiet); font-size: .9375rem; margin: 0 0 .25rem; }
  input, select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
    border-radius: .25rem; padding: .5rem .625rem; width: 100%; max-width: 100%; }
  textarea { min-height: 8rem; resize: vertical; }
  .choice { display: flex; gap: .625rem; align-items: flex-start; padding: .375rem 0; }
  .choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: var(--button); }
  .choice label { font-weight: 400; }
  .consent-text { border-left: 4px solid var(--faint); padding: 0 0 0 1rem; margin: 0 0 1rem; }
  .consent-text p { margin: 0 0 .5rem; }
  .error { color: var(--error); font-weight: 600; margin: 0 0 .25rem; }
  .wrong { border-left: 4px solid var(--error); padding-left: .75rem; }
  .wrong input:not([type=radio]):not([type=checkbox]), .wrong select, .wrong textarea { border-color: var(--error); }
  .summary { border: 2px solid var(--error); background: var(--error-paper); border-radius: .25rem; padding: 1rem; margin: 0 0 1.5rem; }
  .summary h2 { margin: 0 0 .5rem; }
  .summary ul { margin: 0; padding-left: 1.25rem; }
  .summary a { color: var(--error); }
  .note { background: var(--note-paper); border-radius: .25rem; padding: .75rem 1rem; }
  .website { position: absolute; left: -999rem; top: auto; width: 1px; height: 1px; overflow: hidden; }
  button, .button { display: inline-block; font: inherit; font-weight: 600; padding: .625rem 1.5rem; border: 0; border-radius: .25rem;
    background: var(--button); color: var(--on-button); text-decoration: none; cursor: pointer; margin: 1rem 0 0; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  .groups { width: 100%; border-collapse: collapse; }
  .groups th, .groups td { text-align: left; vertical-align: top; padding: .625rem .75rem .625rem 0; border-bottom: 1px solid var(--faint); }
  .groups thead th { color: var(--quiet); font-weight: 600; font-size: .9375rem; }
  .state { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .625rem; font-size: .9375rem; white-space: nowrap; }
  @media (max-width: 36rem) { .groups thead { position: absolute; left: -999rem; }
    .groups tr, .groups th, .groups td { display: block; } .groups tr { padding: .75rem 0; border-bottom: 1px solid var(--faint); }
    .groups th, .groups td { border: 0; padding: .125rem 0; } }
  details { border-bottom: 1px solid var(--faint); padding: .625rem 0; }
  summary { cursor: pointer; font-weight: 600; }
  pre { background: var(--note-paper); padding: 1rem; border-radius: .25rem; overflow-x: auto; white-space: pre-wrap; }
  @supports selector(:has(*)) {
    form:not(:has([value=formal_request]:checked)) .for-formal, form:not(:has([value=meeting_proposal]:checked)) .for-meeting,
    form:has([name=behalf][value=self]:checked) .for-organisation { display: none; }
  }
`;
