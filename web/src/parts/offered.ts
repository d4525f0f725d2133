/** What the page offers to the palette: acts on whatever it is about. The page that came last is asked. */
import { useEffect, useRef } from "react";

export interface Offered {
  readonly id: string;
  readonly label: string;
  readonly act: () => void;
}

const offers: { readonly current: readonly Offered[] }[] = [];

/** For as long as the component is there. */
export function useOffer(acts: readonly Offered[]): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    offers.push(latest);
    return () => void offers.splice(offers.indexOf(latest), 1);
  }, []);
}

export const offeredNow = (): readonly Offered[] => offers.at(-1)?.current ?? [];
