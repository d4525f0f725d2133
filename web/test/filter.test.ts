import { describe, expect, it } from "vitest";
import { workflows } from "../../workflows/index.ts";
import { filterOf, setIn, withFilter } from "../src/parts/filter.ts";
import { STATES } from "../src/parts/use-choices.ts";

describe("the address of the list", () => {
  it("holds every filter and the order", () => {
    const all = {
      stage: "vetting",
      state: "screening",
      owner: "none",
      due: "week",
      origin: "web",
      marking: "TLP:AMBER",
      country: "GB",
      group: "0198c0de-0000-7000-8000-000000000001",
      organisation: "0198c0de-0000-7000-8000-000000000002",
      today: "waiting",
      sort: "due",
    };
    expect(filterOf(all)).toEqual(all);
    expect(setIn(filterOf(all))).toHaveLength(10);
  });

  it("leaves out what it does not understand, and whatever else it says", () => {
    expect(
      filterOf({
        stage: "lounge",
        state: 7,
        owner: "<b>",
        due: "soon",
        country: "gb",
        text: "Ines",
        sort: "",
      }),
    ).toEqual({});
  });

  it("drops the state with its stage, and nothing else", () => {
    const filter = filterOf({ stage: "vetting", state: "screening", owner: "me" });
    expect(withFilter(filter, "stage", "inquiry")).toEqual({ stage: "inquiry", owner: "me" });
    expect(withFilter(filter, "owner", undefined)).toEqual({ stage: "vetting", state: "screening" });
  });
});

interface Config {
  readonly states?: Readonly<Record<string, Config>>;
}
const leaves = ({ states = {} }: Config): string[] =>
  Object.entries(states).flatMap(([name, below]) =>
    Object.keys(below.states ?? {}).length === 0 ? [name] : leaves(below),
  );

it("every state of the chart can be chosen", () => {
  const chart = workflows.find(({ name }) => name === "engagement");
  const states = leaves((chart?.machine.config ?? {}) as Config)
    // Within an offer the row says that a seat was offered.
    .map((state) => (["pending", "open"].includes(state) ? "offered" : state))
    .filter((state) => state !== "new");
  expect(new Set(Object.values(STATES).flat())).toEqual(new Set(states));
});
