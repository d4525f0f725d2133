import { createHash } from "node:crypto";
import { chown, lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ConvokeError } from "../../lib/errors.ts";
import type { RunAs } from "./run-as.ts";

/** Linux takes 107 bytes for the path of a unix socket, macOS 103. */
const SOCKET_PATH_BYTES_MAX = 103;
export const SOCKET_NAME = ".s.PGSQL.5432";

/**
 * A short private folder for the socket: the data folder's own path may be too long for one. The name follows from the
 * data folder and its owner, so that starts do not fill the place with folders. Anybody may write in the system's temporary folder,
 * so one that is not ours alone is refused.
 */
export async function makeSocketFolder(clusterPath: string, owner: RunAs["owner"]): Promise<string> {
  const name = `convoke-${createHash("sha256").update(`${owner.uid}:${clusterPath}`).digest("hex").slice(0, 16)}`;
  const preferred = join(tmpdir(), name);
  const fits = Buffer.byteLength(join(preferred, SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX;
  const path = fits ? preferred : join("/tmp", name);

  await mkdir(path, { mode: 0o700 }).catch(ignoreExisting);
  const found = await lstat(path);
  const isOurs = found.uid === process.getuid?.() || found.uid === owner.uid;
  if (!found.isDirectory() || !isOurs || (found.mode & 0o077) !== 0) {
    throw new ConvokeError(
      "setting",
      `The folder ${path} belongs to somebody else; PostgreSQL's socket cannot go there.`,
    );
  }

  if (found.uid !== owner.uid) await chown(path, owner.uid, owner.gid);
  return path;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
