import { useState } from "react";
import type { Because } from "../../src/parts/because.ts";
import { ChooseBecause } from "../../src/parts/choose-because.tsx";
import type { States } from "../states.ts";

const choosing = (isMissing: boolean) =>
  function Choosing() {
    const [because, setBecause] = useState<Because>();
    return <ChooseBecause act="retry" value={because} isMissing={isMissing} onChoose={setBecause} />;
  };

export const states: States = {
  "nothing chosen yet": choosing(false),
  "sent without one": choosing(true),
};
