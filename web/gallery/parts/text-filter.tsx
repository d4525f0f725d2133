import { useState } from "react";
import { TextFilter } from "../../src/parts/text-filter.tsx";
import { NAMES } from "../invented.ts";
import type { States } from "../states.ts";

const field = (begun: string | undefined) =>
  function Shown() {
    const [text, setText] = useState(begun);
    return <TextFilter text={text} onChange={setText} />;
  };

export const states: States = {
  "nothing typed": field(undefined),
  "a name that is long": field(NAMES[1]),
  "a name from right to left": field(NAMES[2]),
};
