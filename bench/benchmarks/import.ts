/**
 * Lists of 10,000 people, as somebody brings them from a spreadsheet: two handed in at the same time are both checked, and one is
 * entered with all workers running. Every row must become one engagement; the benchmark fails when one does not.
 */
import { startWorkers } from "../../bin/workers.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { runOptions } from "../../src/contract/imports.ts";
import { takeFile } from "../../src/intake/import/check-import.ts";
import { readImportOf, runImport } from "../../src/intake/import/run-import.ts";
import { readProgramme } from "../../src/store/programmes.ts";
import { actorOf } from "../engagements.ts";
import type { Benchmark } from "../benchmark.ts";
import { loadNow } from "../measure.ts";
import { openApi } from "../open-api.ts";

const ROWS = 10_000;
const LOOK_MS = 500;

export const imports: Benchmark = async (stage, _settings, say) => {
  const api = await openApi(await stage.newDatabase("bench_import"));
  const { intake, db, relay } = api.house;
  const programme = await readProgramme(db, "default", SYSTEM);
  if (programme === undefined) throw new Error("The default programme is missing");
  const by = actorOf("officer", programme.id);
  const check = async (host: string): Promise<{ id: string; seconds: number }> => {
    const startedAt = performance.now();
    const id = await takeFile(intake, programme.id, { bytes: list(host), by });
    return { id, seconds: (performance.now() - startedAt) / 1_000 };
  };

  const alone = await check("alone.example");
  say(`  checked in ${alone.seconds.toFixed(1)} s; two at once …`);
  const [first, second] = await Promise.all([check("one.example"), check("two.example")]);

  say("  entering …");
  const stopWorkers = await startWorkers(api.house, "http://127.0.0.1");
  relay.start();
  const one = await readImportOf(intake, alone.id);
  if (one === undefined) throw new Error("The list is gone");
  const startedAt = performance.now();
  await runImport(intake, one, { by, options: runOptions.parse({}) });
  while ((await readImportOf(intake, alone.id))?.status === "running")
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const seconds = (performance.now() - startedAt) / 1_000;
  await stopWorkers();
  const { rows } = await db.query<{ cases: number; parties: number }>(
    `select (select count(*)::int from instance where workflow = 'engagement') as cases, count(*)::int as parties from party`,
  );
  await api.close();
  const [found] = rows;
  if (found?.cases !== ROWS || found.parties !== ROWS)
    throw new Error(`Of ${ROWS} rows: ${JSON.stringify(found)}`);

  const what = `${ROWS.toLocaleString("en")} rows`;
  return [
    { what: `${what}, checked`, unit: "s", figure: alone.seconds, load: loadNow() },
    {
      what: "  the later of two handed in at once",
      unit: "s",
      figure: Math.max(first.seconds, second.seconds),
      load: loadNow(),
    },
    {
      what: `${what}, entered`,
      unit: "rows/s",
      figure: ROWS / seconds,
      load: loadNow(),
      note: `${seconds.toFixed(0)} s; each is one engagement of one person`,
    },
  ];
};

function list(host: string): Buffer {
  const people = Array.from(
    { length: ROWS },
    (_, at) =>
      `${FIRST[at % FIRST.length]} ${LAST[at % LAST.length]}${at},p${at}@${host},Harbour ${at % 500},GB`,
  );
  return Buffer.from(["Name,E-mail,Organisation,Country", ...people].join("\n"));
}

const FIRST = ["Ines", "Jonas", "Kira", "Amara", "Ravi", "Tove", "Yusuf"] as const;
const LAST = [
  "Duarte",
  "Weber",
  "Novak",
  "Okonkwo",
  "Menon",
  "Aas",
  "Demir",
  "Brun",
  "Solberg",
  "Petrov",
  "Costa",
] as const;
