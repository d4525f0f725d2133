/** A filtered list as an entry of the history: codes and ids in its address, what was typed in its state. Neither proxy nor log sees that. */
import { useRouterState } from "@tanstack/react-router";
import { useMemo } from "react";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** What was typed to narrow the list. */
    readonly text?: string;
  }
}

interface Typed {
  readonly text?: string;
}

const TEXT_MAX = 200;

export const typedIn = ({ text }: { readonly text?: unknown }): Typed =>
  typeof text === "string" && text !== "" ? { text: text.slice(0, TEXT_MAX) } : {};

/** What the address says, with what was typed. */
export function useNarrowed<Address extends object>(address: Address): Address & Typed {
  const text = useRouterState({ select: ({ location }) => typedIn(location.state).text });
  return useMemo(() => (text === undefined ? address : { ...address, text }), [address, text]);
}

/**
 * How to go from one filter to the next. Back undoes what last changed the picture: of one word that is typed letter by letter,
 * the whole of it.
 */
export function entryOf<Filter extends Typed>(
  { text, ...search }: Filter,
  before: Filter,
): {
  readonly search: Omit<Filter, "text">;
  readonly state: Typed;
  readonly replace: boolean;
} {
  const { text: typedBefore, ...searchBefore } = before;
  const isTyping = typedBefore !== undefined && JSON.stringify(search) === JSON.stringify(searchBefore);
  return { search, state: typedIn({ text }), replace: isTyping && text !== typedBefore };
}
