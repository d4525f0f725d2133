import { useTranslations } from "use-intl";
import type { JournalEntry } from "../api/shapes.ts";
import { useMe } from "./programme.ts";
import { useRoles } from "./roles.ts";
import { useEventWords } from "./state-words.ts";

/** What happened, in one sentence: a person's act by their name, else by their role; what happened by itself without one. */
export function useSentence(): (workflow: string, entry: JournalEntry) => string {
  const t = useTranslations("engagement.by");
  const words = useEventWords();
  const rolesOf = useRoles();
  const me = useMe();
  return (workflow, { type, origin, actor }) => {
    const did = words(workflow, type, "did");
    if (origin !== "caller") return capital(did);
    if (actor.id === me.id) return t("you", { did });
    if (actor.name !== null) return t("name", { name: actor.name, did });
    return t("role", { role: capital(rolesOf(actor.roles)), did });
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
