/** What stands on an empty database, so that a first delivery works at once. */
import { SYSTEM } from "../src/contract/actor.ts";
import { ConvokeError } from "../src/lib/errors.ts";
import { setAdminToken } from "../src/auth/accounts.ts";
import { giveStartingLists, makeProgramme } from "../src/directory/programmes.ts";
import { makeSource } from "../src/intake/sources.ts";
import { newId } from "../src/lib/ids.ts";
import type { Programme } from "../src/store/programmes.ts";
import { readProgramme } from "../src/store/programmes.ts";
import { readSourcesAtDoor } from "../src/store/sources.ts";
import type { House } from "./house.ts";

export async function ensureDefaults(house: House): Promise<void> {
  const { db, engine, intake, config } = house;
  const now = await engine.now();
  const programme = await defaultProgramme(house, now);
  await giveStartingLists(db, now);
  if ((await readSourcesAtDoor(db, ["contact"])).get("contact") === undefined) {
    try {
      await makeSource(intake, { programmeId: programme.id, slug: "contact", vendor: "form", isOpen: true });
    } catch (error) {
      // Another process that starts at the same time made it first.
      if (!(error instanceof ConvokeError) || error.code !== "conflict") throw error;
    }
  }
  if (config.adminToken !== undefined) await setAdminToken(db, config.adminToken, programme.id, now);
}

async function defaultProgramme({ db }: House, now: Date): Promise<Programme> {
  const found = await readProgramme(db, "default", SYSTEM);
  if (found !== undefined) return found;
  await makeProgramme(db, {
    id: newId(),
    slug: "default",
    name: "Default programme",
    zone: "UTC",
    week: [1, 2, 3, 4, 5],
    holidays: [],
    createdAt: now,
  });
  const made = await readProgramme(db, "default", SYSTEM);
  if (made === undefined) throw new Error("The default programme is not there after it was made");
  return made;
}
