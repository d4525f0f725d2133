import pg from "pg";

import { ConvokeError } from "../../lib/errors.ts";
import { type Cluster, USER } from "./cluster.ts";

export type Claim =
  | { readonly kind: "claimed"; readonly session: pg.Client }
  | { readonly kind: "taken"; readonly by: string }
  /** The server is starting, recovering or shutting down. */
  | { readonly kind: "busy" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "stranger"; readonly reason: string };

/** "convoke" as an integer; any number would do, as long as it never changes. */
const OWNER_LOCK = 0x636f6e76;

/**
 * Try once to own the cluster through the server that listens in this socket folder. The session holds an advisory lock,
 * so that ownership ends with the process, however it ends: no file is left behind that a later start would have to judge.
 */
export async function claim(cluster: Cluster, socketFolder: string): Promise<Claim> {
  const session = new pg.Client({
    host: socketFolder,
    port: 5432,
    user: USER,
    password: cluster.password,
    database: "postgres",
    application_name: `convoke owner ${process.pid}`,
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener, a session that the server ends would end this process too.
  session.on("error", () => {});

  try {
    await session.connect();
  } catch (error) {
    return notConnected(error);
  }

  try {
    const { rows } = await session.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
      OWNER_LOCK,
    ]);
    if (rows[0]?.locked) return { kind: "claimed", session };
    const by = await ownerName(session);
    await session.end();
    return { kind: "taken", by };
  } catch {
    await session.end().catch(() => {});
    return { kind: "busy" };
  }
}

/** Make the database on the first start. Its name is not `postgres`, which tools like to connect to and drop. */
export async function ensureDatabase(session: pg.Client, name: string): Promise<void> {
  const { rowCount } = await session.query("select from pg_database where datname = $1", [name]);
  if (rowCount === 0) await session.query(`create database ${pg.escapeIdentifier(name)}`);
}

async function ownerName(session: pg.Client): Promise<string> {
  const { rows } = await session.query<{ application_name: string }>(
    `select application_name
     from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and objid = $1 and granted`,
    [OWNER_LOCK],
  );
  return rows[0]?.application_name.replace("convoke owner", "process") ?? "another process";
}

function notConnected(error: unknown): Claim {
  const { code = "", message } = error as { code?: string; message: string };
  // SQLSTATE 57P03 cannot_connect_now, 57P01 admin_shutdown, 53300 too_many_connections.
  if (["57P03", "57P01", "53300"].includes(code)) return { kind: "busy" };
  // Class 28: the server is none that our password opens.
  if (code.startsWith("28")) return { kind: "stranger", reason: message };
  return { kind: "unreachable" };
}

/** For the second process on one data folder. */
export function alreadyInUse(dataDir: string, by: string): ConvokeError {
  return new ConvokeError(
    "setting",
    `The data folder ${dataDir} is in use by another Convoke (${by}). Stop that one, choose another folder, ` +
      `or set DATABASE_URL so that several can share one PostgreSQL.`,
  );
}
