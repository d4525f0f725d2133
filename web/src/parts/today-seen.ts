/** Whose Today it is: whoever works with cases sees theirs, whoever operates sees what has to be mended. */
import type { Me } from "../api/shapes.ts";

/** `programme`: a slug, or `all`. Administrators operate, and read nobody's case. */
export function seenBy(
  { roles }: Pick<Me, "roles">,
  programme: string,
): { readonly cases: boolean; readonly troubles: boolean } {
  const held = roles.filter(
    (one) => programme === "all" || one.programme === null || one.programme === programme,
  );
  return {
    cases: held.some(({ role }) => role !== "admin"),
    troubles: held.some(({ role }) => role === "admin"),
  };
}
