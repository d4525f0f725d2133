/** What stands on Today between two answers, which days a snooze may end on, and how working days are counted. */
import { describe, expect, it } from "vitest";
import { withLeaving } from "../src/parts/leaving.ts";
import { workingDaysBetween } from "../src/parts/working-days.ts";
import type { Answer, Arranged, PartName } from "../src/pages/today/arrange.ts";
import { arrange, PARTS } from "../src/pages/today/arrange.ts";
import { chosenDay, fieldDate, snoozeDays } from "../src/pages/today/snooze-days.ts";

interface Item {
  readonly id: string;
  readonly revision: number;
}
type Said = Partial<Record<PartName, string>>;

/** Ids parted by spaces; `total` of a part is what it lists unless it is said. */
function answer(said: Said, totals: Partial<Record<PartName, number>> = {}, revision = 1): Answer<Item> {
  const part = (name: PartName) => {
    const items = (said[name] ?? "").split(" ").filter((id) => id !== "");
    return { total: totals[name] ?? items.length, items: items.map((id) => ({ id, revision })) };
  };
  return Object.fromEntries(PARTS.map((name) => [name, part(name)])) as unknown as Answer<Item>;
}
const idsOf = ({ parts }: Arranged<Item>): Said =>
  Object.fromEntries(
    PARTS.map((part) => [part, parts[part].map(({ id }) => id).join(" ")] as const).filter(
      ([, ids]) => ids !== "",
    ),
  );
const NOBODY: ReadonlySet<string> = new Set();
const then = (before: Said, now: Answer<Item>, own: ReadonlySet<string> = NOBODY) =>
  arrange(arrange<Item>(undefined, answer(before), NOBODY), now, own);

describe("rows of Today", () => {
  it("stay where they stand with what is new about them, while arrivals wait to be shown", () => {
    const next = then({ waiting: "b c" }, answer({ waiting: "a b c", unclaimed: "z" }, {}, 2));
    expect(idsOf(next)).toEqual({ waiting: "b c" });
    expect(next.parts.waiting.map(({ revision }) => revision)).toEqual([2, 2]);
    expect(next.arrivals).toBe(2);
  });

  it("that are done go, and what comes after them in the list takes their room", () => {
    const next = then({ waiting: "a b c" }, answer({ waiting: "b c d" }, { waiting: 30 }));
    expect(idsOf(next)).toEqual({ waiting: "b c d" });
    expect(next.arrivals).toBe(0);
  });

  it("that others pushed out of a list that is cut short are not taken for done", () => {
    const before = arrange<Item>(undefined, answer({ waiting: "b c" }, { waiting: 9 }), NOBODY);
    const next = arrange(before, answer({ waiting: "a b" }, { waiting: 10 }), NOBODY);
    expect(idsOf(next)).toEqual({ waiting: "b c" });
    expect(next.arrivals).toBe(1);
  });

  it("that the reader acted on go where they belong at once", () => {
    const own = new Set(["u"]);
    const next = then(
      { waiting: "a c", unclaimed: "u v" },
      answer({ waiting: "a u c", unclaimed: "v" }),
      own,
    );
    expect(idsOf(next)).toEqual({ waiting: "a u c", unclaimed: "v" });
    expect(next.arrivals).toBe(0);
  });

  it("that the world moved stand still until asked, and go when they have been dealt with", () => {
    const late = then({ waiting: "a b" }, answer({ overdue: "a", waiting: "b" }));
    expect(idsOf(late)).toEqual({ waiting: "a b" });
    expect(late.arrivals).toBe(1);
    expect(idsOf(then({ waiting: "a b" }, answer({ waiting: "b", iWaitFor: "a" })))).toEqual({
      waiting: "b",
      iWaitFor: "a",
    });
  });

  it("are shown at once where nothing stands that could shift", () => {
    expect(idsOf(then({ iWaitFor: "w" }, answer({ iWaitFor: "w", unclaimed: "u" })))).toEqual({
      unclaimed: "u",
      iWaitFor: "w",
    });
  });

  it("fold away from where they stood", () => {
    const items = (ids: string) => ids.split("").map((id) => ({ id }));
    const all = withLeaving(withLeaving([], items("abcd")), items("ace"));
    expect(all.map(({ item, isLeaving }) => (isLeaving ? `(${item.id})` : item.id)).join("")).toBe(
      "a(b)c(d)e",
    );
    expect(withLeaving(withLeaving([], items("ab")), items("b"))[0]).toEqual({
      item: { id: "a" },
      isLeaving: true,
    });
  });
});

describe("a snooze", () => {
  const monday = new Date(2012, 11, 3, 10, 0);
  const names = (deadline: Date | null) => snoozeDays(monday, deadline).map(({ name }) => name);

  it("ends on a day before the deadline's, each day once", () => {
    expect(names(null)).toEqual(["tomorrow", "threeDays", "nextWeek", "twoWeeks"]);
    expect(names(new Date(2012, 11, 7, 17))).toEqual(["tomorrow", "threeDays"]);
    expect(names(new Date(2012, 11, 9, 17))).toEqual(["tomorrow", "threeDays", "dayBefore"]);
    expect(names(new Date(2012, 11, 4, 17))).toEqual([]);
    expect(names(new Date(2012, 11, 1))).toEqual([]);
    expect(snoozeDays(monday, null).map(({ until }) => fieldDate(until))).toEqual([
      "2012-12-04",
      "2012-12-06",
      "2012-12-10",
      "2012-12-17",
    ]);
  });

  it("takes a day that was typed only if it may be chosen", () => {
    const deadline = new Date(2012, 11, 9, 17);
    expect(chosenDay("2012-12-08", monday, deadline)).toEqual(new Date(2012, 11, 8));
    for (const wrong of ["2012-12-09", "2012-12-03", "", "soon"])
      expect(chosenDay(wrong, monday, deadline), wrong).toBeUndefined();
  });
});

describe("working days", () => {
  const calendar = { zone: "Europe/Rome", week: [1, 2, 3, 4, 5], holidays: ["2012-12-26"] };
  const between = (from: string, to: string) => workingDaysBetween(new Date(from), new Date(to), calendar);

  it("are counted from tomorrow to the day itself, without weekends and days off", () => {
    expect(between("2012-12-05T10:00:00Z", "2012-12-07T09:00:00Z")).toBe(2);
    expect(between("2012-12-07T10:00:00Z", "2012-12-10T09:00:00Z")).toBe(1);
    expect(between("2012-12-24T10:00:00Z", "2012-12-27T09:00:00Z")).toBe(2);
    expect(between("2012-12-10T09:00:00Z", "2012-12-07T10:00:00Z")).toBe(-1);
  });

  it("begin and end with the programme's midnight", () => {
    expect(between("2012-12-05T22:30:00Z", "2012-12-05T23:30:00Z")).toBe(1);
  });
});
