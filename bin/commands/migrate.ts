import { readConfig } from "../../src/config.ts";
import { ensureDefaults } from "../defaults.ts";
import { openHouse } from "../house.ts";

/** `convoke migrate`: tables, queue tables and defaults, then end. */
export async function migrateDatabase(): Promise<void> {
  const house = await openHouse(readConfig());
  try {
    await ensureDefaults(house);
    console.log("The database is up to date.");
  } finally {
    await house.close();
  }
}
