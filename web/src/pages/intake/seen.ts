/** Which parts of intake somebody sees, and whether they act there or only read. The server asks again. */
import type { Me } from "../../api/shapes.ts";

type Role = Me["roles"][number]["role"];

/** In their order. Whoever administers sets sources up, and sees nothing of what they deliver. */
const SEEN_BY = {
  deliveries: ["officer"],
  sources: ["officer", "admin"],
  quarantine: ["officer", "approver", "reviewer"],
  duplicates: ["officer"],
  import: ["officer"],
  // Whoever only nominates; an officer does so under New.
  nominate: ["lead", "chair"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type TabName = keyof typeof SEEN_BY;

const heldIn = ({ roles }: Pick<Me, "roles">, programme: string): ReadonlySet<Role> =>
  new Set(
    roles
      .filter((one) => programme === "all" || one.programme === null || one.programme === programme)
      .map(({ role }) => role),
  );

/** `programme`: a slug, or `all`. */
export function tabsFor(me: Pick<Me, "roles">, programme: string): readonly TabName[] {
  const held = heldIn(me, programme);
  return (Object.keys(SEEN_BY) as TabName[]).filter((tab) => SEEN_BY[tab].some((role) => held.has(role)));
}

/** What came in is read and judged by officers. */
export const isOfficerIn = (me: Pick<Me, "roles">, programme: string): boolean =>
  heldIn(me, programme).has("officer");
