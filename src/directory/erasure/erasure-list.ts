/**
 * The list of erasures, in a file apart from the database: a backup from before an erasure knows nothing of it. One proof a
 * line, ids and counts only. It is kept with the data of the machine, and copied where backups go.
 */
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { erasurePlan, erasureResult, erasureStatus, erasureVerification } from "../../contract/erasure.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Erasure } from "../../store/erasures.ts";

export const listPath = (dataDir: string): string => join(dataDir, "erasures.jsonl");

/** Add those that the file does not have yet; on the disk when this returns. */
export async function addToList(path: string, erasures: readonly Erasure[]): Promise<void> {
  const known = new Set((await readList(path)).map(({ id }) => id));
  const lines = erasures.filter(({ id }) => !known.has(id)).map((erasure) => `${JSON.stringify(erasure)}\n`);
  if (lines.length === 0) return;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a", 0o600);
  try {
    await file.write(lines.join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

const instant = z.iso.datetime().transform((text) => new Date(text));
const line = z.object({
  id: z.uuid(),
  position: z.number().int(),
  partyId: z.uuid(),
  programmeId: z.uuid(),
  status: erasureStatus,
  requestedBy: z.string(),
  requestedAt: instant,
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  executedAt: instant,
  plan: erasurePlan,
  result: erasureResult.nullable(),
  verification: erasureVerification.nullable(),
  keyIds: z.array(z.uuid()),
  previousHash: z.string().nullable(),
  hash: z.string().nullable(),
});

/** Empty when there is no file. Throws `setting` naming the first line that is none of ours. */
export async function readList(path: string): Promise<Erasure[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .map((one, index) => ({ one, number: index + 1 }))
    .filter(({ one }) => one.trim() !== "")
    .map(({ one, number }) => {
      try {
        return line.parse(JSON.parse(one));
      } catch (cause) {
        const what = `${path}, line ${number}: expected an erasure as Convoke writes it`;
        throw new ConvokeError("setting", what, { cause });
      }
    });
}
