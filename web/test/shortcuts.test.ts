import { describe, expect, it } from "vitest";
import { messages as english } from "../src/catalogues/en/index.ts";
import { match, nameOf } from "../src/keyboard/match.ts";
import type { Press } from "../src/keyboard/match.ts";
import type { ShortcutName } from "../src/keyboard/shortcuts.ts";
import { shortcuts, together } from "../src/keyboard/shortcuts.ts";

const press = (key: string, more: Partial<Press> = {}): string =>
  nameOf({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe("the table of shortcuts", () => {
  const names = Object.keys(shortcuts) as ShortcutName[];

  it("gives no key two meanings on one page, nor lets one key hide a sequence", () => {
    const clashes = together.flatMap((scopes) => {
      const valid = names.filter((name) => scopes.includes(shortcuts[name].scope));
      return valid.flatMap((one, at) =>
        valid
          .slice(at + 1)
          .flatMap((other) =>
            shortcuts[one].keys.flatMap((a) =>
              shortcuts[other].keys
                .filter((b) => a === b || b.startsWith(`${a} `) || a.startsWith(`${b} `))
                .map((b) => `${scopes.join("+")}: ${one} ${a}, ${other} ${b}`),
            ),
          ),
      );
    });
    expect(clashes).toEqual([]);
  });

  it("has words for every one of them, and every scope on some page", () => {
    expect(names.filter((name) => !(name in english.keys))).toEqual([]);
    const onPages = new Set(together.flat());
    expect(names.filter((name) => !onPages.has(shortcuts[name].scope))).toEqual([]);
  });
});

describe("a key", () => {
  it("is known by what is printed on it, whatever the layout", () => {
    // AZERTY types the question mark with Shift and the comma's key.
    expect(press("?", { shiftKey: true, code: "KeyM" })).toBe("?");
    expect(press("J", { shiftKey: true, code: "KeyJ" })).toBe("Shift+j");
    expect(press("о", { code: "KeyJ" })).toBe("j");
    expect(press("k", { metaKey: true })).toBe("Mod+k");
    expect(press(" ")).toBe("Space");
    expect(press("ArrowLeft", { shiftKey: true })).toBe("Shift+ArrowLeft");
  });

  it("begins a sequence, ends it, and stands for itself when it does not go on", () => {
    const choices = [
      { name: "today", keys: ["g t"] },
      { name: "next", keys: ["j"] },
    ];
    expect(match(choices, "", "g")).toEqual({ kind: "begun" });
    expect(match(choices, "g", "t")).toEqual({ kind: "found", name: "today" });
    expect(match(choices, "g", "j")).toEqual({ kind: "found", name: "next" });
    expect(match(choices, "g", "q")).toEqual({ kind: "none" });
  });
});
