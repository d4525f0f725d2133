/** The words of the chosen language, each language its own chunk; and the programme's zone for dates. */
import type { ReactNode } from "react";
import { use } from "react";
import { IntlProvider } from "use-intl";
import type { messages as english } from "../catalogues/en/index.ts";
import type { Language } from "../theme/settings.ts";
import { useSettings } from "../theme/settings.ts";
import type { Words } from "./words.ts";

export type Messages = Words<typeof english>;

declare module "use-intl" {
  interface AppConfig {
    Locale: "en-GB" | "fr";
    Messages: typeof english;
  }
}

const load: { readonly [L in Language]: () => Promise<{ messages: Messages }> } = {
  en: () => import("../catalogues/en/index.ts"),
  fr: () => import("../catalogues/fr/index.ts"),
};
/** How dates and numbers are written; weeks begin on Monday in both. */
const LOCALES = { en: "en-GB", fr: "fr" } as const;

const loaded = new Map<Language, Promise<{ messages: Messages }>>();

export function loadMessages(language: Language): Promise<{ messages: Messages }> {
  const found = loaded.get(language) ?? load[language]();
  loaded.set(language, found);
  return found;
}

export function Words({ children }: { readonly children: ReactNode }) {
  const { language } = useSettings();
  const { messages } = use(loadMessages(language));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <IntlProvider locale={LOCALES[language]} messages={messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
