/** A multipart body as it streams by: everything but what is in its files, of which size and hash are noted. Pure. */
import { createHash, type Hash } from "node:crypto";

const HEADERS_MAX = 16 * 1024;
const FILE = /\bfilename\*?\s*=/i;

export interface WithoutFiles {
  /** False once more than `keptBytesMax` would have to be kept. */
  push(chunk: Buffer): boolean;
  /** The body with a line in the place of each file's bytes. */
  end(): Buffer;
}

interface DroppedFile {
  readonly hash: Hash;
  bytes: number;
}

/** `boundary` as the header Content-Type has it. Whether the parts are sound is for whoever reads what is left. */
export function withoutFiles(boundary: string, keptBytesMax: number): WithoutFiles {
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  const kept: Buffer[] = [];
  let keptBytes = 0;
  // A body begins with a delimiter whose line break is the one before the body.
  let rest = Buffer.from("\r\n");
  let place: "headers" | "content" = "content";
  let file: DroppedFile | undefined;

  function keep(bytes: Buffer): void {
    keptBytes += bytes.length;
    // A copy, or all of what it came in would be kept with it.
    if (keptBytes <= keptBytesMax) kept.push(Buffer.from(bytes));
  }

  function pass(bytes: Buffer): void {
    if (file === undefined) return keep(bytes);
    file.hash.update(bytes);
    file.bytes += bytes.length;
  }

  function endPart(): void {
    if (file === undefined) return;
    const { hash, bytes } = file;
    file = undefined;
    if (bytes > 0)
      keep(Buffer.from(`[a file of ${bytes} bytes, SHA-256 ${hash.digest("hex")}, was not kept]`));
  }

  /** Whether there is more to be done with what has come. */
  function step(): boolean {
    if (place === "headers") {
      if (rest.length < 2) return false;
      const isEnd = rest.subarray(0, 2).toString("latin1") === "--";
      const end = isEnd ? 0 : rest.indexOf("\r\n\r\n");
      if (end < 0 && rest.length <= HEADERS_MAX) return false;
      const headers = rest.subarray(0, end < 0 || isEnd ? 0 : end + 4);
      keep(headers);
      rest = rest.subarray(headers.length);
      if (FILE.test(headers.toString("latin1"))) file = { hash: createHash("sha256"), bytes: 0 };
      place = "content";
      return true;
    }
    const found = rest.indexOf(delimiter);
    const sure = found < 0 ? Math.max(0, rest.length - delimiter.length + 1) : found;
    pass(rest.subarray(0, sure));
    rest = rest.subarray(sure);
    if (found < 0) return false;
    endPart();
    keep(delimiter);
    rest = rest.subarray(delimiter.length);
    place = "headers";
    return true;
  }

  return {
    push(chunk) {
      rest = Buffer.concat([rest, chunk]);
      while (step());
      return keptBytes <= keptBytesMax;
    },
    end() {
      pass(rest);
      endPart();
      return Buffer.concat(kept).subarray(2);
    },
  };
}
