/** `convoke keys rotate`: another master key takes the place of the one there is, while everything runs. */
import { readConfig } from "../../src/config.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { rotateMaster } from "../../src/store/master-keys.ts";
import { beginOwnRotation, endOwnRotation } from "../own-master-key.ts";
import { withHouse } from "../with-house.ts";

const USAGE = "Expected: convoke keys rotate";

export async function keys(args: readonly string[]): Promise<void> {
  if (args.length !== 1 || args[0] !== "rotate") throw new ConvokeError("setting", USAGE);
  const { masterKey, dataDir } = readConfig();
  const isOwn = masterKey === undefined;
  if (isOwn) await beginOwnRotation(dataDir);
  const rewrapped = await withHouse(async ({ db, backing: { master, previousMaster } }) => {
    if (previousMaster !== undefined) return await rotateMaster(db, master, previousMaster);
    const why =
      "CONVOKE_MASTER_KEY_PREVIOUS: expected the key that CONVOKE_MASTER_KEY replaces, here and in every process that runs";
    throw new ConvokeError("setting", why);
  });
  console.log(`Wrapped ${rewrapped} keys again. The database belongs to the new master key.`);
  if (!isOwn) return console.log("Start every process again without CONVOKE_MASTER_KEY_PREVIOUS.");
  console.log(`The old key is kept for backups made under it: ${await endOwnRotation(dataDir)}`);
}
