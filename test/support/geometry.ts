/** What is drawn fits where it is drawn: measured in the browser, on the page as it stands. */
import type { Page } from "playwright-core";

/**
 * Texts that are wider or higher than the box they stand in, so that they are cut off or run over what is beside them. What ends in
 * an ellipsis, after one line or after several, does so on purpose, and what scrolls can be read.
 */
export async function spilled(page: Page, within = "body"): Promise<readonly string[]> {
  return await page.evaluate(`(() => {
    const found = [];
    for (const element of document.querySelectorAll(${JSON.stringify(`${within} *`)})) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
      if (!hasText || element.closest(".visually-hidden, svg, select, noscript, [data-leaving]")) continue;
      const { display, overflowX, overflowY, textOverflow, clipPath, webkitLineClamp } = getComputedStyle(element);
      if (display === "inline" || display === "contents" || clipPath !== "none" || element.clientWidth === 0) continue;
      if (["auto", "scroll"].some((one) => one === overflowX || one === overflowY)) continue;
      const isWide = element.scrollWidth > element.clientWidth + 1 && textOverflow !== "ellipsis";
      const isHigh = element.scrollHeight > element.clientHeight + 3 && overflowY !== "visible" && webkitLineClamp === "none";
      if (isWide || isHigh)
        found.push(element.tagName.toLowerCase() + " " + element.textContent.trim().slice(0, 60) + ": " +
          element.scrollWidth + "×" + element.scrollHeight + " in " + element.clientWidth + "×" + element.clientHeight);
    }
    return found;
  })()`);
}

/** Pairs of elements that lie over each other by more than a border. */
export async function overlapping(page: Page, selector: string): Promise<readonly string[]> {
  return await page.evaluate(`(() => {
    const areas = [...document.querySelectorAll(${JSON.stringify(selector)})]
      .map((element) => ({ name: element.textContent.trim().slice(0, 40), at: element.getBoundingClientRect() }))
      .filter(({ at }) => at.width > 0 && at.height > 0);
    return areas.flatMap((a, index) => areas.slice(index + 1).flatMap((b) =>
      a.at.left + 1 < b.at.right && b.at.left + 1 < a.at.right && a.at.top + 1 < b.at.bottom && b.at.top + 1 < a.at.bottom
        ? [a.name + " over " + b.name] : []));
  })()`);
}
