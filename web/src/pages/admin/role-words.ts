import { useTranslations } from "use-intl";
import type { Me } from "../../api/shapes.ts";

type Role = Me["roles"][number]["role"];

/** A role's name; `public` is held by nobody who is listed here. */
export function useRoleWords(): (role: Role) => string {
  const t = useTranslations("role");
  return (role) => (role === "public" ? role : t(role));
}
