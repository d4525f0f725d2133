/** `convoke people erase`: erase a person at the machine, or erase again whoever a restored backup has brought back. */
import { parseArgs } from "node:util";
import type { ErasureItem } from "../../src/contract/erasure.ts";
import { dryRun, eraseAtOnce } from "../../src/directory/erasure/erase-person.ts";
import { reapplyErasures } from "../../src/directory/erasure/reapply-erasures.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { isId } from "../../src/lib/ids.ts";
import type { Erasure } from "../../src/store/erasures.ts";
import { brokenProof, executedErasures } from "../../src/store/erasures.ts";
import { withHouse } from "../with-house.ts";

const USAGE = `Expected one of:
  convoke people erase <id> --dry-run       what it would delete, seal away and keep; changes nothing
  convoke people erase <id> --yes --requested-by <name> --approved-by <name>
                                            erase, prove and search; two people, who are named
  convoke people erase --reapply [--list <file>]
                                            after a restore: erase again who was erased since the backup
  convoke people proofs                     hold the chain of proofs against what is stored`;

export async function people(args: readonly string[]): Promise<void> {
  const { positionals, values } = parse(args);
  const [verb, id, ...others] = positionals;
  if (others.length > 0) throw new ConvokeError("setting", USAGE);
  if (verb === "proofs" && id === undefined) return await proofs();
  if (verb !== "erase") throw new ConvokeError("setting", USAGE);
  if (values.reapply && id === undefined) return await reapply(values.list);
  if (id === undefined || !isId(id) || values.reapply) throw new ConvokeError("setting", USAGE);
  if (values["dry-run"]) return await plan(id);
  const { "requested-by": requestedBy, "approved-by": approvedBy } = values;
  if (!values.yes || requestedBy === undefined || approvedBy === undefined) {
    const why =
      "Nothing is erased without --yes, --requested-by and --approved-by; look first with --dry-run";
    throw new ConvokeError("setting", `${why}\n${USAGE}`);
  }
  const erasure = await withHouse(({ erasing }) => eraseAtOnce(erasing, id, { requestedBy, approvedBy }));
  tell(erasure);
}

async function plan(id: string): Promise<void> {
  const { plan } = await withHouse(({ erasing }) => dryRun(erasing, id));
  console.log(table(plan.items));
  for (const obstacle of plan.obstacles) console.log(`First: ${obstacle}`);
}

async function reapply(list: string | undefined): Promise<void> {
  const { listed, erasedAgain } = await withHouse(({ erasing }) => reapplyErasures(erasing, list));
  console.log(`${listed} erasures are on the list; ${erasedAgain} people were there again and are erased.`);
}

async function proofs(): Promise<void> {
  const all = await withHouse(({ db }) => executedErasures(db));
  const broken = brokenProof(all);
  console.log(
    broken === undefined
      ? `${all.length} proofs of erasures hold.`
      : `The proof ${broken.id} is not what was written, or does not follow the one before.`,
  );
  if (broken !== undefined) process.exitCode = 1;
}

function tell({ id, result, verification, hash }: Erasure): void {
  console.log(table(result?.items ?? []));
  console.log(`Erasure ${id}, proof ${hash}.`);
  if (verification === null) {
    console.log("Nothing was searched: an earlier run destroyed the key, and what to search for with it.");
    return;
  }
  const { words, rows, files, queueValues, found } = verification;
  console.log(
    `Searched ${rows} rows, ${files} files and ${queueValues} values of Redis for ${words} words and lines:`,
  );
  if (found.length === 0) return console.log("nothing was found.");
  for (const { where, count } of found) console.log(`  ${count} in ${where}`);
  process.exitCode = 1;
}

const ACTS = { delete: "delete", "seal-away": "seal away", keep: "keep" } as const;

const table = (items: readonly ErasureItem[]): string =>
  items
    .map(
      ({ what, act, count, why }) => `${ACTS[act].padEnd(9)} ${String(count).padStart(6)}  ${what}: ${why}`,
    )
    .join("\n");

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "dry-run": { type: "boolean", default: false },
        yes: { type: "boolean", default: false },
        reapply: { type: "boolean", default: false },
        list: { type: "string" },
        "requested-by": { type: "string" },
        "approved-by": { type: "string" },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConvokeError("setting", `${USAGE}\n(${reason})`, { cause });
  }
}
