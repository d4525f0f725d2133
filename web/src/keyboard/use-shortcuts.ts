/** One listener for the page; components say what a shortcut does while they are there. The last that came is asked first. */
import { useLayoutEffect, useRef } from "react";
import { readSettings } from "../theme/settings.ts";
import { forgetHeld, hold, takeHeld } from "./held.ts";
import { isCharacter, match, nameOf } from "./match.ts";
import type { ShortcutName } from "./shortcuts.ts";
import { shortcuts } from "./shortcuts.ts";

export type Handlers = { readonly [Name in ShortcutName]?: () => void };

const active: { readonly current: Handlers }[] = [];
const SEQUENCE_MS = 1_500;
let before = "";
let forget: ReturnType<typeof setTimeout> | undefined;

/** What the keys of the table do from now until the component leaves. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  // Before anybody can see the page: a key pressed at once must not fall on nothing.
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    active.push(latest);
    // Once all is there that came with it.
    queueMicrotask(pageHasCome);
    return () => void active.splice(active.indexOf(latest), 1);
  }, []);
}

/** The names that do something just now, for the sheet and the palette. */
export function validNow(): ReadonlySet<ShortcutName> {
  return new Set(active.flatMap(({ current }) => Object.keys(current) as ShortcutName[]));
}

/** Another page has been asked for, and is not there yet. */
let isOnItsWay = (): boolean => false;

/** Told each time that a page has come, or a part of one. */
export function pageHasCome(): void {
  if (isOnItsWay() || whereIs(document.activeElement).inDialog) return;
  const act = active.findLast(({ current }) => current.engagementAct !== undefined)?.current.engagementAct;
  if (act !== undefined && takeHeld()) act();
}

export function listenToKeys(isPageOnItsWay: () => boolean): void {
  isOnItsWay = isPageOnItsWay;
  for (const act of ["keydown", "pointerdown"] as const)
    document.addEventListener(act, forgetHeld, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = nameOf(event);
    const { inField, takesEnter, takesSpace, inDialog } = whereIs(event.target);
    const isNext = shortcuts.engagementAct.keys.some((key) => key === pressed);
    if (isNext && !inField && !inDialog && (active.length === 0 || isOnItsWay())) {
      event.preventDefault();
      if (readSettings().letters !== "off") hold();
      return;
    }
    const names = [...validNow()].filter((name) => {
      const { scope, keys } = shortcuts[name];
      // A drawer or dialog has the keyboard to itself.
      if (inDialog && scope !== "form" && name !== "palette") return false;
      const isTyped = keys.some((key) => isCharacter(key));
      if (isTyped && readSettings().letters === "off") return false;
      return !inField || keys.some((key) => key.startsWith("Mod+"));
    });
    if ((takesEnter && pressed === "Enter") || (takesSpace && pressed === "Space")) return;
    const found = match(
      names.map((name) => ({ name, keys: shortcuts[name].keys })),
      before,
      pressed,
    );
    clearTimeout(forget);
    before = "";
    if (found.kind === "none") return;
    event.preventDefault();
    if (found.kind === "begun") {
      before = pressed;
      forget = setTimeout(() => (before = ""), SEQUENCE_MS);
      return;
    }
    active.findLast(({ current }) => current[found.name] !== undefined)?.current[found.name]?.();
  });
}

/** Enter and Space are the control's that has the focus; a link goes by Enter alone. */
function whereIs(target: EventTarget | null) {
  if (!(target instanceof HTMLElement))
    return { inField: false, takesEnter: false, takesSpace: false, inDialog: false };
  const isButton = target.matches("button, summary, [role=button], [role^=menuitem]");
  return {
    inField:
      target.isContentEditable ||
      target.matches("input:not([type=checkbox], [type=radio]), textarea, select"),
    takesEnter: isButton || target.matches("a[href]"),
    takesSpace: isButton || target.matches("[type=checkbox], [type=radio]"),
    inDialog: target.closest("[role=dialog], [role=menu], [role=listbox]") !== null,
  };
}
