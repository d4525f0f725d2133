import type { useTranslations } from "use-intl";

type Words = ReturnType<typeof useTranslations<"admin.queues">>;
type Known = "intake" | "mail" | "signals" | "effects";

/** A queue that the catalogue does not know yet is called by its name. */
export const queueWords = (t: Words, name: string): string =>
  t.has(`names.${name as Known}`) ? t(`names.${name as Known}`) : name;
