/** Of which records somebody may know, as every read in the store takes it. Null stands for every programme. */
export interface Scope {
  /** All records of these programmes. */
  readonly programmes: readonly string[] | null;
  /** Those records of these programmes that belong to any body. */
  readonly seatedIn: readonly string[] | null;
  /** What belongs to these bodies. */
  readonly bodies: readonly string[];
  /** Those of these programmes that are assigned to the account, or wait for anybody to take them. */
  readonly assignedIn: readonly string[] | null;
  readonly accountId: string;
  /** What is this party's own. */
  readonly partyId: string | null;
}
