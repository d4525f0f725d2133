/** Who looks after an inquiry: the first rule that fits it and whose owner is there (S-017). */
import type { Route } from "../contract/routes.ts";
import { routes as routesSchema } from "../contract/routes.ts";
import { accountsWithRole } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import type { SourceAtDoor } from "../store/sources.ts";

/** What a rule is about: codes, as the engagement's profile has them. */
export interface Routed {
  readonly interests: readonly string[];
  readonly kind: string;
  readonly country: string | null;
  readonly language?: string | undefined;
}

export function fits(route: Route, { interests, kind, country, language }: Routed): boolean {
  const meets = (wanted: readonly string[] | undefined, said: readonly (string | null | undefined)[]) =>
    wanted === undefined || said.some((one) => one != null && wanted.includes(one));
  return (
    meets(route.interests, interests) &&
    meets(route.kinds, [kind]) &&
    meets(route.countries, [country]) &&
    meets(route.languages, [language])
  );
}

/** The source's own rules come before the programme's. Undefined when none fits: then everybody in the programme sees it wait. */
export async function routeOf(
  db: Db,
  { programmeId, routes, programmeRoutes }: SourceAtDoor,
  inquiry: Routed,
): Promise<Route | undefined> {
  const rules = [routes, programmeRoutes].flatMap((stored) => routesSchema.safeParse(stored).data ?? []);
  const fitting = rules.filter((route) => fits(route, inquiry));
  if (fitting.length === 0) return undefined;
  // Whoever left or lost the role since the rule was written is passed over, and nobody waits for them.
  const officers = await accountsWithRole(db, "officer", { programmeId });
  return fitting.find(({ owner }) => officers.some(({ id }) => id === owner));
}
