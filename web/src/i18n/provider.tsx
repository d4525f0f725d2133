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

const loading = new Map<Language, Promise<Messages>>();
const loaded = new Map<Language, Messages>();

export function loadMessages(language: Language): Promise<Messages> {
  const found = loading.get(language);
  if (found !== undefined) return found;
  const words = load[language]().then(({ messages }) => {
    loaded.set(language, messages);
    return messages;
  });
  loading.set(language, words);
  return words;
}

export function Words({ children }: { readonly children: ReactNode }) {
  const { language } = useSettings();
  // Those that are there are not waited for: React would show nothing meanwhile.
  const messages = loaded.get(language) ?? use(loadMessages(language));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <IntlProvider locale={LOCALES[language]} messages={messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
