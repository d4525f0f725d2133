/** Which keys somebody pressed, as the table writes them. Pure. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * By `key`, so that AZERTY finds its letters where they are printed; letters of other scripts fall back to `code`. Shift is part
 * of a name only where it does not make another character already: "Shift+j", but "?" and "+".
 */
export function nameOf(press: Press): string {
  const { key, code, shiftKey } = press;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  const isForeign = key.length === 1 && /\p{L}/u.test(key) && !/[a-z]/i.test(key);
  const base = isForeign && letter !== undefined ? letter : key;
  const said = base === " " ? "Space" : base.length === 1 ? base.toLowerCase() : base;
  const isMadeByShift = base.length === 1 && !/[a-z ]/i.test(base);
  const modifier = press.ctrlKey || press.metaKey ? "Mod+" : "";
  return `${modifier}${press.altKey ? "Alt+" : ""}${shiftKey && !isMadeByShift ? "Shift+" : ""}${said}`;
}

export interface Choice<Name extends string> {
  readonly name: Name;
  readonly keys: readonly string[];
}
export type Matched<Name extends string> =
  | { readonly kind: "found"; readonly name: Name }
  /** The beginning of a sequence. */
  | { readonly kind: "begun" }
  | { readonly kind: "none" };

/** What `pressed`, after the keys in `before`, means among the choices. Earlier choices win. */
export function match<Name extends string>(
  choices: readonly Choice<Name>[],
  before: string,
  pressed: string,
): Matched<Name> {
  const sequence = before === "" ? pressed : `${before} ${pressed}`;
  const found = choices.find(({ keys }) => keys.includes(sequence));
  if (found !== undefined) return { kind: "found", name: found.name };
  if (choices.some(({ keys }) => keys.some((one) => one.startsWith(`${sequence} `))))
    return { kind: "begun" };
  return before === "" ? { kind: "none" } : match(choices, "", pressed);
}

/** Whether it is a key that types something, alone: these may be switched off (WCAG 2.1.4). */
export const isCharacter = (name: string): boolean => {
  const [first = ""] = name.split(" ");
  return first.replace(/^Shift\+/, "").length === 1;
};
