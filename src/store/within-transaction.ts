import type { Db, Tx } from "./database.ts";

/**
 * A pool of one connection, `tx`: whatever is asked of it is part of that transaction, and a transaction begun on it is a
 * savepoint. For work that was written to commit by itself and is now to stand or fall with something else. One thing after
 * the other: two transactions begun on it side by side would be inside each other.
 */
export function poolWithin(tx: Tx): Db {
  let begun = 0;
  // Only what the code that is given a pool uses of one.
  const pool: Pick<Db, "query" | "connect"> = {
    query: tx.query.bind(tx) as Db["query"],
    connect: (async () => {
      begun += 1;
      return clientWithin(tx, `within_${begun}`);
    }) as Db["connect"],
  };
  return pool as Db;
}

function clientWithin(tx: Tx, savepoint: string): Pick<Tx, "query" | "release"> {
  const ask = tx.query.bind(tx) as (first: unknown, ...rest: readonly unknown[]) => Promise<unknown>;
  const query = async (first: unknown, ...rest: readonly unknown[]): Promise<unknown> => {
    switch (first) {
      case "begin":
        return await ask(`savepoint ${savepoint}`);
      case "commit":
        return await ask(`release savepoint ${savepoint}`);
      case "rollback":
        return await ask(`rollback to savepoint ${savepoint}`);
      default:
        return await ask(first, ...rest);
    }
  };
  return { query: query as Tx["query"], release: () => undefined };
}
