import { useInsertionEffect, useRef, useState } from "react";

/**
 * The same functions from one render to the next, each doing what the newest render gave it: what is handed to hundreds of rows need not
 * make them anew. For what happens after a render, so for events and refs; never to be called while one is made.
 */
export function useSteady<Hand extends object>(given: Hand): Hand {
  const latest = useRef(given);
  // Before refs and all other effects, which may call it already.
  useInsertionEffect(() => {
    latest.current = given;
  });
  const [steady] = useState(() => {
    const names = Object.keys(given) as (keyof Hand)[];
    const through = names.map((name) => {
      const call = (...args: unknown[]): unknown =>
        (latest.current[name] as (...all: unknown[]) => unknown)(...args);
      return [name, call];
    });
    return Object.fromEntries(through) as Hand;
  });
  return steady;
}
