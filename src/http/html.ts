/** One plain page, readable without a script or a network. */
export function page(
  title: string,
  content: string,
  {
    head = "",
    scripts = [],
    isWide = false,
  }: { head?: string; scripts?: readonly string[]; isWide?: boolean } = {},
): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 2rem 1rem; max-width: ${isWide ? "80rem" : "44rem"}; color: #1b1f24; background: #fff; }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; }
  a { color: #0b57d0; }
  main > pre { background: #f3f4f6; padding: 1rem; overflow-x: auto; border-radius: .5rem; }
  label { display: block; margin: 0 0 1rem; }
  input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; border: 1px solid #6b7280; border-radius: .375rem; }
  button { font: inherit; padding: .5rem 1rem; border: 0; border-radius: .375rem; background: #0b57d0; color: #fff; }
  :focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    body:not(.wide) { background: #14171a; color: #e6e8eb; }
    body:not(.wide) a { color: #8ab4f8; }
    main > pre { background: #22272c; }
    body:not(.wide) input { background: #14171a; color: inherit; }
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
