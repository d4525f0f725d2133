import { useTranslations } from "use-intl";
import type { messages } from "../../catalogues/en/index.ts";
import { useEventWords } from "../../parts/state-words.ts";

/** An event as a list names it: the button's words without what they promise to ask. */
export function useEventName(): (workflow: string, type: string) => string {
  const eventWords = useEventWords();
  return (workflow, type) => eventWords(workflow, type, "do").replace(/…$/, "");
}

/** Who it is that does something. */
export function useRoleWords(): (role: string) => string {
  const t = useTranslations("role");
  return (role) => {
    const key = role as keyof typeof messages.role;
    return t.has(key) ? t(key) : role;
  };
}

/** A timer as deadlines name it, or by its own name. */
export function useTimerWords(): (timer: string) => string {
  const t = useTranslations("timer");
  return (timer) => {
    const key = timer.replaceAll(".", "_") as keyof typeof messages.timer;
    return t.has(key) ? t(key) : timer;
  };
}
