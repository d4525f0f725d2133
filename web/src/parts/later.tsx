/** A part that is fetched when it is first shown, so that no first screen waits for it. Nothing stands in its place until it is there. */
import type { ComponentType } from "react";
import { useEffect, useState } from "react";

// Not React's lazy: what that has to wait for it shows no sooner than 300 ms after, even when it came at once.
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let ready: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [Part, setPart] = useState(() => ready);
    useEffect(() => {
      if (Part !== undefined) return;
      load().then(
        (found) => {
          ready = found;
          setPart(() => found);
        },
        (error: unknown) => {
          // Told where whatever fails on a page is told.
          setPart(() => {
            throw error;
          });
        },
      );
    }, [Part]);
    return Part === undefined ? null : <Part {...props} />;
  };
}
