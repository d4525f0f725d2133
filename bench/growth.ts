/** What a database has grown by, table by table, and a process's memory meanwhile. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Connection } from "../src/store/database.ts";
import { withConnection } from "../src/store/database.ts";
import type { Line } from "./benchmark.ts";
import { loadNow } from "./measure.ts";

interface TableSize {
  readonly name: string;
  readonly heap: number;
  readonly indexes: number;
  readonly toast: number;
  readonly live: number;
  readonly dead: number;
  readonly updates: number;
  /** Updates that touched no index. */
  readonly hot: number;
  readonly vacuums: number;
}

export interface Growth {
  readonly tables: readonly TableSize[];
  /** Position in the write-ahead log, bytes. */
  readonly wal: number;
}

/** The tables of ours by name; those of the queue as one. */
const SIZES = `
  select case n.nspname when 'public' then c.relname else 'the queue''s' end as name,
    sum(pg_relation_size(c.oid)) as heap, sum(pg_indexes_size(c.oid)) as indexes,
    sum(coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0)) as toast,
    sum(s.n_live_tup) as live, sum(s.n_dead_tup) as dead, sum(s.n_tup_upd) as updates, sum(s.n_tup_hot_upd) as hot,
    sum(s.autovacuum_count) as vacuums
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_stat_user_tables s on s.relid = c.oid
  group by 1
  order by 1`;

export async function measureGrowth(connection: Connection): Promise<Growth> {
  return await withConnection(connection, async (client) => {
    const { rows } = await client.query<Record<string, string>>(SIZES);
    const at = await client.query<{ wal: string }>("select pg_current_wal_lsn() - '0/0'::pg_lsn as wal");
    const tables = rows.map(({ name = "", ...numbers }) => {
      const sizes = Object.entries(numbers).map(([key, value]) => [key, Number(value)]);
      return { name, ...Object.fromEntries(sizes) } as TableSize;
    });
    return { tables, wal: Number(at.rows[0]?.wal) };
  });
}

const LEAST = 0.5;

/** One line a table that grew by half a byte an event or more, and one for the write-ahead log. */
export function growthLines(before: Growth, after: Growth, events: number): Line[] {
  const load = loadNow();
  const unit = "B/event";
  const grown = after.tables.flatMap((table) => {
    const was = before.tables.find(({ name }) => name === table.name);
    const by = (part: "heap" | "indexes" | "toast"): number => (table[part] - (was?.[part] ?? 0)) / events;
    const figure = by("heap") + by("indexes") + by("toast");
    if (Math.abs(figure) < LEAST) return [];
    const parts = `heap ${by("heap").toFixed(0)}, indexes ${by("indexes").toFixed(0)}, toast ${by("toast").toFixed(0)}`;
    return [{ what: table.name, figure, unit, load, note: `${parts}; ${standing(table)}` }];
  });
  const total = grown.reduce((sum, { figure }) => sum + figure, 0);
  return [
    ...grown.toSorted((a, b) => b.figure - a.figure),
    { what: "all tables", figure: total, unit, load },
    { what: "write-ahead log", figure: (after.wal - before.wal) / events, unit, load },
  ];
}

function standing({ live, dead, updates, hot, vacuums }: TableSize): string {
  const rows = `${live.toLocaleString("en")} rows and ${dead.toLocaleString("en")} dead ones, ${vacuums} autovacuums`;
  if (updates === 0) return rows;
  return `${rows}; ${((100 * hot) / updates).toFixed(1)} % of ${updates.toLocaleString("en")} updates touched no index`;
}

export interface MemorySample {
  readonly events: number;
  /** All that the process holds, and what of its heap is still referred to. */
  readonly resident: number;
  readonly heap: number;
}

/** Sample the memory of this process, collected first, until the returned function says what was seen. */
export function watchMemory(everyMs: number, events: () => number): () => readonly MemorySample[] {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const samples: MemorySample[] = [];
  const sample = (): void => {
    collect();
    const { rss, heapUsed } = process.memoryUsage();
    samples.push({ events: events(), resident: rss, heap: heapUsed });
  };
  sample();
  const timer = setInterval(sample, everyMs);
  return () => {
    clearInterval(timer);
    sample();
    return samples;
  };
}

/** Slopes over the second half: in the first the process warms up and fills its caches. */
export function memoryLines(samples: readonly MemorySample[]): Line[] {
  const late = samples.slice(Math.floor(samples.length / 2));
  return (["heap", "resident"] as const).map((part) => ({
    what: part === "heap" ? "live heap, second half" : "resident memory, second half",
    figure: (slope(late.map((sample) => [sample.events, sample[part]])) * 100_000) / 2 ** 20,
    unit: "MiB/100k events",
    load: loadNow(),
    note: samples
      .map((sample) => `${Math.round(sample[part] / 2 ** 20)} at ${sample.events.toLocaleString("en")}`)
      .join(", "),
  }));
}

/** By least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
