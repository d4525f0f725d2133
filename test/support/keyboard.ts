/** A page worked by keyboard alone: wherever the focus goes, it is on something, and can be seen there. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

interface Stop {
  readonly tag: string;
  /** As a screen reader says it, after the names of the groups it stands in. */
  readonly name: string;
  readonly isSeen: boolean;
}

const HELD = `(() => {
  const one = document.activeElement;
  const textOf = (id) => document.getElementById(id)?.textContent ?? "";
  const said =
    (one.getAttribute("aria-labelledby") ?? "").split(" ").map(textOf).join(" ").trim() ||
    one.getAttribute("aria-label") ||
    [...(one.labels ?? [])].map((label) => label.textContent).join(" ") ||
    one.getAttribute("placeholder") ||
    one.textContent.trim();
  const groups = [];
  for (let up = one.parentElement?.closest("fieldset"); up; up = up.parentElement.closest("fieldset"))
    groups.unshift(up.querySelector("legend")?.textContent);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  const { bottom, top, width } = one.getBoundingClientRect();
  // The parts of a date have a mark of the browser's own.
  const isMarked = one.type === "date" || boxShadow !== "none" || (outlineStyle !== "none" && outlineWidth !== "0px");
  return {
    tag: one.tagName,
    name: [...groups, said].join(", "),
    isSeen: isMarked && width > 0 && bottom > 0 && top < innerHeight,
  };
})()`;

/** Where Tab may lead before what is looked for has to come. */
const STOPS_MAX = 60;
const CHOICES_MAX = 20;

/** Text is typed; a key is pressed; among choices the arrow leads to one. */
type Step = string | { readonly key: string } | { readonly choice: RegExp };
/** A field by its name, and what is done there. */
export type Fill = readonly [what: RegExp, ...steps: readonly Step[]];

export interface Keyboard {
  press(...keys: readonly string[]): Promise<void>;
  /** What has the focus; never nothing. */
  held(): Promise<Stop>;
  /** On with Tab until this has the focus. */
  tabTo(what: RegExp): Promise<void>;
  /** Down a form with Tab: on each field that is named, in their order, its steps. */
  fill(...fields: readonly Fill[]): Promise<void>;
}

export function keyboardOn(page: Page): Keyboard {
  const { keyboard } = page;
  async function held(): Promise<Stop> {
    const stop = (await page.evaluate(HELD)) as Stop;
    expect(stop.tag, "what has the focus").not.toBe("BODY");
    return stop;
  }
  async function tabTo(what: RegExp): Promise<void> {
    const passed: string[] = [];
    while (passed.length < STOPS_MAX) {
      await keyboard.press("Tab");
      const { tag, name, isSeen } = (await page.evaluate(HELD)) as Stop;
      if (tag === "BODY") break;
      expect(isSeen, `the focus can be seen on ${tag} ${name}`).toBe(true);
      if (what.test(name)) return;
      passed.push(name);
    }
    throw new Error(`Tab does not lead to ${String(what)}, but to ${passed.join(" | ")}`);
  }
  async function choose(choice: RegExp): Promise<void> {
    for (let tries = 0; tries < CHOICES_MAX; tries += 1) {
      await keyboard.press("ArrowDown");
      if (choice.test((await held()).name)) return;
    }
    throw new Error(`No arrow leads to ${String(choice)}`);
  }
  return {
    held,
    tabTo,
    async press(...keys) {
      for (const key of keys) await keyboard.press(key);
    },
    async fill(...fields) {
      for (const [what, ...steps] of fields) {
        await tabTo(what);
        for (const step of steps) {
          if (typeof step === "string") await keyboard.type(step);
          else if ("key" in step) await keyboard.press(step.key);
          else await choose(step.choice);
          await held();
        }
      }
    },
  };
}
