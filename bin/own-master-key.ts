/** The master key of the embedded database: made once, and kept beside it, readable by its owner only. */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConvokeError } from "../src/lib/errors.ts";
import { generateMasterKey } from "../src/seal/master.ts";

const key = (dataDir: string): string => join(dataDir, "master.key");
/** There while a rotation is under way: the key that takes the other's place. */
const next = (dataDir: string): string => join(dataDir, "master.key.next");
const previous = (dataDir: string): string => join(dataDir, "master.key.previous");

interface OwnKeys {
  readonly current: string;
  readonly previous: string | undefined;
}

/** Makes the key where there is none. A rotation that was broken off gives both keys. */
export async function readOwnMasterKey(dataDir: string): Promise<OwnKeys> {
  try {
    await mkdir(dataDir, { recursive: true });
    if (!existsSync(key(dataDir)))
      await writeFile(key(dataDir), `${generateMasterKey()}\n`, { mode: 0o600, flag: "wx" });
    const standing = await readFile(key(dataDir), "utf8");
    if (!existsSync(next(dataDir))) return { current: standing, previous: undefined };
    return { current: await readFile(next(dataDir), "utf8"), previous: standing };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConvokeError("setting", `CONVOKE_DATA: expected a folder that can be written to (${reason})`, {
      cause: error,
    });
  }
}

/** From now on the folder has two keys. A second call takes up the rotation that was broken off. */
export async function beginOwnRotation(dataDir: string): Promise<void> {
  await readOwnMasterKey(dataDir);
  if (existsSync(next(dataDir))) return;
  await writeFile(next(dataDir), `${generateMasterKey()}\n`, { mode: 0o600, flag: "wx" });
}

/** The new key takes the old one's place, which is kept for backups made under it. Returns where. */
export async function endOwnRotation(dataDir: string): Promise<string> {
  await copyFile(key(dataDir), previous(dataDir));
  await rename(next(dataDir), key(dataDir));
  return previous(dataDir);
}
