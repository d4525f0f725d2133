/** `convoke audit verify`: prove that nothing that was written to be kept has been changed since. */
import { parseArgs } from "node:util";
import { followJournal } from "../../src/audit/follow-journal.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { readProgramme } from "../../src/store/programmes.ts";
import type { House } from "../house.ts";
import { withHouse } from "../with-house.ts";

const USAGE = "Expected: convoke audit verify [--programme <slug or id>]";

export async function audit(args: readonly string[]): Promise<void> {
  const { positionals, values } = parse(args);
  if (positionals.length !== 1 || positionals[0] !== "verify") throw new ConvokeError("setting", USAGE);
  await withHouse(async (house) => {
    const { engine, db, directory } = house;
    const programmeId = values.programme === undefined ? undefined : await idOf(house, values.programme);
    await followJournal(directory);
    let broken = 0;
    const { chains, rows, journals, statements } = await verifyAudit(
      { engine, db, vault: directory.vault },
      programmeId,
      ({ where, problem }) => {
        broken += 1;
        console.error(`${where}: ${problem}`);
      },
    );
    for (const { programmeId: id, seq, hash } of chains)
      console.log(`Chain ${id} ends at row ${seq}: ${hash}`);
    const what = `${rows} rows of the trail, ${journals} journals and ${statements} statements`;
    console.log(`Verified ${what}: ${broken === 0 ? "all hold" : `${broken} do not hold`}.`);
    if (broken > 0) process.exitCode = 1;
  });
}

async function idOf({ db }: House, named: string): Promise<string> {
  const programme = await readProgramme(db, named, SYSTEM);
  if (programme === undefined)
    throw new ConvokeError("setting", `--programme: there is no programme ${named}`);
  return programme.id;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { programme: { type: "string" } },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConvokeError("setting", `${USAGE} (${why})`, { cause });
  }
}
