import { useFormatter, useTranslations } from "use-intl";

/** Roles in words: "officer or approver". */
export function useRoles(): (roles: readonly string[]) => string {
  const t = useTranslations("role");
  const format = useFormatter();
  return (roles) =>
    format.list(
      roles.map((role) => (t.has(role as "officer") ? t(role as "officer") : role)),
      { type: "disjunction" },
    );
}
