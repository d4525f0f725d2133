/** Random programmes with engagements, markings, sources, defaults, recusals and agendas, written as rows. */
import fc from "fast-check";
import type { Actor, Grant } from "../../src/contract/actor.ts";
import type { RecusalScope } from "../../src/contract/recusals.ts";
import { MARKINGS } from "../../src/contract/markings.ts";
import { HELD_PER_BODY } from "../../src/auth/policy.ts";
import { newId } from "../../src/lib/ids.ts";
import type { Queryable } from "../../src/store/database.ts";
import type { Role } from "../../workflows/workflow.ts";
import { ROLES } from "../../workflows/workflow.ts";

export type Draw = fc.GeneratorValue;

const int = (draw: Draw, min: number, max: number): number => draw(fc.integer, { min, max });
/** True once in so many times. */
const once = (draw: Draw, inSoMany: number): boolean => int(draw, 1, inSoMany) === 1;
function pick<One>(draw: Draw, from: readonly One[]): One {
  const one = from[int(draw, 0, from.length - 1)];
  if (one === undefined) throw new Error("Nothing to pick from");
  return one;
}
const some = <One>(draw: Draw, from: readonly One[], inSoMany = 3): One[] =>
  from.filter(() => once(draw, inSoMany));
const upTo = <One>(draw: Draw, max: number, make: () => One): One[] =>
  Array.from({ length: int(draw, 0, max) }, make);

const STAGES = ["inquiry", "vetting", "assignment", "meeting", "off_board"];
const HELD = ROLES.filter((role) => role !== "public" && role !== "system");
const dayOf = (day: number): string => new Date(Date.UTC(2012, 11, 1 + day)).toISOString();

export interface RandomCases {
  readonly engagementIds: readonly string[];
  readonly actors: readonly Actor[];
  readonly write: (db: Queryable) => Promise<void>;
}

interface Programme {
  readonly id: string;
  readonly groups: readonly string[];
}

interface Case {
  readonly id: string;
  readonly programme: Programme;
  readonly party: string;
}

interface Chart {
  readonly id: string;
  readonly programme: string;
  readonly workflow: string;
  readonly card: object;
  readonly status?: string;
  readonly stage?: string;
  readonly person?: string;
  readonly owner?: string | null;
  readonly context?: object;
  readonly day?: number;
}

/** Two programmes of one institution, with people who hold roles in them. */
export function drawCases(draw: Draw): RandomCases {
  const rows: Row[] = [];
  const add = (table: string, row: object): void => void rows.push({ table, row });
  const chart = (one: Chart): void => add("instance", instanceRow(one));
  const programmes = [1, 2].map((): Programme => ({ id: newId(), groups: [newId(), newId()] }));
  const accounts = Array.from({ length: 4 }, newId);
  const cases = Array.from({ length: int(draw, 2, 9) }, (): Case => ({
    id: newId(),
    programme: pick(draw, programmes),
    party: newId(),
  }));
  const anybody = [...accounts, ...cases.flatMap(({ id, party }) => [id, party])];
  const marking = () => pick(draw, MARKINGS);

  const key = newId();
  add("seal_key", { id: key, created_at: dayOf(0) });
  for (const [nth, { id }] of programmes.entries())
    add("programme", { ...PROGRAMME, id, slug: `p${nth}-${id}` });
  for (const { id, programme, party } of cases) {
    const survivors = cases.filter((one) => one.programme === programme && one.party < party);
    const isMerged = survivors.length > 0 && once(draw, 6);
    add("party", {
      id: party,
      programme_id: programme.id,
      key_id: key,
      created_at: dayOf(0),
      merged_into: isMerged ? survivors[0]?.party : null,
    });
    const groups = some(draw, programme.groups);
    chart({
      id,
      programme: programme.id,
      workflow: "engagement",
      status: once(draw, 5) ? "done" : "active",
      stage: pick(draw, STAGES),
      person: `party:${party}`,
      owner: once(draw, 3) ? pick(draw, accounts) : null,
      day: int(draw, 0, 9),
      card: {
        groups,
        vetters: some(draw, accounts),
        ...(once(draw, 3) ? { groupId: pick(draw, programme.groups) } : {}),
      },
    });
    if (once(draw, 3)) add("record_marking", setRow("engagement", id, programme));
  }

  const organisations = Array.from({ length: 3 }, newId).toSorted();
  for (const [nth, id] of organisations.entries()) {
    const merged_into = nth > 0 && once(draw, 3) ? organisations[0] : null;
    add("organisation", { ...ORGANISATION, id, name: `O ${id}`, merged_into });
  }
  for (const { party, programme } of cases)
    for (const organisation_id of some(draw, organisations))
      add("affiliation", {
        id: newId(),
        programme_id: programme.id,
        party_id: party,
        organisation_id,
        capacity: "expert",
        until: once(draw, 3) ? "2012-11-30" : null,
        created_at: dayOf(0),
        created_by: "somebody",
      });

  for (const programme of programmes) {
    for (const id of programme.groups) {
      const context = { leads: some(draw, accounts, 4), held: some(draw, anybody, 6) };
      chart({ id, programme: programme.id, workflow: "working_group", card: { groups: [id] }, context });
      if (once(draw, 4)) add("record_marking", setRow("working_group", id, programme));
    }
    let since = 0;
    for (const marked of upTo(draw, 2, marking)) {
      since += int(draw, 0, 5);
      const kind = once(draw, 4) ? "meeting" : "engagement";
      const row = { programme_id: programme.id, kind, marking: marked, since: dayOf(since), set_by: "admin" };
      add("programme_marking", row);
    }
  }

  const meetings = programmes.map(({ id }) => ({ id: newId(), programme: id }));
  for (const { id, programme } of meetings) {
    const ids = cases.map((one) => one.id);
    const agenda = [1, 2].map((item) => ({
      item,
      papers: some(draw, ids, 5),
      recused: some(draw, anybody, 12),
    }));
    chart({ id, programme, workflow: "meeting", card: { groups: [] }, context: { agenda } });
  }

  const sources = [
    ...cases.map(({ id }) => ({ kind: "engagement", id })),
    ...programmes.flatMap(({ groups }) => groups.map((id) => ({ kind: "working_group", id }))),
  ];
  for (const { id } of cases)
    for (const source of some(draw, sources, 12))
      add("record_source", {
        kind: "engagement",
        record_id: id,
        source_kind: source.kind,
        source_id: source.id,
        released_to: once(draw, 3) ? marking() : null,
      });

  const scope = (): RecusalScope => {
    switch (int(draw, 1, 4)) {
      case 1:
        return { kind: "organisation", id: pick(draw, organisations) };
      case 2:
        return { kind: "group", id: pick(draw, pick(draw, programmes).groups) };
      case 3:
        return { kind: "item", meetingId: pick(draw, meetings).id, item: int(draw, 1, 2) };
      default:
        return once(draw, 2) ? { kind: "programme" } : { kind: "recommendation", id: newId() };
    }
  };
  const persons = [...accounts.map((id) => `account:${id}`), ...cases.map(({ party }) => `party:${party}`)];
  for (const programme of programmes)
    for (const person of some(draw, persons, 3)) {
      const card = { person, scope: upTo(draw, 2, scope), groups: [] };
      chart({ id: newId(), programme: programme.id, workflow: "interests", person, card });
    }

  function setRow(kind: string, record_id: string, programme: Programme) {
    return {
      kind,
      record_id,
      programme_id: programme.id,
      marking: marking(),
      set_by: pick(draw, accounts),
      set_at: dayOf(1),
      named: some(draw, anybody, 8),
    };
  }

  const moved = some(draw, cases).map(({ id }) => id);
  const gone = some(draw, cases, 12).map(({ id }) => id);
  return {
    engagementIds: cases.map(({ id }) => id).filter((id) => !gone.includes(id)),
    actors: [
      ...accounts.map((id) => account(draw, id, programmes)),
      ...some(draw, cases, 2).map((one) => stakeholder(draw, one)),
    ],
    async write(db) {
      await writeRows(db, rows);
      await db.query(
        `update instance set stage = 'meeting', state = 'meeting', card = card || '{"country":"GB"}'
         where id = any($1::uuid[])`,
        [moved],
      );
      await db.query("delete from instance where id = any($1::uuid[])", [gone]);
    },
  };
}

