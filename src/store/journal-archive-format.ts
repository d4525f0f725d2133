/** How a run of journal rows is packed into bytes, and brought back as the very rows it was made of. */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { ConvokeError } from "../lib/errors.ts";
import type { JournalRow } from "./journal.ts";

/** Rows of one instance that follow each other in its journal. */
export interface PackedRun {
  readonly instanceId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly rowCount: number;
  readonly codec: string;
  readonly packedBytes: Buffer;
  /** Hex, of the packed bytes: brotli has no check sum of its own. */
  readonly packedSha256: string;
  /** Of the last row: where the chain goes on. */
  readonly lastHash: string;
}

/** A live row with its place among all rows, which followers go by. */
export type PlacedRow = JournalRow & { readonly position: number };

/** What is stored is no longer what was packed, or cannot be unpacked here. Code `journal-damaged`. */
export class DamagedArchive extends ConvokeError {
  readonly run: PackedRun;
  /** Says of the run what is wrong: "is not what was packed". */
  readonly reason: string;

  constructor(run: PackedRun, reason: string, cause?: unknown) {
    super(
      "journal-damaged",
      `The archive of journal rows ${run.firstSeq} to ${run.lastSeq} of ${run.instanceId} ${reason}; see convoke replay`,
      { cause },
    );
    this.run = run;
    this.reason = reason;
  }
}

/** Rows as JSON, one a line, under brotli. Another way of packing gets another name beside it. */
const CODEC = "brotli-json-1";
/** Where more effort would still save a little, but cost many times as long. */
const QUALITY = 5;
/** No run is as long as this; bytes that claim to be are damaged, and would fill the memory. */
const UNPACKED_BYTES_MAX = 512 * 2 ** 20;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Rows of one instance, at least one, in order. Reads back what it wrote: the rows themselves are about to be deleted. */
export async function packRows(rows: readonly PlacedRow[]): Promise<PackedRun> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) throw new Error("There are no rows to pack");
  const text = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  const packedBytes = await compress(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  const run = {
    instanceId: first.instanceId,
    firstSeq: first.seq,
    lastSeq: last.seq,
    rowCount: rows.length,
    codec: CODEC,
    packedBytes,
    packedSha256: sha256(packedBytes),
    lastHash: last.hash,
  };
  if (!text.equals(await unpackBytes(run))) throw new DamagedArchive(run, "does not give back its rows");
  return run;
}

/** The rows, as they were read before they were packed. Throws `DamagedArchive`. */
export async function unpackRows(run: PackedRun): Promise<JournalRow[]> {
  const text = await unpackBytes(run);
  const rows = parse(run, text.toString("utf8"));
  const last = rows.at(-1);
  const isWhole =
    rows.length === run.rowCount &&
    rows[0]?.seq === run.firstSeq &&
    last?.seq === run.lastSeq &&
    last.hash === run.lastHash &&
    rows.every((row) => row.instanceId === run.instanceId);
  if (!isWhole) throw new DamagedArchive(run, "does not hold the rows it names");
  return rows;
}

async function unpackBytes(run: PackedRun): Promise<Buffer> {
  if (run.codec !== CODEC)
    throw new DamagedArchive(run, `is packed as ${run.codec}, which is not known here`);
  if (sha256(run.packedBytes) !== run.packedSha256) throw new DamagedArchive(run, "is not what was packed");
  try {
    return await decompress(run.packedBytes, { maxOutputLength: UNPACKED_BYTES_MAX });
  } catch (cause) {
    throw new DamagedArchive(run, "cannot be unpacked", cause);
  }
}

function parse(run: PackedRun, text: string): JournalRow[] {
  try {
    return text.split("\n").map((line) => {
      const { position: _, ...row } = JSON.parse(line) as PlacedRow;
      return { ...row, happenedAt: new Date(row.happenedAt), enteredAt: new Date(row.enteredAt) };
    });
  } catch (cause) {
    throw new DamagedArchive(run, "cannot be read", cause);
  }
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
