/** Contrast of the tokens, computed from the style sheet itself (WCAG 2.2: 1.4.3 text 4.5 to 1, 1.4.11 controls and focus 3 to 1). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const sheet = readFileSync(join(import.meta.dirname, "../../web/src/theme/tokens.css"), "utf8");

const GROUNDS = ["page", "surface", "sunken"] as const;
const STAGES = ["inquiry", "vetting", "assignment", "meeting", "recommendation", "rest"] as const;
const SIGNALS = ["ok", "soon", "late"] as const;

const themes = {
  light: tokensOf(/:root \{([^}]*)\}/),
  dark: tokensOf(/:root\[data-mantine-color-scheme="dark"\] \{([^}]*)\}/),
};

function tokensOf(rule: RegExp): ReadonlyMap<string, string> {
  const [, body = ""] = rule.exec(sheet) ?? [];
  return new Map(
    [...body.matchAll(/--c-([\w-]+): (#[\da-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const onEach = (names: readonly string[], grounds: readonly string[]) =>
  names.flatMap((name) => grounds.map((ground) => [name, ground] as const));

/** What is written in which colour on which ground. */
const TEXTS = [
  ...onEach(["text", "text-2", "text-3", "accent", "late", ...STAGES], GROUNDS),
  ...onEach(["text", "text-2", "accent", "late"], ["accent-tint"]),
  ...["text", "text-2"].flatMap((text) =>
    onEach(
      [text],
      [...STAGES, ...SIGNALS].map((one) => `${one}-tint`),
    ),
  ),
  ...[...STAGES, ...SIGNALS].map((one) => [one, `${one}-tint`] as const),
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-hover"] as const,
  // The box in which somebody stands, and the count over a box.
  ...STAGES.map((one) => ["on-accent", one] as const),
  ["page", "text"] as const,
];
/** What has to be seen to be used: borders of controls, what is chosen, and where the focus is. */
const CONTROLS = [
  ...onEach(["border-strong", "accent", "focus"], [...GROUNDS, "accent-tint"]),
  ...onEach(STAGES, ["surface", "sunken"]),
];

describe.each(Object.entries(themes))("in %s", (_, tokens) => {
  const below = (pairs: readonly (readonly [string, string])[], least: number): string[] =>
    pairs.flatMap(([front, ground]) => {
      const [one, other] = [tokens.get(front), tokens.get(ground)];
      if (one === undefined || other === undefined) return [`${front} on ${ground}: no such token`];
      const found = contrast(one, other);
      return found < least ? [`${front} on ${ground}: ${found.toFixed(2)}`] : [];
    });

  it("every text can be read on every ground that it stands on", () => {
    expect(below(TEXTS, 4.5)).toEqual([]);
  });

  it("controls, what is chosen and the focus can be seen on every ground", () => {
    expect(below(CONTROLS, 3)).toEqual([]);
  });
});
