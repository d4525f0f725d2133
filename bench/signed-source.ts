/** A form vendor that signs, and what it delivers: one person's form of some kilobytes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { House } from "../bin/house.ts";
import { SYSTEM } from "../src/contract/actor.ts";
import { makeSource } from "../src/intake/sources.ts";
import { readProgramme } from "../src/store/programmes.ts";

export const SECRET = "a secret of the benchmark";
const SLUG = "bench";
export const SOURCE_PATH = `/hooks/${SLUG}`;

export async function makeSignedSource({ db, intake }: House): Promise<void> {
  const programme = await readProgramme(db, "default", SYSTEM);
  if (programme === undefined) throw new Error("The default programme is missing");
  await makeSource(intake, { programmeId: programme.id, slug: SLUG, vendor: "typeform", secret: SECRET });
}

/** `$ID` makes each copy an event and a submission of its own, from another person. */
export function sampleDelivery(): string {
  const path = join(process.cwd(), "test", "fixtures", "deliveries", "typeform-insurer.json");
  const text = readFileSync(path, "utf8").replaceAll(
    "ingrid@nordlys-marine.example",
    "$ID@nordlys-marine.example",
  );
  const body = JSON.parse(text) as { event_id: string; form_response: { token: string } };
  body.event_id = "$ID";
  body.form_response.token = "$ID";
  return JSON.stringify(body);
}
