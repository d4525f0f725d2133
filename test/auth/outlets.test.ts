/** Every way out of the house asks the one function: found by what each file reads, so that a new one is not forgotten. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What asks for one record, many, or the people behind a mail; each of them calls `mayKnow` of `src/auth/audience.ts`. */
const ASKS =
  /\b(?:demandKnown|demandKnownOf|demandKnownPerson|demandDossier|knowsDossier|knownPage|knownPeoplePage|knownIds|hiddenPeople|whoMayHear|findPerson|findMeeting)\(/;

/** What reads charts, people, or what is said about either. */
const READS =
  /\b(?:findInstance|engine\.(?:find|peek)|readInstances|readInstanceUnscoped|listInstances|instancesWithWaivers|readJournal|instanceAt|readPerson|searchPeople|readCards|cardsOf|readAffiliation|listJobChanges|readJobChange|listMerges|readMerge|mailsOf|mailById|listDeliveries|readDelivery|linksOf|openLink|listAudit|listIncidents|digestFor|readMailCase)\(/;

/** Rooms that answer somebody. */
const OUTLETS = ["src/http/resources", "src/http/instances", "src/http/people", "src/http/pages", "workers"];

/** Those that read and answer nobody with what they read, or are handed what was asked about. */
const HANDED: Readonly<Record<string, string>> = {
  "src/http/instances/at.ts": "the chart that `get` asked about",
  "src/http/instances/by-merging.ts": "are two cases of one person? Told to who sends to one of them",
  "src/http/instances/present-cards.ts":
    "lines that the list's statement judged, which the policy matrix compares with `mayKnow`",
  "src/http/instances/present-instance.ts": "charts that whoever presents them asked about",
  "src/http/instances/send-event.ts": "the chart that `send` asked about; `findInstance` itself",
  "src/http/resources/erasures.ts": "ids and counts, so that whoever is out of sight can be forgotten",
  "src/http/resources/grants.ts": "is there such a body?",
  "src/http/resources/interests.ts": "is it their own form? and is there such a person?",
  "src/http/resources/operating-charts.ts": "ids and states, for whoever keeps the house running",
  "workers/read-delivery/read-delivery.ts": "brings in, and tells nobody",
  "workers/undo-import/undo-import.ts": "takes out what was brought in, and tells nobody",
};

const source = async (file: string): Promise<string> => await readFile(file, "utf8");

async function filesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, file));
}

describe("every way out", () => {
  it("asks who may know what it reads, or is handed what was asked about", async () => {
    const silent: string[] = [];
    for (const folder of OUTLETS) {
      for (const file of await filesIn(folder)) {
        const text = await source(file);
        if (READS.test(text) && !ASKS.test(text)) silent.push(file);
      }
    }
    expect(silent.toSorted()).toEqual(Object.keys(HANDED));
  });

  it("asks before it shows: each endpoint of a chart that names one, as it stands, as it stood, and its journal", async () => {
    const text = await source("src/http/instances/operations.ts");
    const finds = text.match(/findInstance\(/g) ?? [];
    const demands = text.match(/await demandKnown\(/g) ?? [];
    expect(finds.length).toBeGreaterThan(0);
    expect(demands.length).toBe(finds.length);
  });

  it("asks the same function, which nobody else decides beside", async () => {
    const deciding: string[] = [];
    for (const room of ["src", "workers", "bin"]) {
      for (const file of await filesIn(room)) {
        // A comparison with a label is a decision about an audience.
        if (/(?:===|!==|case) "TLP:/.test(await source(file))) deciding.push(file);
      }
    }
    // The label over a mail is shown, not judged.
    expect(deciding.toSorted()).toEqual(["src/auth/audience.ts", "workers/send-mail/labelled.ts"]);
    for (const file of ["src/auth/known-records.ts", "src/auth/known-dossier.ts"])
      expect(await source(file)).toContain('import { mayKnow } from "./audience.ts";');
  });
});
