import pg from "pg";

/** A pool, or anything else that can run one statement outside a transaction. */
export type Db = pg.Pool;
/** An open transaction. Functions that need one take it as `tx`, so that nobody can forget to open it. */
export type Tx = pg.PoolClient & { readonly __tx?: never };
/** Either: for reads that do not care. */
export type Queryable = Pick<pg.ClientBase, "query">;

/** How to reach a database: host, user, password and database, or a connection string. */
export type Connection = pg.PoolConfig;

export interface DatabaseSettings {
  readonly connection: Connection;
  /** Connections held at most. */
  readonly max?: number;
}

/** PostgreSQL waits for ever by default, for locks and for idle transactions alike. We never do. */
const BOUNDED_WAITING =
  "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=5000 -c lock_timeout=1000 -c timezone=UTC";

/**
 * The server ends a statement after 5 s; when not even that is heard, the network has swallowed the connection. Without this
 * a half-open connection holds its query, and all that waits behind it, until the kernel gives up a quarter of an hour later.
 */
const ANSWER_MS = 8_000;
const CONNECT_MS = 5_000;

/** For one statement that may take longer than any other, such as a change of the schema. */
export const patiently = (text: string): { readonly text: string; readonly query_timeout: number } => ({
  text,
  query_timeout: 3_600_000,
});

/** How every pool of ours waits for its server: for a while. */
const boundedPool = {
  connectionTimeoutMillis: CONNECT_MS,
  query_timeout: ANSWER_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
} as const;

/** Text of a type we keep as it came: dates are days of a calendar, not instants. */
const DATE_OID = 1082;
const DATE_ARRAY_OID = 1182;
const INT8_OID = 20;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === DATE_OID) return (text: string) => text;
    if (oid === DATE_ARRAY_OID) return (text: string) => text.slice(1, -1).split(",").filter(Boolean);
    // Revisions and positions stay far below 2^53.
    if (oid === INT8_OID) return Number;
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

export const openDatabase = ({ connection, max = 10 }: DatabaseSettings): Db =>
  openPool({
    ...connection,
    max,
    types,
    options: BOUNDED_WAITING,
    application_name: "convoke",
    // A statement leaves without waiting for the answer to the one before: what is sent together costs one round trip. In
    // this mode a connection may break twice over.
    pipeline: true,
  });

/** A pool none of whose connections ends the process when it breaks: in use, idle or between the two. */
export function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...settings, ...boundedPool, Client: CalmClient });
  pool.on("error", ignore);
  return pool;
}

/**
 * A connection that breaks is replaced at the next use, and whoever was using it learns so from his own query. Between two
 * statements, and after a library has taken its listeners away, nobody listens, and Node would end the process for it.
 */
class CalmClient extends pg.Client {
  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    if (event === "error" && this.listenerCount(event) === 0) return false;
    return super.emit(event as "error", ...(rest as [Error]));
  }
}

const ignore = (): void => undefined;

/** One connection of its own, outside any pool and without the pool's time limits: for migrations. */
export async function withConnection<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new CalmClient({ ...connection, connectionTimeoutMillis: CONNECT_MS });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Run `work` in one transaction and commit it; anything thrown rolls back. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTransactionEndingWith(db, async (tx) => ({ result: await work(tx) }));
}

/**
 * The same for work that knows its last statement: `last` sends it, and the commit leaves together with it. Should it
 * fail, the commit behind it finds a failed transaction and rolls back.
 */
export async function inTransactionEndingWith<T>(
  db: Db,
  work: (tx: Tx) => Promise<{ readonly result: T; readonly last?: () => Promise<unknown> }>,
): Promise<T> {
  const tx = await db.connect();
  let broken: Error | undefined;
  try {
    // Not awaited: the first statement of the work follows on its heels.
    const begun = tx.query("begin");
    begun.catch(ignore);
    const { result, last } = await work(tx);
    await Promise.all([begun, last?.(), tx.query("commit")]);
    return result;
  } catch (error) {
    broken = isUnavailable(error) ? asError(error) : await rollBack(tx);
    throw error;
  } finally {
    tx.release(broken);
  }
}

/** What went wrong with it, if something did: such a connection is not used again. */
async function rollBack(tx: Tx): Promise<Error | undefined> {
  try {
    await tx.query("rollback");
    return undefined;
  } catch (cause) {
    return asError(cause);
  }
}

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

/** SQLSTATE of an error that PostgreSQL answered, else undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Deadlock, serialisation failure or lock timeout: the same work may succeed when it is tried again. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state === "40P01" || state === "40001" || state === "55P03";
}

const TRIES_MAX = 5;

/** Run one statement again when it lost a deadlock or waited too long for a lock. */
export async function persistently<T>(statement: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await statement();
    } catch (error) {
      if (!isTransient(error) || tries === TRIES_MAX) throw error;
    }
  }
}

/**
 * SQLSTATEs, or their classes: connection, operator intervention, resources; and what a server answers to a connection
 * it does not take (login, no such database, database closed to connections).
 */
const UNAVAILABLE = ["08", "57", "53", "28", "3D000", "55000"];

/** The database could not be asked at all, or went away while it was. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return UNAVAILABLE.some((start) => state.startsWith(start));
  const message = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return (
    /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable/.test(
      message,
    )
  );
}
