/** Everything the database holds that a word could stand in, table by table, whoever made the table: for searching all of it. */
import type { Db, Tx } from "./database.ts";
import { inTransaction, patiently } from "./database.ts";
import { packedRunColumns } from "./journal-archive.ts";
import type { PackedRun } from "./journal-archive-format.ts";
import { unpackRows } from "./journal-archive-format.ts";

export interface StoredRow {
  /** Such as `public.mail`. */
  readonly where: string;
  /** One for each column that may hold words; bytes as they are. */
  readonly values: readonly (string | Buffer | null)[];
}

const ROWS_AT_ONCE = 200;

/** Types that no word fits into. Of all others the text is read, bytes excepted. */
const WORDLESS = `('bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'timestamptz', 'timestamp', 'date', 'time',
  'uuid', 'xid8', 'oid', '_int4', '_int8', '_date', '_uuid')`;

/**
 * Every row of every table of every schema, BullMQ's included; packed journals unpacked; and what `analyze` remembers of
 * columns. One table is read in one snapshot. Takes as long as it takes: no statement of it is timed.
 */
export async function* storedRows(db: Db): AsyncGenerator<StoredRow> {
  for (const { schema, table, columns } of await searchableTables(db)) {
    const where = `${schema}.${table}`;
    if (where === "public.journal_archive") {
      for await (const run of cursor<PackedRun>(db, `select ${packedRunColumns} from journal_archive`))
        yield { where, values: [JSON.stringify(await unpackRows(run))] };
      continue;
    }
    const picked = columns.map(({ name, type }) =>
      type === "bytea" ? quoted(name) : `${quoted(name)}::text`,
    );
    const select = `select ${picked.join(", ")} from ${quoted(schema)}.${quoted(table)}`;
    for await (const row of cursor<WordRow>(db, select)) yield { where, values: Object.values(row) };
  }
  const remembered = `select most_common_vals::text as common, histogram_bounds::text as bounds,
    most_common_elems::text as elements from pg_stats where schemaname not in ('pg_catalog', 'information_schema')`;
  for await (const row of cursor<WordRow>(db, remembered))
    yield { where: "pg_stats", values: Object.values(row) };
}

type WordRow = Readonly<Record<string, StoredRow["values"][number]>>;

async function* cursor<Row extends object>(db: Db, select: string): AsyncGenerator<Row> {
  const tx: Tx = await db.connect();
  let isWhole = false;
  try {
    await tx.query("begin read only");
    await tx.query("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
    await tx.query(patiently(`declare found no scroll cursor for ${select}`));
    for (;;) {
      const { rows } = await tx.query<Row>(patiently(`fetch ${ROWS_AT_ONCE} from found`));
      yield* rows;
      if (rows.length < ROWS_AT_ONCE) break;
    }
    await tx.query("commit");
    isWhole = true;
  } finally {
    // Whoever stops reading in the midst leaves a transaction behind that only the end of the connection ends.
    tx.release(!isWhole);
  }
}

interface SearchableTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** From the catalogue itself: the views of `information_schema` are joined in an order that took seconds. */
async function searchableTables(db: Db): Promise<SearchableTable[]> {
  const { rows } = await db.query<SearchableTable>(
    `select n.nspname as schema, c.relname as "table",
       jsonb_agg(jsonb_build_object('name', a.attname, 'type', t.typname) order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
       and t.typname not in ${WORDLESS}
     group by 1, 2 order by 1, 2`,
  );
  return rows;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** What is shown of a person in lists is remembered nowhere else: not in what the planner knows of the columns. */
export async function forgetStatistics(db: Db): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.query("set local statement_timeout = 0");
    await tx.query(patiently("analyze person_card"));
    // Of an empty table analyze says nothing new, and leaves what it said before.
    const { rows } = await tx.query<{ isOld: boolean }>(
      `select to_regprocedure('pg_clear_attribute_stats(text, text, text, boolean)') is not null
         and not exists (select 1 from person_card) as "isOld"`,
    );
    if (rows[0]?.isOld !== true) return;
    await tx.query(
      `select pg_clear_attribute_stats(schemaname::text, tablename::text, attname::text, inherited)
       from pg_stats where tablename = 'person_card' and schemaname = current_schema()`,
    );
  });
}
