/** 100,000 engagements of four programmes: some are lived through the engine, and all others are theirs under other names. */
import type { House } from "../../bin/house.ts";
import { makeAccount } from "../../src/auth/accounts.ts";
import type { Actor } from "../../src/contract/actor.ts";
import { PUBLIC, SYSTEM } from "../../src/contract/actor.ts";
import { makeProgramme } from "../../src/directory/programmes.ts";
import { newId } from "../../src/lib/ids.ts";
import { foldCounts } from "../../src/store/engagement-counts.ts";
import { withConnection } from "../../src/store/database.ts";
import type { Connection } from "../../src/store/database.ts";
import { readProgramme } from "../../src/store/programmes.ts";
import type { Role } from "../../workflows/workflow.ts";
import { actorOf, eventsOf } from "../engagements.ts";
import type { Step } from "../engagements.ts";
import { SEED_SQL } from "./seed-sql.ts";

export const ENGAGEMENTS = 100_000;
const OFFICERS = 25;
const VETTERS = 8;

export interface Person {
  readonly name: string;
  readonly actor: Actor;
  readonly token: string;
}

export interface Crowd {
  /** Of the largest programme, seven tenths of all. */
  readonly officer: Person;
  readonly others: readonly Person[];
  readonly programmeId: string;
}

/** The same rows each time, but for ids of programmes and accounts. */
export async function seed({ db, engine }: House, connection: Connection): Promise<Crowd> {
  const programmes = await fourProgrammes(db);
  const [programmeId = ""] = programmes;
  for (const [name, steps] of Object.entries(livesOf())) {
    const id = newId();
    for (const [nth, [role, event]] of steps.entries()) {
      const actor = role === "public" ? PUBLIC : actorOf(role, programmeId);
      const sent =
        nth === 0
          ? engine.start({ workflow: "engagement", programmeId, id, origin: "intake", actor, event })
          : engine.send({ instanceId: id, event, actor, origin: "caller" });
      const { kind } = await sent;
      if (kind !== "applied")
        throw new Error(`The engagement to be ${name} did not take ${event.type}: ${kind}`);
    }
  }

  const groups = Array.from({ length: 200 }, newId);
  const person = async (name: string, grants: Actor["grants"]): Promise<Person> => {
    const wanted = { name, email: null, kind: "staff" as const, grants };
    const { account, token } = await makeAccount(db, wanted, new Date());
    return { name, token, actor: { id: account.id, kind: "staff", name, grants } };
  };
  const everywhere = (role: Role) => programmes.map((one) => ({ role, programmeId: one }));
  const officers: Person[] = [];
  for (let nth = 0; nth < OFFICERS; nth += 1)
    officers.push(
      await (nth === 1
        ? person("officer of four programmes", everywhere("officer"))
        : person("officer", [{ role: "officer", programmeId }])),
    );
  const vetters: Person[] = [];
  for (let nth = 0; nth < VETTERS; nth += 1)
    vetters.push(await person("vetter of four programmes", everywhere("vetter")));

  await withConnection(connection, async (client) => {
    const values = {
      programmes,
      groups,
      officers: officers.map(({ actor }) => actor.id),
      vetters: vetters.map(({ actor }) => actor.id),
      engagements: ENGAGEMENTS,
    };
    // An entry at a time the index of names takes longer than all the rest.
    await client.query("alter index person_card_words set (gin_pending_list_limit = 262144)");
    await client.query("set synchronous_commit = off");
    for (const statement of SEED_SQL)
      await client.query(statement, statement.includes("$1") ? [JSON.stringify(values)] : []);
    await client.query("alter index person_card_words set (gin_pending_list_limit = 256)");
    // As housekeeping does every ten seconds.
    await foldCounts(client);
    for (const table of TABLES) await client.query(`vacuum analyze ${table}`);
  });

  const [officer, many] = officers;
  const [vetter] = vetters;
  if (officer === undefined || many === undefined || vetter === undefined) throw new Error("Nobody is there");
  return {
    programmeId,
    officer,
    others: [
      many,
      vetter,
      await person("approver", [{ role: "approver", programmeId }]),
      await person("secretariat", [{ role: "secretariat", programmeId }]),
      await person("lead of one group", [{ role: "lead", programmeId, bodyId: groups[0] ?? null }]),
      await person("lead in a programme", [{ role: "lead", programmeId }]),
    ],
  };
}

const TABLES = ["instance", "engagement_line", "engagement_count", "party", "person_card", "record_marking"];

/** The default one first, which is by far the largest. */
async function fourProgrammes(db: House["db"]): Promise<string[]> {
  const first = await readProgramme(db, "default", SYSTEM);
  if (first === undefined) throw new Error("There is no default programme");
  const ids = [first.id];
  for (const slug of ["ports", "waters", "customs"]) {
    const one = { id: newId(), slug, name: slug, zone: "UTC", week: [1, 2, 3, 4, 5], holidays: [] };
    await makeProgramme(db, { ...one, createdAt: new Date() });
    ids.push(one.id);
  }
  return ids;
}

/** By the state that each ends in. */
function livesOf(): Readonly<Record<string, readonly Step[]>> {
  const life = () => eventsOf(0);
  const until = (count: number) => life().slice(0, count);
  const asked: Step = ["officer", { type: "info.requested", questions: ["In which capacity?"] }];
  const answered: Step = ["officer", { type: "inquiry.answered", reply: "sent", wantsToTakePart: false }];
  return {
    received: until(1),
    triage: until(2),
    needs_information: [...until(2), asked],
    answered: [...until(2), answered],
    screening: until(3),
    decision_pending: until(5),
    approved: until(6),
  };
}
