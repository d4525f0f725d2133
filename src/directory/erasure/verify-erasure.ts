/** Searches all that is kept for the words of somebody who was erased. Says where and how often, never what. */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Verification } from "../../contract/erasure.ts";
import { queueTexts } from "../../queue/stored-texts.ts";
import { nobodysWords } from "../../store/erase-party.ts";
import { ledgerWords, statementPlace } from "../../store/ledger.ts";
import { storedRows } from "../../store/stored-texts.ts";
import type { Erasing } from "./erasing.ts";
import { opened } from "./gather-words.ts";
import type { KnownWords } from "./known-words.ts";

/** PostgreSQL's own files hold what its tables hold, and for a while what they held: see docs/operating.md, Erase a person. */
const NOT_OURS = ["postgres"];
const CHUNK_BYTES = 4 * 2 ** 20;
/** What may be cut by the end of a chunk is found with the next one. */
const OVERLAP_BYTES = 64 * 2 ** 10;

export async function verifyErasure(erasing: Erasing, words: KnownWords): Promise<Verification> {
  const { db, vault, now } = erasing.directory;
  const found = new Map<string, number>();
  const seen = { rows: 0, files: 0, queueValues: 0 };
  const hit = (where: string): void => void found.set(where, (found.get(where) ?? 0) + 1);

  for await (const { where, values } of storedRows(db)) {
    seen.rows += 1;
    if (values.some((value) => value !== null && words.isIn(value))) hit(`table ${where}`);
  }
  for await (const { table, keyId, sealed, place } of nobodysWords(db)) {
    const text = await opened(() => vault.open(db, keyId, sealed, place));
    if (text !== undefined && words.isIn(text)) hit(`sealed words of nobody's own in ${table}`);
  }
  for await (const { keyId, sealed, meetingId, seq } of ledgerWords(db)) {
    const text = await opened(() => vault.open(db, keyId, sealed, statementPlace(meetingId, seq)));
    if (text !== undefined && words.isIn(text)) hit("sealed words of nobody's own in ledger_statement");
  }
  for await (const text of queueTexts(erasing.queue)) {
    seen.queueValues += 1;
    if (words.isIn(text)) hit("Redis");
  }
  for await (const path of filesBelow(erasing.dataDir)) {
    seen.files += 1;
    if (words.isIn(path) || (await isInFile(path, words))) hit(`file ${relative(erasing.dataDir, path)}`);
  }
  return {
    at: (await now()).toISOString(),
    words: words.count,
    ...seen,
    found: [...found].map(([where, count]) => ({ where, count })),
  };
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (NOT_OURS.includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

async function isInFile(path: string, words: KnownWords): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const piece = Buffer.concat([rest, chunk as Buffer]);
    if (words.isIn(piece)) return true;
    rest = piece.subarray(-OVERLAP_BYTES);
  }
  return false;
}
