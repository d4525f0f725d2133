/** `convoke journals archive`: pack the journals of instances that ended or came to rest long ago, as housekeeping does by itself. */
import { parseArgs } from "node:util";
import { archiveJournals } from "../../src/engine/archive-journals.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { countArchivable } from "../../src/store/journal-archive.ts";
import { withHouse } from "../with-house.ts";

const USAGE = "Expected: convoke journals archive [--older-than <days>] [--dry-run]";
const DAY_MS = 24 * 3_600_000;

export async function journals(args: readonly string[]): Promise<void> {
  const { olderThan, isDryRun } = readArguments(args);
  await withHouse(async ({ config, engine }) => {
    const days = olderThan ?? config.archiveAfterDays;
    if (days === undefined) {
      const why = "--older-than: expected, since CONVOKE_ARCHIVE_AFTER_DAYS is never";
      throw new ConvokeError("setting", why);
    }
    const before = new Date((await engine.now()).getTime() - days * DAY_MS);
    const ended = `that ended before ${before.toISOString()}`;
    if (isDryRun) {
      const { journals: count, rows } = await countArchivable(engine.db, before);
      return console.log(`Would archive ${rows} rows of ${count} journals ${ended}.`);
    }
    const { journals: count, rows, packedBytes } = await archiveJournals(engine, { before });
    console.log(`Archived ${rows} rows of ${count} journals ${ended}, in ${packedBytes} bytes.`);
  });
}

/** At least a day: whoever lost the answer to a commit looks for its row in the journal. */
function readArguments(args: readonly string[]): { olderThan: number | undefined; isDryRun: boolean } {
  const { positionals, values } = parse(args);
  if (positionals.length !== 1 || positionals[0] !== "archive") throw new ConvokeError("setting", USAGE);
  const days = values["older-than"];
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) {
    const what = `--older-than: expected a whole number of days from 1 to 99999, but got "${days}"`;
    throw new ConvokeError("setting", what);
  }
  return { olderThan: days === undefined ? undefined : Number(days), isDryRun: values["dry-run"] };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { "older-than": { type: "string" }, "dry-run": { type: "boolean", default: false } },
    });
  } catch (cause) {
    throw new ConvokeError(
      "setting",
      `${USAGE} (${cause instanceof Error ? cause.message : String(cause)})`,
      {
        cause,
      },
    );
  }
}
