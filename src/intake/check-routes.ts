import { SYSTEM } from "../contract/actor.ts";
import type { Route } from "../contract/routes.ts";
import type { FieldProblem } from "../lib/errors.ts";
import { InvalidInput } from "../lib/errors.ts";
import { accountsWithRole } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { listTerms } from "../store/taxonomies.ts";

/** Throws `invalid` for an owner who is no officer of the programme, an interest none of its lists has, or a name used twice. */
export async function checkRoutes(db: Db, programmeId: string, routes: readonly Route[]): Promise<void> {
  if (routes.length === 0) return;
  const officers = await accountsWithRole(db, "officer", { programmeId });
  const owners = new Set(officers.map(({ id }) => id));
  const codes = new Set(["other"]); // What a form wrote that is none of the terms.
  for (const taxonomy of ["interests", "sectors"] as const) {
    for (const { code } of await listTerms(db, { programmeId, taxonomy }, SYSTEM)) codes.add(code);
  }

  const problems = routes.flatMap(({ id, owner, interests = [] }, index): FieldProblem[] => [
    ...(owners.has(owner)
      ? []
      : [{ pointer: `/routes/${index}/owner`, detail: "expected the id of an officer of the programme" }]),
    ...interests.flatMap((code, at) =>
      codes.has(code)
        ? []
        : [
            {
              pointer: `/routes/${index}/interests/${at}`,
              detail: "expected a code of its interests or sectors",
            },
          ],
    ),
    ...(routes.findIndex((one) => one.id === id) === index
      ? []
      : [{ pointer: `/routes/${index}/id`, detail: "expected a name that no other rule has" }]),
  ]);
  if (problems.length > 0) throw new InvalidInput("The rules are not as expected", problems);
}
