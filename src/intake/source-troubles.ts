/** Which sources somebody has to look at, and why. */
import type { Actor } from "../contract/actor.ts";
import type { SourceTroubleKind } from "../contract/troubles.ts";
import { SOURCE_TROUBLES } from "../contract/troubles.ts";
import type { Queryable } from "../store/database.ts";
import type { SourceRecord } from "../store/troubles.ts";
import { sourceRecords } from "../store/troubles.ts";
import { SUSPICIOUS_FROM } from "./own-form/suspicion.ts";

const DAY_MS = 86_400_000;
const LOOKED_BACK_MS = 7 * DAY_MS;
const SILENT_AFTER_MS = 30 * DAY_MS;

export interface SourceTrouble extends Pick<SourceRecord, "id" | "programme" | "name" | "vendor"> {
  readonly why: SourceTroubleKind;
  readonly count: number;
  readonly since: Date;
}

/** The gravest first; of one kind, the newest source last. A source that delivers well is not among them. */
export async function sourceTroubles(
  db: Queryable,
  { programmeId, now }: { readonly programmeId: string | undefined; readonly now: Date },
  scope: Actor,
): Promise<SourceTrouble[]> {
  const since = new Date(now.getTime() - LOOKED_BACK_MS);
  const records = await sourceRecords(db, { programmeId, since, suspiciousFrom: SUSPICIOUS_FROM }, scope);
  const rank = ({ why }: SourceTrouble): number => SOURCE_TROUBLES.indexOf(why);
  return records.flatMap((record) => troubleOf(record, now) ?? []).toSorted((a, b) => rank(a) - rank(b));
}

/** One a source, the gravest. */
function troubleOf(
  { id, programme, name, vendor, createdAt, lastAt, refused, refusedAt, held, heldAt }: SourceRecord,
  now: Date,
): SourceTrouble | undefined {
  const source = { id, programme, name, vendor };
  if (refused > 0 && refusedAt !== null)
    return { ...source, why: "refused", count: refused, since: refusedAt };
  if (held > 0 && heldAt !== null) return { ...source, why: "held", count: held, since: heldAt };
  if (lastAt === null) return { ...source, why: "never", count: 0, since: createdAt };
  const isSilent = now.getTime() - lastAt.getTime() > SILENT_AFTER_MS;
  return isSilent ? { ...source, why: "silent", count: 0, since: lastAt } : undefined;
}
