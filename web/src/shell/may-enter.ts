/** What somebody may enter for others, and in which programmes. The server asks again. Pure. */
import type { Me } from "../api/shapes.ts";
import type { AskedEntry } from "./entry-door.ts";

type Role = Me["roles"][number]["role"];
type Kind = AskedEntry["kind"];

/** As the chart of engagements declares it. */
const ENTERED_BY: Readonly<Record<Kind, readonly Role[]>> = {
  inquiry: ["officer"],
  nomination: ["officer", "chair", "lead", "member"],
};

/** In the order of the menu. */
export function kindsFor({ roles }: Pick<Me, "roles">, programme: string): readonly Kind[] {
  const held = roles.filter((one) => one.programme === null || one.programme === programme);
  return (Object.keys(ENTERED_BY) as Kind[]).filter((kind) =>
    held.some(({ role }) => ENTERED_BY[kind].includes(role)),
  );
}

/** The programme on the screen, or the only one in which one may enter anything. */
export function programmeToEnter(
  me: Pick<Me, "roles">,
  shown: string | undefined,
  all: readonly { readonly slug: string }[],
): string | undefined {
  if (shown !== undefined) return kindsFor(me, shown).length > 0 ? shown : undefined;
  const possible = all.filter(({ slug }) => kindsFor(me, slug).length > 0);
  return possible.length === 1 ? possible[0]?.slug : undefined;
}
