import { Empty } from "../../src/parts/empty.tsx";
import { later } from "../../src/parts/later.tsx";
import type { States } from "../states.ts";

export const states: States = {
  "once it is there": later(() => Promise.resolve(() => <Empty title="Fetched when it was first shown." />)),
  "on its way": later(() => new Promise<typeof Empty>(() => {})) as () => React.ReactNode,
};
