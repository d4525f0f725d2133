/**
 * Says what was lost, doubled or early. It knows the database, what clients were told, and what the mail host received; of
 * the engine it uses the pure parts only, to replay.
 */
import { createHmac } from "node:crypto";
import { createEngine } from "../../src/engine/engine.ts";
import { createRegistry } from "../../src/engine/registry.ts";
import { replayAll } from "../../src/engine/replay-all.ts";
import type { Db, Queryable } from "../../src/store/database.ts";
import { readJournal } from "../../src/store/journal.ts";
import { workflows } from "../../workflows/index.ts";
import { followTimers } from "./armed-timers.ts";
import type { ClientLog } from "./client-log.ts";

/** One message as the mail host got it; the same one may have come twice. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly effect: string;
  readonly body: string;
}

export interface Evidence {
  /** A pool, or a transaction in which somebody has tampered with things. */
  readonly db: Queryable;
  readonly log: Pick<ClientLog, "events" | "deliveries" | "wrongAnswers">;
  readonly received: readonly ReceivedMessage[];
}

export interface Verdict {
  /** Empty when all holds; each begins with the name of the check. */
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

const JOURNAL_ROWS_MAX = 10_000;

export async function check({ db, log, received }: Evidence): Promise<Verdict> {
  const problems = [
    ...log.wrongAnswers.map((answer) => `answer: ${answer}`),
    ...(await acknowledgedEvents(db, log)),
    ...(await acknowledgedDeliveries(db, log)),
    ...(await gaps(db)),
    ...(await replays(db)),
    ...(await undone(db)),
    ...(await timers(db)),
    ...(await mails(db)),
    ...(await messages(db, received)),
  ];
  return { problems, counts: await count(db, log, received) };
}

/** Every acknowledged event stands in the journal once, at the revision that was told. */
async function acknowledgedEvents(db: Queryable, { events }: Evidence["log"]): Promise<string[]> {
  const { rows } = await db.query<{ id: string; key: string; seq: number; type: string }>(
    `select instance_id as id, key, seq, event->>'type' as type from journal
     where origin = 'caller' and key is not null`,
  );
  const entered = grouped(rows, ({ id, key }) => `${id} ${key}`);
  const twice = [...entered].filter(([, found]) => found.length > 1);
  return [
    ...twice.map(([key, found]) => `acknowledged: ${key} stands in the journal ${found.length} times`),
    ...events.flatMap(({ engagement, key, type, revision }) => {
      const [row] = entered.get(`${engagement} ${key}`) ?? [];
      if (row === undefined) return [`acknowledged: ${type} ${key} of ${engagement} is not in the journal`];
      if (row.seq !== revision || row.type !== type)
        return [
          `acknowledged: ${type} ${key} was told revision ${revision}, but row ${row.seq} is ${row.type}`,
        ];
      return [];
    }),
  ];
}

/** Every acknowledged delivery is kept once and became exactly one event. */
async function acknowledgedDeliveries(db: Queryable, { deliveries }: Evidence["log"]): Promise<string[]> {
  const { rows } = await db.query<{ id: string; status: string; events: number }>(
    `select d.id, d.status,
       (select count(*)::int from journal j where j.event->>'deliveryId' = d.id::text) as events
     from delivery d`,
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const byKey = grouped(deliveries, ({ key }) => key);
  const problems = rows
    .filter(({ status, events }) => status === "accepted" && events !== 1)
    .map(({ id, events }) => `delivery: ${id} became ${events} events`);
  for (const [key, told] of byKey) {
    const ids = new Set(told.map(({ delivery }) => delivery));
    if (ids.size > 1) problems.push(`delivery: ${key} was told several ids`);
    for (const id of ids) {
      const status = kept.get(id)?.status;
      if (status !== "accepted")
        problems.push(`delivery: ${key} was acknowledged as ${id}, which is ${status}`);
    }
  }
  return problems;
}

/** Rows of a journal are numbered 1, 2, 3 … up to the instance's revision. */
async function gaps(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select i.id from instance i
     left join lateral (
       select count(*) as rows, min(seq) as first, max(seq) as last from journal j where j.instance_id = i.id) j on true
     where j.rows is distinct from i.revision or j.last is distinct from i.revision or j.first <> 1
     union
     select j.instance_id from journal j
     where not exists (select 1 from instance i where i.id = j.instance_id)`,
  );
  return rows.map(({ id }) => `gap: the journal of ${id} is not whole`);
}

async function replays(db: Queryable): Promise<string[]> {
  const hmac = (text: string): string => createHmac("sha256", "checker").update(text).digest("hex");
  // Replaying only reads, for which a transaction is as good as a pool.
  const engine = createEngine({ db: db as Db, registry: createRegistry(workflows), hmac, isVirtual: true });
  const problems: string[] = [];
  await replayAll(engine, (id, broken) => {
    for (const { seq, problem } of broken) problems.push(`replay: ${id} at ${seq}: ${problem}`);
  });
  return problems;
}

/** After the settling nothing waits: no work, no lease, no instance out of service. */
async function undone(db: Queryable): Promise<string[]> {
  const work = await db.query<{ key: string; state: string; error: string | null }>(
    `select instance_id || '/' || seq || '/' || name as key, state, last_error as error from effect
     where kind <> 'timer'`,
  );
  const parked = await db.query<{ id: string; reason: string }>(
    `select id, parked_reason as reason from instance where status = 'parked'`,
  );
  const incidents = await db.query<{ reason: string }>(
    "select reason from incident where resolved_at is null",
  );
  return [
    ...work.rows.map(({ key, state, error }) => `effect: ${key} is ${state} (${error})`),
    ...parked.rows.map(({ id, reason }) => `effect: ${id} is parked: ${reason}`),
    ...incidents.rows.map(({ reason }) => `effect: somebody must look: ${reason}`),
  ];
}

/** No timer fired early or twice, none is overdue, and every armed one has its row. */
async function timers(db: Queryable): Promise<string[]> {
  const problems: string[] = [];
  const overdue = await db.query<{ key: string }>(
    `select instance_id || '/' || seq || '/' || name as key from effect
     where kind = 'timer' and state = 'pending'
       and due_at <= to_timestamp((select (value->>'nowMs')::bigint from setting where key = 'virtual-clock') / 1000.0)`,
  );
  problems.push(...overdue.rows.map(({ key }) => `timer: ${key} is overdue`));
  const twice = await db.query<{ key: string }>(
    "select key from journal where origin = 'timer' group by instance_id, key having count(*) > 1",
  );
  problems.push(...twice.rows.map(({ key }) => `timer: ${key} fired twice`));

  const stored = await db.query<{ key: string }>(
    `select instance_id || '/' || seq || '/' || name as key from effect where kind = 'timer'`,
  );
  const keys = new Set(stored.rows.map(({ key }) => key));
  const registry = createRegistry(workflows);
  const instances = await db.query<{
    id: string;
    workflow: string;
    zone: string;
    week: number[];
    holidays: string[];
  }>(
    `select i.id, i.workflow, p.zone, p.week, p.holidays from instance i join programme p on p.id = i.programme_id`,
  );
  for (const { id, workflow, ...calendar } of instances.rows) {
    const rows = await readJournal(db, id, { limit: JOURNAL_ROWS_MAX });
    const followed = follow(() => followTimers(registry, workflow, calendar, rows));
    problems.push(...followed.problems.map((problem) => `timer: ${problem}`));
    problems.push(...followed.armed.filter((key) => !keys.has(key)).map((key) => `timer: ${key} is lost`));
  }
  return problems;
}

/** A journal that was tampered with may not even be followed. */
function follow(act: () => ReturnType<typeof followTimers>): ReturnType<typeof followTimers> {
  try {
    return act();
  } catch (error) {
    return { armed: [], problems: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Each mail that a step asked for was written once and went out, and no other mail of a step was. */
async function mails(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ effect: string; asked: boolean; status: string | null; mails: number }>(
    `with asked as (
       select j.instance_id || '/' || j.seq || '/' || name as effect
       from journal j cross join lateral jsonb_array_elements_text(j.effects) as name
       where name like 'sendMail:%'
     )
     select coalesce(a.effect, m.effect) as effect, a.effect is not null as asked, min(m.status) as status,
       count(m.id)::int as mails
     from asked a full join (select * from mail where effect like '%/sendMail:%') m on m.effect = a.effect
     group by 1, 2`,
  );
  return rows.flatMap(({ effect, asked, status, mails: written }) => {
    if (!asked) return [`mail: ${effect} was written, but nobody asked for it`];
    if (written !== 1) return [`mail: ${effect} was written ${written} times`];
    return status === "sent" ? [] : [`mail: ${effect} is ${status}`];
  });
}

/** The host got every mail that was sent, nothing else, and none more often than it was tried. */
async function messages(db: Queryable, received: readonly ReceivedMessage[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string; effect: string; status: string; attempts: number }>(
    "select message_id as id, effect, status, attempts from mail",
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const came = grouped(received, ({ messageId }) => messageId);
  const problems: string[] = [];
  for (const [id, copies] of came) {
    const mail = kept.get(id);
    if (mail === undefined) problems.push(`message: ${id} came, but no mail has that id`);
    else if (copies.length > mail.attempts)
      problems.push(`message: ${id} came ${copies.length} times in ${mail.attempts} attempts`);
    if (copies.some(({ effect }) => mail !== undefined && effect !== mail.effect))
      problems.push(`message: ${id} came for another effect`);
    if (new Set(copies.map(({ body }) => body)).size > 1)
      problems.push(`message: ${id} came with different words`);
  }
  for (const { id, status } of rows)
    if (status === "sent" && !came.has(id)) problems.push(`message: ${id} is called sent, but never came`);
  return problems;
}

async function count(db: Queryable, log: Evidence["log"], received: readonly ReceivedMessage[]) {
  const { rows } = await db.query<Record<string, number>>(
    `select (select count(*)::int from instance) as instances, (select count(*)::int from journal) as "journalRows",
       (select count(*)::int from journal where origin = 'timer') as "timersFired",
       (select count(*)::int from effect where kind = 'timer') as "timersArmed",
       (select count(*)::int from mail) as mails,
       (select coalesce(sum(attempts), 0)::int from mail) as "mailAttempts"`,
  );
  return {
    ...rows[0],
    messages: received.length,
    acknowledgedEvents: log.events.length,
    acknowledgedDeliveries: log.deliveries.length,
  };
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
