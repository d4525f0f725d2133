import { useState } from "react";
import type { Filter } from "../../src/parts/filter.ts";
import { ActiveFilters, Filters } from "../../src/parts/filters.tsx";
import { idOf } from "../invented.ts";
import type { States } from "../states.ts";

const filters = (begun: Filter, on: "list" | "board") =>
  function Shown() {
    const [filter, setFilter] = useState(begun);
    return (
      <>
        <Filters filter={filter} onChange={setFilter} on={on} />
        <ActiveFilters filter={filter} onChange={setFilter} />
      </>
    );
  };

export const states: States = {
  "of a list, none set": filters({}, "list"),
  "of a list, many set": filters(
    {
      owner: "me",
      due: "week",
      stage: "vetting",
      state: "decision_pending",
      origin: "form",
      organisation: idOf(500),
    },
    "list",
  ),
  "of the board": filters({ state: "triage" }, "board"),
};
