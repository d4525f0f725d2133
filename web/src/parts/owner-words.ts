import { useTranslations } from "use-intl";

/** Whose a case is, in the words of all lists; the name is null where the reader is not told it. */
export function useOwnerWords(meId: string): (ownerId: string | null, name: string | null) => string {
  const t = useTranslations("parts.owner");
  return (ownerId, name) =>
    ownerId === null ? t("nobody") : ownerId === meId ? t("you") : (name ?? t("other"));
}
