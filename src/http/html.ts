/** For pages of our own; a page that brings its own forms, such as the API's documentation, brings their look too. */
const FORM_STYLES = `
  label { display: block; margin: 0 0 1rem; }
  h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
  input, textarea, select { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; border: 1px solid #768191; border-radius: .5rem; background: #fff; color: inherit; }
  input[type=checkbox], input[type=radio] { display: inline-block; width: auto; margin: 0 .5rem 0 0; }
  textarea { min-height: 8rem; }
  fieldset { border: 1px solid #d3d9e1; border-radius: .5rem; margin: 0 0 1rem; padding: .75rem 1rem; }
  form { margin: 0 0 1rem; }
  ul.rows { list-style: none; padding: 0; }
  ul.rows li { display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: .5rem 0; border-bottom: 1px solid #d3d9e1; }
  ul.rows form { margin: 0; }
  .hint { color: #465060; font-size: .9rem; margin: 0 0 1rem; }
  .alert { border-left: 4px solid #b91c1c; padding: .5rem 1rem; background: #fef2f2; color: #7f1d1d; }
  button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; border: 0; border-radius: .5rem; background: #1d5b9e; color: #fff; cursor: pointer; }
  .quiet { background: #fff; color: #1d5b9e; border: 1px solid #1d5b9e; }
  @media (prefers-color-scheme: dark) {
    .hint { color: #98a2b1; }
    button { background: #86b7f2; color: #0e1b2b; }
    .quiet { background: transparent; color: #86b7f2; border-color: #86b7f2; }
    input, textarea, select { background: #1a1e25; color: inherit; }
  }`;

/** One plain page, readable without a script or a network. */
export function page(
  title: string,
  content: string,
  {
    head = "",
    scripts = [],
    isWide = false,
    language = "en",
  }: { head?: string; scripts?: readonly string[]; isWide?: boolean; language?: string } = {},
): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 2rem 1rem; max-width: ${isWide ? "80rem" : "44rem"}; color: #191e26; background: #fff; }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; }
  a { color: #1d5b9e; }
  main > pre { background: #f3f4f6; padding: 1rem; overflow-x: auto; border-radius: .5rem; }
${isWide ? "" : FORM_STYLES}
  :focus-visible { outline: 3px solid #1d5b9e; outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    body:not(.wide) { background: #12151a; color: #e9ecf1; }
    body:not(.wide) a { color: #86b7f2; }
    main > pre { background: #22272c; }
  }
</style>
${head}
<body${isWide ? ' class="wide"' : ""}>
<main>
${isWide ? "" : `<h1>${escapeHtml(title)}</h1>`}
${content}
</main>
${scripts.map((src) => `<script src="${escapeHtml(src)}"></script>`).join("\n")}
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A form that posts to one of our own pages. */
export const form = (action: string, content: string, button: string, look: "" | "quiet" = ""): string =>
  `<form method="post" action="${escapeHtml(action)}">${content}<button${look === "" ? "" : ` class="${look}"`}>${escapeHtml(button)}</button></form>`;

/** A labelled input; `attributes` is written by us and goes in as it is. */
export const input = (label: string, name: string, attributes: string): string =>
  `<label>${escapeHtml(label)} <input name="${escapeHtml(name)}" ${attributes}></label>`;

export const alert = (text: string | undefined): string =>
  text === undefined ? "" : `<p class="alert" role="alert">${escapeHtml(text)}</p>`;

/** Words of ours as a link to another of our pages. */
export const link = (path: string, text: string): string =>
  `<a href="${escapeHtml(path)}">${escapeHtml(text)}</a>`;

/** A sentence of ours with a name in it, which stands out. */
export const strong = (sentence: (name: string) => string, name: string): string =>
  sentence(`<strong>${escapeHtml(name)}</strong>`);
