/**
 * Packs the journals of instances that ended or came to rest long ago. They stay readable as they were, and take a fraction of
 * the room. What rests may come back: its new rows stand in the journal until it has ended or rests again.
 */
import { inTransaction, persistently } from "../store/database.ts";
import type { ArchivableInstance } from "../store/journal-archive.ts";
import { archiveRuns, lockArchivable, markArchived } from "../store/journal-archive.ts";
import type { PlacedRow } from "../store/journal-archive-format.ts";
import { packRows } from "../store/journal-archive-format.ts";
import { readUnarchivedRows } from "../store/journal.ts";
import type { Engine } from "./engine.ts";

export interface Archived {
  /** Instances of which every journal row is archived now, but for the last of those that rest. */
  readonly journals: number;
  readonly rows: number;
  readonly packedBytes: number;
  /** Nothing that ended or rested before the given instant is left, but for what another process has in hand. */
  readonly isWhole: boolean;
}

interface ArchiveSettings {
  /** Domain time: what ended or came to rest before this. */
  readonly before: Date;
  /** Asked between two batches; a broken-off run is taken up by the next. */
  readonly mayGoOn?: () => boolean;
}

const INSTANCES_AT_ONCE = 50;
/** A batch is in memory as a whole, and packed while its instances are locked. */
const ROWS_AT_ONCE = 2_000;
const BYTES_AT_ONCE = 8 * 2 ** 20;
/** The rows of one packed run at most: what a reader of a single row has to unpack. */
const RUN_ROWS_MAX = 500;

/**
 * Archive what ended or came to rest before `before`, a small batch a transaction, and wait as long as each took, so that the
 * daily work goes on beside it. Several processes may do so at once: each takes what no other holds.
 */
export async function archiveJournals(
  engine: Engine,
  { before, mayGoOn = () => true }: ArchiveSettings,
): Promise<Archived> {
  const total = { journals: 0, rows: 0, packedBytes: 0 };
  for (;;) {
    if (!mayGoOn()) return { ...total, isWhole: false };
    const startedAt = performance.now();
    const batch = await persistently(() => archiveBatch(engine, before));
    if (batch === undefined) return { ...total, isWhole: true };
    total.journals += batch.journals;
    total.rows += batch.rows;
    total.packedBytes += batch.packedBytes;
    const tookMs = performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, tookMs));
  }
}

async function archiveBatch(engine: Engine, before: Date): Promise<Omit<Archived, "isWhole"> | undefined> {
  const archivedAt = await engine.now();
  return await inTransaction(engine.db, async (tx) => {
    // Never what ends at this very instant: that something happened after it was archived is seen by the time.
    const until = before < archivedAt ? before : archivedAt;
    const locked = await lockArchivable(tx, until, INSTANCES_AT_ONCE);
    if (locked.length === 0) return undefined;
    const taken = withinLimit(locked);
    const ids = taken.map(({ id }) => id);
    const portion = { rowsMax: ROWS_AT_ONCE, bytesMax: BYTES_AT_ONCE };
    const { rows, isCut } = await readUnarchivedRows(tx, taken, portion);
    const journals = ids.map((id) => rows.filter((row) => row.instanceId === id));
    const runs = await Promise.all(journals.flatMap(inRuns).map(packRows));
    await archiveRuns(tx, runs, archivedAt);
    // In order of their ids: what was cut off belongs to the last one read, and to all after it.
    const cutAt = isCut ? rows.at(-1)?.instanceId : undefined;
    const whole = ids.filter(
      (id, index) => (cutAt === undefined || id < cutAt) && (journals[index]?.length ?? 0) < ROWS_AT_ONCE,
    );
    await markArchived(tx, whole, archivedAt);
    return {
      journals: whole.length,
      rows: rows.length,
      packedBytes: runs.reduce((sum, run) => sum + run.packedBytes.length, 0),
    };
  });
}

/** The first few that are no more rows than a batch may hold; a longer one by itself, as often as it takes. */
function withinLimit(instances: readonly ArchivableInstance[]): ArchivableInstance[] {
  const taken: ArchivableInstance[] = [];
  let rows = 0;
  for (const instance of instances) {
    rows += instance.revision;
    if (taken.length > 0 && rows > ROWS_AT_ONCE) break;
    taken.push(instance);
  }
  return taken;
}

function inRuns(rows: readonly PlacedRow[]): PlacedRow[][] {
  const count = Math.ceil(rows.length / RUN_ROWS_MAX);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * RUN_ROWS_MAX, (index + 1) * RUN_ROWS_MAX),
  );
}
