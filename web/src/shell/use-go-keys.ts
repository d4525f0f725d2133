import { useNavigate } from "@tanstack/react-router";
import { placesFor } from "../navigation.ts";
import { useMe, useProgramme } from "../parts/programme.ts";
import type { Handlers } from "../keyboard/use-shortcuts.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";

/** `g t` and the like, for the pages that the caller sees. */
export function useGoKeys(): void {
  const me = useMe();
  const { slug } = useProgramme();
  const navigate = useNavigate();
  const handlers = placesFor(me, slug).map(({ key, to }) => [
    key,
    () => void navigate({ to, params: { programme: slug } }),
  ]);
  useShortcuts(Object.fromEntries(handlers) as Handlers);
}
