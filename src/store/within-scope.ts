import { AWAITING_BODY } from "../contract/bodies.ts";
import type { Scope } from "../contract/scope.ts";

/** What a scope's condition is said over: names of columns or expressions. */
interface Columns {
  readonly programme: string;
  readonly bodies: string;
  readonly vetters: string;
  readonly stage: string;
  readonly businessKey: string;
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
  if (scope.bodies.length > 0) ways.push(`${columns.bodies} && ${parameter(scope.bodies)}::text[]`);
  if (has(scope.assignedIn)) {
    const mine = `${columns.vetters} ? ${parameter(scope.accountId)}`;
    const waits = `(${columns.stage} = 'vetting' and coalesce(jsonb_array_length(${columns.vetters}), 0) = 0)`;
    ways.push(`(${inProgrammes(scope.assignedIn)} and (${mine} or ${waits}))`);
  }
  if (scope.partyId !== null) ways.push(`${columns.businessKey} = ${parameter(`party:${scope.partyId}`)}`);
  return ways.length === 0 ? "false" : `(${ways.join(" or ")})`;
}

/** The columns of `instance`, behind an alias. */
export const instanceColumns = (alias: string): Columns => ({
  programme: `${alias}.programme_id`,
  bodies: `${alias}.bodies`,
  vetters: `(${alias}.card -> 'vetters')`,
  stage: `${alias}.stage`,
  businessKey: `${alias}.business_key`,
});
