import { useSettings } from "../../../theme/settings.ts";

/** What a language is called in the reader's own. */
export function useLanguageWords(): (code: string) => string {
  const { language } = useSettings();
  const names = new Intl.DisplayNames([language], { type: "language" });
  return (code) => names.of(code) ?? code;
}
