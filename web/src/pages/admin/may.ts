/** Which parts of administration somebody sees: what is absent here is nowhere. */
import type { Me } from "../../api/shapes.ts";

const TABS = ["programmes", "people", "tokens", "queues", "audit"] as const;
export type Tab = (typeof TABS)[number];

type Role = Me["roles"][number]["role"];
const holds = ({ roles }: Me, ...wanted: readonly Role[]): boolean =>
  roles.some(({ role }) => wanted.includes(role));

/** Administers everything, not one programme only: accounts and the house are theirs. */
export const isAdministrator = ({ roles }: Me): boolean =>
  roles.some(({ role, programme }) => role === "admin" && programme === null);

/** Reads the trail whole, and so may prove it. */
export const mayVerify = (me: Me): boolean => holds(me, "dpo", "admin");

/** May look into engagements; administrators may not. */
export const seesFiles = (me: Me): boolean =>
  holds(me, "officer", "vetter", "approver", "reviewer", "lead", "chair", "secretariat", "dpo");

/** Sets a programme up: calendar, lists, markings. */
export const mayConfigure = ({ roles }: Me, slug: string): boolean =>
  roles.some(({ role, programme }) => role === "admin" && (programme === null || programme === slug));

/** Says how a programme takes in what is sent to it, and what it says to everybody. */
export const mayTakeIn = ({ roles }: Me, slug: string): boolean =>
  roles.some(
    ({ role, programme }) =>
      (role === "admin" || role === "officer") && (programme === null || programme === slug),
  );

export function tabsFor(me: Me): readonly Tab[] {
  const may: Readonly<Record<Tab, boolean>> = {
    programmes: holds(me, "admin", "officer"),
    people: isAdministrator(me),
    tokens: true,
    queues: isAdministrator(me),
    audit: holds(me, "officer", "approver", "dpo", "admin"),
  };
  return TABS.filter((tab) => may[tab]);
}
