import { AWAITING_BODY } from "../contract/bodies.ts";
import type { Scope } from "../contract/scope.ts";

/** What a scope's condition is said over: names of columns or expressions. */
interface Columns {
  readonly programme: string;
  readonly bodies: string;
  readonly stage: string;
  readonly businessKey: string;
  /** It is assigned to the account, or waits for anybody to take it. */
  readonly isAssigned: (account: string) => string;
}

/**
 * The condition under which a running chart lies within the scope, with its parameters pushed onto `values`. Only what the
 * scope has is asked for, so that whoever sees whole programmes is served by the same indexes as without it.
 */
export function withinScope(scope: Scope, columns: Columns, values: unknown[]): string {
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const inProgrammes = (ids: readonly string[] | null): string =>
    ids === null ? "true" : `${columns.programme} = any(${parameter(ids)}::uuid[])`;
  const has = (ids: readonly string[] | null): boolean => ids === null || ids.length > 0;

  const ways: string[] = [];
  if (scope.programmes === null) return "true";
  if (has(scope.programmes)) ways.push(inProgrammes(scope.programmes));
  if (has(scope.seatedIn)) {
    const waits = `${columns.stage} = '${AWAITING_BODY}'`;
    ways.push(`(${inProgrammes(scope.seatedIn)} and (${columns.bodies} <> '{}' or ${waits}))`);
  }
  // The second condition says nothing new; by it the index that leaves out what belongs to no body is used.
  if (scope.bodies.length > 0)
    ways.push(`(${columns.bodies} && ${parameter(scope.bodies)}::text[] and ${columns.bodies} <> '{}')`);
  if (has(scope.assignedIn))
    ways.push(
      `(${inProgrammes(scope.assignedIn)} and ${columns.isAssigned(`${parameter(scope.accountId)}::text`)})`,
    );
  if (scope.partyId !== null) ways.push(`${columns.businessKey} = ${parameter(`party:${scope.partyId}`)}`);
  return ways.length === 0 ? "false" : `(${ways.join(" or ")})`;
}

/** The columns of `instance`, behind an alias. */
export const instanceColumns = (alias: string): Columns => ({
  programme: `${alias}.programme_id`,
  bodies: `${alias}.bodies`,
  stage: `${alias}.stage`,
  businessKey: `${alias}.business_key`,
  isAssigned: (account) => `(${alias}.card -> 'vetters' ? ${account}
    or (${alias}.stage = 'vetting' and coalesce(jsonb_array_length(${alias}.card -> 'vetters'), 0) = 0))`,
});

/** Nothing lies within it. */
export const isNothing = ({ programmes, seatedIn, bodies, assignedIn, partyId }: Scope): boolean =>
  [programmes, seatedIn, bodies, assignedIn].every((ids) => ids?.length === 0) && partyId === null;