function account(draw: Draw, id: string, programmes: readonly Programme[]): Actor {
  const grant = (): Grant => {
    if (once(draw, 6)) return { role: pick(draw, HELD), programmeId: null };
    const { id: programmeId, groups } = pick(draw, programmes);
    if (once(draw, 3)) return { role: pick(draw, HELD_PER_BODY), programmeId, bodyId: pick(draw, groups) };
    return { role: pick(draw, HELD), programmeId };
  };
  return { id, kind: "staff", name: "A", grants: [grant(), ...upTo(draw, 2, grant)] };
}

/** Somebody without an account, by a link that was mailed to them. */
function stakeholder(draw: Draw, { party, programme }: Case): Actor {
  const role = pick<Role>(draw, ["stakeholder", "addressee"]);
  return { id: party, kind: "public", name: "B", grants: [{ role, programmeId: programme.id }] };
}

const PROGRAMME = { name: "P", zone: "UTC", week: [1], holidays: [], created_at: dayOf(0) };
const ORGANISATION = {
  institution_id: "00000000-0000-7000-8000-0000000d0001",
  other_names: [],
  kind: "business",
  level: "national",
  revision: 1,
  created_at: dayOf(0),
};

function instanceRow({ id, programme, workflow, card, ...more }: Chart): object {
  const { status = "active", stage = null, person = null, owner = null, context = {}, day = 0 } = more;
  return {
    id,
    workflow,
    version: 1,
    definition_hash: "",
    programme_id: programme,
    revision: 1,
    status,
    stage,
    state: stage ?? "standing",
    business_key: person,
    owner_id: owner,
    card,
    snapshot: { context },
    chain: "",
    created_at: dayOf(day),
    updated_at: dayOf(day),
  };
}

interface Row {
  readonly table: string;
  readonly row: object;
}

/** Newest first, as they refer to each other. */
const TABLES = [
  "record_source",
  "programme_marking",
  "affiliation",
  "record_marking",
  "instance",
  "party",
  "organisation",
  "programme",
  "seal_key",
];

/** What was there before is gone then. */
async function writeRows(db: Queryable, rows: readonly Row[]): Promise<void> {
  for (const table of TABLES) await db.query(`delete from ${table}`);
  for (const table of TABLES.toReversed()) {
    const own = rows.filter((one) => one.table === table).map(({ row }) => row);
    if (own.length === 0) continue;
    // Columns that no row names take their default.
    const columns = Object.keys(own[0] ?? {}).join(", ");
    await db.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(own)],
    );
  }
}
