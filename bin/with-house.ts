import { readConfig } from "../src/config.ts";
import type { House } from "./house.ts";
import { openHouse } from "./house.ts";

/** For commands that do one thing and end: open the house, do it, close the house. */
export async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(readConfig());
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
