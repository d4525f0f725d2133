/** What a caller learns, and that it is true (invariants 1 to 4 and 8). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUBLIC } from "../../src/contract/actor.ts";
import type { Result } from "../../src/engine/commands.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { newId } from "../../src/lib/ids.ts";
import type { Actor } from "../../src/contract/actor.ts";
import type { MachineEvent } from "../../src/machine/port.ts";
import { openDatabase } from "../../src/store/database.ts";
import { readJournal } from "../../src/store/journal.ts";
import { officer, PROGRAMME, stranger } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { expectSound, instanceOf, settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine } from "../support/server.ts";
import { counter } from "../support/workflows/counter.ts";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";

const database = testDatabase();
let first: OpenEngine;
let second: OpenEngine;

beforeAll(async () => {
  await settle(database);
  first = openEngine(database);
  second = openEngine(database);
});
afterAll(async () => {
  await expectSound(first.engine, database);
  await Promise.all([first.close(), second.close()]);
});

const send = (engine: Engine, instanceId: string, event: MachineEvent, over: Over = {}): Promise<Result> =>
  engine.send({ instanceId, event, actor: officer, origin: "caller", ...over });
interface Over {
  key?: string;
  actor?: Actor;
  expectedRevision?: number;
}

const openCounter = async (
  over: { id?: string; key?: string; businessKey?: string } = {},
  engine = first.engine,
) => {
  const { businessKey, ...rest } = over;
  return await engine.start({
    workflow: "counter",
    programmeId: PROGRAMME,
    event: { type: "opened", ...(businessKey === undefined ? {} : { businessKey }) },
    actor: officer,
    origin: "caller",
    ...rest,
  });
};

async function opened(): Promise<string> {
  const result = await openCounter();
  if (result.kind !== "applied") throw new Error(JSON.stringify(result));
  return result.standing.instanceId;
}

async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}

const add = (by: number): MachineEvent => ({ type: "added", by });

describe("an acknowledged event", () => {
  it("is committed: whoever connects anew sees it (1)", async () => {
    const id = await opened();
    const result = await send(first.engine, id, add(3));
    expect(result).toMatchObject({ kind: "applied", standing: { revision: 2, state: "counting" } });

    const other = openDatabase({ connection: database.poolConfig });
    const { rows } = await other.query("select revision, card from instance where id = $1", [id]);
    await other.end();
    expect(rows).toMatchObject([{ revision: 2, card: { total: 3 } }]);
  });

  it("is not forgotten when it arrives in the very turn in which the batch before it ends", async () => {
    const { engine, ...open } = openEngine(database);
    const id = await opened();
    const followers: Promise<Result>[] = [];
    let turns = 0;
    engine.onCommit(() => {
      const wait = turns;
      turns += 1;
      if (wait < 12) followers.push(afterTurns(wait).then(async () => await send(engine, id, add(1))));
    });
    await send(engine, id, add(1));
    await eventually(() => expect(followers).toHaveLength(12));
    expect((await Promise.all(followers)).map(({ kind }) => kind)).toEqual(Array(12).fill("applied"));
    await open.close();
  });
});

describe("an idempotency key", () => {
  it("gives the first result again for the same body, and refuses another body (2)", async () => {
    const id = await opened();
    const result = await send(first.engine, id, add(1), { key: "k1" });
    await send(first.engine, id, add(1));
    if (result.kind !== "applied") throw new Error(result.kind);
    expect(await send(second.engine, id, add(1), { key: "k1" })).toMatchObject({
      kind: "duplicate",
      standing: result.standing,
    });
    expect(await send(first.engine, id, add(2), { key: "k1" })).toEqual({ kind: "key-reused", key: "k1" });
    expect(await instanceOf(first.engine, id)).toMatchObject({ card: { total: 2 } });
  });

  it("shares one result when it comes twice in one batch (2)", async () => {
    const id = await opened();
    const results = await first.engine.sendMany(
      [1, 1, 2].map((by) => ({ instanceId: id, event: add(by), actor: officer, origin: "caller", key: "k" })),
    );
    expect(results.map(({ kind }) => kind)).toEqual(["applied", "duplicate", "key-reused"]);
  });

  it("counts once when two processes are asked at the same moment (2)", async () => {
    const id = await opened();
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.all(
        [first, second].map(({ engine }) => send(engine, id, add(1), { key: `r${round}` })),
      );
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(["applied", "duplicate"]);
    }
    expect(await instanceOf(first.engine, id)).toMatchObject({ revision: 21, card: { total: 20 } });
  });

  it("opens one instance when two processes are asked to start at the same moment (2)", async () => {
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.all(
        [first, second].map(({ engine }) => openCounter({ key: `start${round}` }, engine)),
      );
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(["applied", "duplicate"]);
      const ids = results.map((result) => ("standing" in result ? result.standing?.instanceId : ""));
      expect(ids[0]).toBe(ids[1]);
    }
  });

  it("of one caller is not another's, nor that of a start of another workflow", async () => {
    const id = await opened();
    await send(first.engine, id, add(1), { key: "mine" });
    const colleague = { ...officer, id: newId() };
    expect(await send(first.engine, id, add(5), { key: "mine", actor: colleague })).toMatchObject({
      kind: "applied",
    });
    await openCounter({ key: "both" });
    const other = await first.engine.start({
      workflow: "reminder",
      programmeId: PROGRAMME,
      event: { type: "opened" },
      actor: officer,
      origin: "caller",
      key: "both",
    });
    expect(other).toEqual({ kind: "key-reused", key: "both" });
  });

  it("is not used up by a refusal", async () => {
    const id = await opened();
    const dreamer = { ...officer, grants: [{ role: "lead" as const, programmeId: PROGRAMME }] };
    await send(first.engine, id, { type: "limited", to: 10 }, { actor: dreamer });
    expect(await send(first.engine, id, add(11), { key: "k" })).toMatchObject({ kind: "refused" });
    expect(await send(first.engine, id, add(9), { key: "k" })).toMatchObject({ kind: "applied" });
  });
});

describe("the events of one instance", () => {
  it("are in one order without gaps, whoever sends them (3)", async () => {
    const id = await opened();
    const senders = Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? first : second).engine);
    const revisions = await Promise.all(
      senders.map(async (engine) => {
        const seen: number[] = [];
        for (let i = 0; i < 8; i += 1) {
          const result = await send(engine, id, add(1));
          if (result.kind === "applied") seen.push(result.standing.revision);
        }
        return seen;
      }),
    );
    const all = revisions.flat().toSorted((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 512 }, (_, index) => index + 2));
    const rows = await readJournal(database.pool, id);
    expect(rows.map(({ seq }) => seq)).toEqual([1, ...all]);
    expect(await instanceOf(first.engine, id)).toMatchObject({ revision: 513, card: { total: 512 } });
  });

  it("change snapshot, journal, effects and keys together or not at all (3)", async () => {
    const id = await opened();
    const count = async () => {
      const { rows } = await database.pool.query(
        `select (select revision from instance where id = $1) as revision,
           (select count(*) from journal where instance_id = $1) as journal,
           (select count(*) from effect where instance_id = $1) as effects,
           (select count(*) from idempotency where instance_id = $1) as keys`,
        [id],
      );
      return rows[0] as unknown;
    };
    const before = await count();
    for (const table of ["journal", "effect", "idempotency", "instance"]) {
      const action = table === "instance" ? "update" : "insert";
      await database.pool.query(`
        create or replace function planted() returns trigger language plpgsql as
          $$ begin raise exception 'planted'; end $$;
        create trigger planted before ${action} on ${table} for each row execute function planted()`);
      try {
        await expect(send(first.engine, id, add(1), { key: table })).rejects.toThrow("planted");
      } finally {
        await database.pool.query(`drop trigger planted on ${table}`);
      }
      expect(await count()).toEqual(before);
    }
    expect(await send(first.engine, id, add(1), { key: "journal" })).toMatchObject({ kind: "applied" });
  });
});

describe("a caller learns", () => {
  it("which guard refused, and what is listened to now (4)", async () => {
    const id = await opened();
    expect(await send(first.engine, id, add(2_000_000))).toMatchObject({
      kind: "refused",
      type: "added",
      guards: ["staysBelowLimit"],
      listening: expect.arrayContaining(["added", "closed"]) as unknown,
      standing: { revision: 1 },
    });
    expect(await send(first.engine, id, { type: "opened" })).toMatchObject({ kind: "refused", guards: [] });
  });

  it("that the instance has moved on (4)", async () => {
    const id = await opened();
    await send(first.engine, id, add(1));
    expect(await send(first.engine, id, add(1), { expectedRevision: 1 })).toMatchObject({
      kind: "stale",
      expected: 1,
      standing: { revision: 2 },
    });
    expect(await send(first.engine, id, add(1), { expectedRevision: 2 })).toMatchObject({ kind: "applied" });
  });

  it("that it may not, and who may (4, 11)", async () => {
    const id = await opened();
    expect(await send(first.engine, id, { type: "limited", to: 1 })).toMatchObject({
      kind: "rejected",
      problem: { code: "forbidden", extra: { needs: ["lead"], has: ["officer"] } },
    });
    expect(await send(first.engine, id, add(1), { actor: PUBLIC })).toMatchObject({
      problem: { code: "forbidden" },
    });
  });

  it("nothing of another programme's instances, nor of ids that cannot be (4)", async () => {
    const id = await opened();
    const nowhere = { kind: "not-found" };
    expect(await send(first.engine, id, add(1), { actor: stranger })).toMatchObject(nowhere);
    expect(await send(first.engine, newId(), add(1))).toMatchObject(nowhere);
    expect(await send(first.engine, "42", add(1))).toMatchObject(nowhere);
    await expect(first.engine.find(id, stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(first.engine.find("42", officer)).rejects.toMatchObject({ code: "not-found" });
  });

  it("which fields are wrong (4)", async () => {
    const id = await opened();
    const pointers = async (event: MachineEvent) => {
      const result = await send(first.engine, id, event);
      if (result.kind !== "rejected") throw new Error(result.kind);
      expect(result.problem).toMatchObject({ code: "invalid" });
      const { extra } = result.problem as Error & { extra: { errors: { pointer: string }[] } };
      return extra.errors.map(({ pointer }) => pointer);
    };
    expect(await pointers({ type: "added", by: "much", nope: 1 })).toEqual(["/data/by", "/data/nope"]);
    expect(await pointers({ type: "vanished" })).toEqual(["/type"]);
    expect(await pointers({ type: "constructor" })).toEqual(["/type"]);
  });

  it("that the machine threw, and nothing has changed (10)", async () => {
    const id = await opened();
    expect(await send(first.engine, id, { type: "exploded" })).toMatchObject({
      kind: "threw",
      problem: { code: "machine-threw" },
    });
    expect(await instanceOf(first.engine, id)).toMatchObject({ revision: 1, status: "active" });
    expect(await send(first.engine, id, add(1))).toMatchObject({ kind: "applied" });
  });
});

describe("an internal type", () => {
  it.each(["xstate.done.actor.screen", "xstate.after.5000.answered", "xstate.init", "convoke.x", "*", ""])(
    "%j never enters from outside (8)",
    async (type) => {
      const id = await opened();
      await expect(send(first.engine, id, { type })).rejects.toMatchObject({ code: "invalid" });
    },
  );
});

describe("one poisonous event", () => {
  it.each([
    ["U+0000", "a\u0000b"],
    ["half a surrogate pair", "a\uD800b"],
  ])("with %s is refused at the door by its field, and its neighbours go through", async (_, note) => {
    const id = await opened();
    const events = [add(1), { type: "added", by: 1, note }, add(1)];
    const results = await first.engine.sendMany(
      events.map((event) => ({ instanceId: id, event, actor: officer, origin: "caller" })),
    );
    expect(results).toMatchObject([
      { kind: "applied" },
      { kind: "rejected", problem: { code: "invalid", extra: { errors: [{ pointer: "/data/note" }] } } },
      { kind: "applied" },
    ]);
  });

  it("that gets past the door fails alone", async () => {
    const id = await opened();
    const poisoned = first.engine.run({
      kind: "send",
      instanceId: id,
      event: { type: "added", by: 1, note: "a\u0000b" },
      actor: officer,
      origin: "caller",
    });
    const others = [send(first.engine, id, add(1)), send(first.engine, id, add(1))];
    await expect(poisoned).rejects.toMatchObject({ code: "22P05" });
    expect(await Promise.all(others)).toMatchObject([{ kind: "applied" }, { kind: "applied" }]);
  });
});

describe("too many events at once", () => {
  it("are turned away as busy, and those taken are applied", async () => {
    const id = await opened();
    const results = await Promise.allSettled(
      Array.from({ length: 2_200 }, () => send(first.engine, id, add(1))),
    );
    const busy = results.filter((r) => r.status === "rejected");
    expect(busy.length).toBe(200);
    for (const { reason } of busy) expect(reason).toMatchObject({ code: "busy" });
    expect(await instanceOf(first.engine, id)).toMatchObject({ revision: 2_001 });
  });
});

describe("a party", () => {
  it("has one live case, however many processes open one at once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const businessKey = `party:${newId()}`;
      const results = await Promise.all(
        [first, second, first].map(({ engine }) => openCounter({ businessKey }, engine)),
      );
      const applied = results.find((result) => result.kind === "applied");
      const id = applied?.standing.instanceId;
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(["applied", "exists", "exists"]);
      for (const result of results) if (result.kind === "exists") expect(result.instanceId).toBe(id);
      await send(first.engine, id ?? "", { type: "closed" });
      expect(await openCounter({ businessKey })).toMatchObject({ kind: "applied" });
    }
  });

  it("is not promised what the batch then drops", async () => {
    const businessKey = `party:${newId()}`;
    const holder = await openCounter({ businessKey });
    const instanceId = holder.kind === "applied" ? holder.standing.instanceId : "";
    const id = newId();
    const results = await Promise.all([
      openCounter({ businessKey, id, key: "x" }),
      openCounter({ businessKey, id: newId(), key: "x" }),
      send(first.engine, id, add(1)),
      openCounter({ businessKey, id }),
    ]);
    expect(results).toEqual([
      { kind: "exists", instanceId },
      { kind: "exists", instanceId },
      { kind: "not-found", instanceId: id },
      { kind: "exists", instanceId },
    ]);
  });
});

describe("batches", () => {
  it("lock their instances in one order, so that opposite orders never deadlock (13)", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, opened));
    const deadlocks = async () => {
      const { rows } = await database.pool.query(
        "select deadlocks from pg_stat_database where datname = current_database()",
      );
      return (rows[0] as { deadlocks: number }).deadlocks;
    };
    const before = await deadlocks();
    const commandsOf = (some: readonly string[], round: number) =>
      some.map((instanceId, index) => ({
        instanceId,
        event: add(1),
        actor: officer,
        origin: "caller" as const,
        key: `${round}/${index}`,
      }));
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.all([
        first.engine.sendMany(commandsOf(ids, round)),
        second.engine.sendMany(commandsOf(ids.toReversed(), round + 1_000)),
      ]);
      expect(new Set(results.flat().map(({ kind }) => kind))).toEqual(new Set(["applied"]));
    }
    expect(await deadlocks()).toBe(before);
  });
});

describe("an event whose projection throws", () => {
  it("leaves nothing behind, also when its batch goes on with the same instance (3, 10)", async () => {
    const picky: WorkflowDefinition = {
      ...counter,
      project(view) {
        if (view.context["total"] === 13) throw new Error("thirteen cannot be shown");
        return counter.project(view);
      },
    };
    const { engine, ...open } = openEngine(database, { workflows: [picky] });
    const id = await opened();
    const results = await engine.sendMany(
      [add(13), { type: "closed" }].map((event) => ({
        instanceId: id,
        event,
        actor: officer,
        origin: "caller",
      })),
    );
    expect(results).toMatchObject([{ kind: "threw" }, { kind: "applied" }]);
    const { rows } = await database.pool.query("select payload from effect where instance_id = $1", [id]);
    expect(rows).toEqual([]);
    await open.close();
  });
});
