import type { TodayItem } from "../../../src/api/shapes.ts";
import page from "../../../src/pages/today/page.module.css";
import { Row } from "../../../src/pages/today/row.tsx";
import { useRows } from "../../../src/parts/use-rows.ts";
import { card, NAMES } from "../../invented.ts";
import type { States } from "../../states.ts";

const acts = { act: () => {}, snooze: () => {}, wake: () => {}, select: () => {} };
const ITEMS: readonly TodayItem[] = NAMES.map((_, at) => {
  const one = card(at, at === 4 ? { owner: null, marking: "TLP:AMBER+STRICT" } : {});
  const event = at % 2 === 0 ? "due_diligence.completed" : "triage.claimed";
  const reason = { key: "due.decision", at: one.deadline?.at ?? null };
  return { ...one, next: { event, role: "officer" }, reason };
});

function Rows({ isLate, isSnoozed }: { readonly isLate: boolean; readonly isSnoozed: boolean }) {
  const rows = useRows(
    ITEMS.map(({ id }) => id),
    {},
  );
  return (
    <ul className={page["rows"]}>
      {ITEMS.map((item) => (
        <Row
          key={item.id}
          name={item.id}
          {...{ item, rows, acts, isLate, isSnoozed }}
          isSelected={item === ITEMS[1]}
          isLeaving={false}
        />
      ))}
    </ul>
  );
}

export const states: States = {
  waiting: () => <Rows isLate={false} isSnoozed={false} />,
  late: () => <Rows isLate isSnoozed={false} />,
  snoozed: () => <Rows isLate={false} isSnoozed />,
};
