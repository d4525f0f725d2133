/** Which figures somebody sees, in the order of the tabs. The server asks again. */
import type { Me } from "../../api/shapes.ts";
import type { FigureName } from "./queries.ts";

type Role = Me["roles"][number]["role"];

/** Where cases stand is for who reads them whole, of those that they read: a vetter of their own. */
const READS_CASES: readonly Role[] = ["officer", "vetter", "approver", "reviewer", "dpo"];

const SEEN_BY: Readonly<Record<FigureName, readonly Role[]>> = {
  funnel: READS_CASES,
  time: READS_CASES,
  inflow: READS_CASES,
  targets: READS_CASES,
  bodies: ["officer", "approver", "lead", "chair", "secretariat"],
  health: ["admin"],
};

/** `programme`: a slug, or `all`. */
export function figuresFor({ roles }: Pick<Me, "roles">, programme: string): readonly FigureName[] {
  const held = new Set(
    roles
      .filter((one) => programme === "all" || one.programme === null || one.programme === programme)
      .map(({ role }) => role),
  );
  return (Object.keys(SEEN_BY) as FigureName[]).filter((name) =>
    SEEN_BY[name].some((role) => held.has(role)),
  );
}
