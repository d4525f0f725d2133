import page from "../../../src/pages/engagements/page.module.css";
import { Heads, Row } from "../../../src/pages/engagements/row.tsx";
import { lineOf } from "../../../src/parts/line.ts";
import { card, inDays } from "../../invented.ts";
import type { States } from "../../states.ts";

const FORTNIGHT = 14;
const hand = { toggle: () => {}, focused: () => {}, keep: () => {} };

/** Of each day of two weeks, as long as a date in words can be. */
const lines = (isLate: boolean) =>
  Array.from({ length: FORTNIGHT }, (_, day) => {
    const at = inDays(isLate ? -1 - day : 1 + day);
    const deadline = { at, name: "decision", of: "us" as const, overdue: isLate };
    const country = day % 2 === 0 ? "VC" : "PT";
    return lineOf(card(day, { since: inDays(-1 - day), deadline, country }));
  });

function Rows({ isLate }: { readonly isLate: boolean }) {
  return (
    <table className={page["grid"]}>
      <Heads />
      <tbody>
        {lines(isLate).map((line, index) => (
          <Row
            key={line.id}
            {...{ line, index, hand }}
            meId="nobody"
            isSelected={index === 2}
            isCurrent={index === 0}
          />
        ))}
      </tbody>
    </table>
  );
}

export const states: States = {
  due: () => <Rows isLate={false} />,
  overdue: () => <Rows isLate />,
};
