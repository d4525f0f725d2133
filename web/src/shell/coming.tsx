import { useTranslations } from "use-intl";

/** What stands in the frame for the first page while it is slow to come; later ones are waited for on the page before. */
export function Coming() {
  const t = useTranslations("parts");
  return <output>{t("loading")}</output>;
}
