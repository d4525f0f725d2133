import { Tab, Tabs } from "../../src/parts/tabs.tsx";
import type { States } from "../states.ts";

const NAMES = ["Sources", "Deliveries", "Quarantine", "Duplicates", "Import"];

const tabs = (label: string, count: number) => (
  <Tabs label={label}>
    {Array.from({ length: count }, (_, at) => (
      <Tab key={at} to="/p/$programme/today" params={{ programme: "default" }} isCurrent={at === 1}>
        {NAMES[at % NAMES.length]} {at}
      </Tab>
    ))}
  </Tabs>
);

export const states: States = {
  few: () => tabs("A few", 3),
  "more than there is room for": () => tabs("Many", 20),
};
