import { useEffect, useRef, useState } from "react";

/** Goes to an entry of the timeline as soon as it is on the page: unfolded, in the middle, with the focus. */
export function useSeek(): (seq: number) => void {
  const sought = useRef<number>(undefined);
  const [, look] = useState(0);
  // After every rendering, since filters and tabs give way first.
  useEffect(() => {
    if (sought.current === undefined) return;
    const entry = document.getElementById(`entry-${sought.current}`);
    if (entry === null) return;
    sought.current = undefined;
    entry.closest("details")?.setAttribute("open", "");
    entry.scrollIntoView({ block: "center" });
    entry.focus({ preventScroll: true });
  });
  return (seq) => {
    sought.current = seq;
    look((before) => before + 1);
  };
}
