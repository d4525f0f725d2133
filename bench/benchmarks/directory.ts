/** How long the database takes to find people while somebody types: every keystroke of many names, employers and addresses. */
import { SYSTEM } from "../../src/contract/actor.ts";
import type { Actor } from "../../src/contract/actor.ts";
import type { Db } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/database.ts";
import { scopeOf } from "../../src/auth/scope-of.ts";
import { searchPeople } from "../../src/store/parties.ts";
import { insertProgramme } from "../../src/store/programmes.ts";
import { makeCrowd } from "../../test/support/crowd.ts";
import type { Benchmark } from "../benchmark.ts";
import { drive, inTurn, summarise } from "../measure.ts";
import { PROGRAMME } from "../open-engine.ts";

const PEOPLE = 50_000;
const TYPISTS = 16;
const PAGE = 20;
const P99_MAX_MS = 50;

/** What people type; each of its beginnings is a search. */
const TYPED = [
  "ana duarte",
  "josé garcía",
  "łukasz świątek",
  "o'brien",
  "moreau camille",
  "meridian insurance",
  "ministry of health",
  "customs",
  "bank",
  "p49999@vector.example",
  "example",
  "nobody by that name",
];

export const directory: Benchmark = async (stage, { rounds, seconds }, say) => {
  const db = openDatabase({ connection: await stage.newDatabase("bench_directory"), max: TYPISTS });
  const programme = { id: PROGRAMME, slug: "bench", name: "Bench", zone: "UTC", week: [1], holidays: [] };
  await insertProgramme(db, { ...programme, createdAt: new Date() });
  say(`  entering ${PEOPLE.toLocaleString("en")} people …`);
  await makeCrowd(db, PROGRAMME, PEOPLE);
  const officer: Actor = { ...SYSTEM, kind: "staff", grants: [{ role: "officer", programmeId: PROGRAMME }] };
  const keystrokes = TYPED.flatMap((text) => [...beginnings(text)]);
  let at = 0;
  const typing = (typists: number) => (forSeconds: number) =>
    drive(typists, forSeconds, () => search(db, officer, keystrokes[(at += 1) % keystrokes.length] ?? ""));
  const contestants = { one: typing(1), many: typing(TYPISTS) };
  await inTurn(1, contestants, 1);
  const slowest = await slowestOf(db, officer, keystrokes);
  const measured = await inTurn(rounds, contestants, seconds);
  await db.end();

  const one = summarise(measured.one);
  return [
    {
      what: `${PEOPLE.toLocaleString("en")} people, one typing`,
      unit: "keystrokes/s",
      ...one,
      target: { text: `p99 < ${P99_MAX_MS} ms`, isMet: one.p99Ms < P99_MAX_MS },
      note: slowest,
    },
    { what: `  ${TYPISTS} typing at once`, unit: "keystrokes/s", ...summarise(measured.many) },
  ];
};

const search = async (db: Db, officer: Actor, q: string) =>
  await searchPeople(db, { q, limit: PAGE }, scopeOf(officer, { data: "people", act: "read" }));

function* beginnings(text: string): Generator<string> {
  for (let length = 1; length <= text.length; length += 1) yield text.slice(0, length);
}

async function slowestOf(db: Db, officer: Actor, keystrokes: readonly string[]): Promise<string> {
  let slowest = { q: "", tookMs: 0 };
  for (const q of keystrokes) {
    const from = performance.now();
    await search(db, officer, q);
    const tookMs = performance.now() - from;
    if (tookMs > slowest.tookMs) slowest = { q, tookMs };
  }
  return `the slowest of ${keystrokes.length} keystrokes was “${slowest.q}”, ${slowest.tookMs.toFixed(1)} ms`;
}
