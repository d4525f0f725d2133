/** Faults as an engine could make them, planted into a settled database: each must be found. */
import type { Queryable } from "../../src/store/database.ts";
import type { Evidence } from "./checker.ts";

interface Fault {
  readonly name: string;
  /** One of the problems that must be told. */
  readonly found: RegExp;
  /** What is done to the database, in a transaction that is rolled back. */
  readonly sql?: string;
  /** What is done to the clients' log or to the mail host's record. */
  readonly forge?: (evidence: Evidence) => Evidence;
}

const LAST_ROW = `(instance_id, seq) = (select instance_id, max(seq) from journal where origin = 'caller'
  group by instance_id order by instance_id limit 1)`;
const A_TIMER_ROW = `(instance_id, seq) = (select instance_id, seq from journal where origin = 'timer'
  order by instance_id, seq limit 1)`;
const JOURNAL = `version, event, input, origin, actor, on_behalf_of, happened_at, entered_at, key, facts, effects, emitted,
  stage, state, hash`;
const doubled = (where: string): string => `
  insert into journal (instance_id, seq, ${JOURNAL})
    select instance_id, (select revision + 1 from instance i where i.id = j.instance_id), ${JOURNAL} from journal j
    where ${where};
  update instance i set revision = (select max(seq) from journal j where j.instance_id = i.id)`;
const copiedTimer = (kind: string): string => `
  insert into effect (instance_id, seq, name, kind, action, payload, ordinal, programme_id, due_at, created_at)
    select instance_id, seq, 'planted', '${kind}', action, payload, ordinal, programme_id, created_at, created_at
    from effect where kind = 'timer' limit 1`;

export const faults: readonly Fault[] = [
  {
    name: "a write that was acknowledged and lost",
    found: /^acknowledged: .* is not in the journal/,
    sql: `delete from journal where ${LAST_ROW}`,
  },
  { name: "a journal that ends too early", found: /^gap: /, sql: `delete from journal where ${LAST_ROW}` },
  {
    name: "an event that was applied twice",
    found: /^acknowledged: .* stands in the journal 2 times/,
    sql: doubled(LAST_ROW),
  },
  {
    name: "an answer that told another revision",
    found: /^acknowledged: .* was told revision/,
    forge: (evidence) => {
      const [first, ...others] = evidence.log.events;
      const events = first === undefined ? [] : [{ ...first, revision: first.revision + 1 }, ...others];
      return { ...evidence, log: { ...evidence.log, events } };
    },
  },
  {
    name: "a delivery that was acknowledged and lost",
    found: /^delivery: .* which is undefined/,
    forge: (evidence) => {
      const lost = { key: "lost", delivery: "00000000-0000-7000-8000-000000000000" };
      return { ...evidence, log: { ...evidence.log, deliveries: [...evidence.log.deliveries, lost] } };
    },
  },
  {
    name: "a delivery that became two events",
    found: /^delivery: .* became 2 events/,
    sql: doubled(
      "(instance_id, seq) = (select instance_id, seq from journal where event ? 'deliveryId' order by 1 limit 1)",
    ),
  },
  {
    name: "a changed word in the journal",
    found: /^replay: .* the row is not what was hashed/,
    sql: `update journal set event = event || '{"planted": true}' where ${LAST_ROW}`,
  },
  {
    name: "a changed snapshot",
    found: /^replay: .* another snapshot/,
    sql: `update instance set snapshot = snapshot || '{"planted": true}' where id = (select min(id::text)::uuid from instance)`,
  },
  { name: "work that nobody does", found: /^effect: .*planted is pending/, sql: copiedTimer("act") },
  {
    name: "an instance that was parked",
    found: /^effect: .* is parked/,
    sql: "update instance set status = 'parked', parked_reason = 'planted' where id = (select min(id::text)::uuid from instance)",
  },
  {
    name: "a timer that fired before it was due",
    found: /^timer: .* before it was due/,
    sql: `update journal set entered_at = (facts->>'dueAt')::timestamptz - interval '1 millisecond' where ${A_TIMER_ROW}`,
  },
  {
    // All of them: of one that was paused meanwhile only the engine knows when it is due.
    name: "a timer that was due too early",
    found: /^timer: .* before its rule allows/,
    sql: `update journal set entered_at = happened_at - interval '1 hour',
      facts = facts || jsonb_build_object('dueAt', happened_at - interval '1 hour') where origin = 'timer'`,
  },
  { name: "a timer that fired twice", found: /^timer: .* fired twice/, sql: doubled(A_TIMER_ROW) },
  {
    name: "a timer that was lost",
    found: /^timer: .* is lost/,
    sql: "delete from effect where kind = 'timer' and state = 'pending'",
  },
  { name: "a timer that never fires", found: /^timer: .* is overdue/, sql: copiedTimer("timer") },
  {
    name: "a mail that was never written",
    found: /^mail: .* was written 0 times/,
    sql: "delete from mail where id = (select min(id::text)::uuid from mail where effect like '%/sendMail:%')",
  },
  {
    name: "a mail that nobody asked for",
    found: /^mail: .* nobody asked for it/,
    sql: "update mail set effect = effect || '9' where id = (select min(id::text)::uuid from mail where effect like '%/sendMail:%')",
  },
  {
    name: "a mail that came more often than it was tried",
    found: /^message: .* times in/,
    forge: (evidence) => ({ ...evidence, received: [...evidence.received, ...twenty(evidence.received[0])] }),
  },
  {
    name: "a second mail under an id of its own",
    found: /^message: .* no mail has that id/,
    forge: (evidence) => {
      const [first] = evidence.received;
      const other = first === undefined ? [] : [{ ...first, messageId: "<planted@127.0.0.1>" }];
      return { ...evidence, received: [...evidence.received, ...other] };
    },
  },
  {
    name: "a mail that is called sent and never came",
    found: /^message: .* never came/,
    forge: (evidence) => {
      const lost = evidence.received[0]?.messageId;
      return { ...evidence, received: evidence.received.filter(({ messageId }) => messageId !== lost) };
    },
  },
  {
    name: "a repetition with other words",
    found: /^message: .* different words/,
    forge: (evidence) => {
      const [first] = evidence.received;
      const other = first === undefined ? [] : [{ ...first, body: "planted" }];
      return { ...evidence, received: [...evidence.received, ...other] };
    },
  },
];

const twenty = <T>(one: T | undefined): T[] =>
  one === undefined ? [] : Array.from({ length: 20 }, () => one);

/** The evidence with the fault in it. */
export async function plant(fault: Fault, evidence: Evidence, tx: Queryable): Promise<Evidence> {
  // As master of the database: the journal's triggers would refuse most of it.
  await tx.query("set local session_replication_role = replica");
  if (fault.sql !== undefined) await tx.query(fault.sql);
  return { ...(fault.forge?.(evidence) ?? evidence), db: tx };
}
