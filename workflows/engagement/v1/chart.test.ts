import { describe, expect, it } from "vitest";
import type { AnyStateNode } from "xstate";
import { chart } from "./chart.ts";
import type { Row } from "./chart/row.ts";
import { begin, machine, placeOf, standAt, tryExample } from "../../../test/support/engagement.ts";
import { engagementV1 } from "./index.ts";
import { LIVE } from "./places.ts";
import { hasPaper, paperRows } from "../../../test/support/paper.ts";

describe("the engagement chart", () => {
  for (const row of chart) {
    describe(`${row.id} ${row.event} to ${row.to}`, () => {
      for (const from of row.from) {
        it(`is taken from ${from}`, () => {
          expect(schemaOf(row).safeParse(row.accepts.data).error).toBeUndefined();
          const result = tryExample(row, from, row.accepts);
          expect(result).toMatchObject({ kind: "stepped" });
          if (result.kind === "stepped") expect(placeOf(result.snapshot)).toBe(landing(row, from));
        });
      }

      for (const refusal of row.refuses) {
        const from = row.from.at(-1) ?? "";
        if (refusal.because === "schema") {
          it("is refused at the door when it is not well formed", () => {
            expect(schemaOf(row).safeParse(refusal.data).success).toBe(false);
          });
        } else if (refusal.goes !== undefined) {
          it(`leaves it to another row, which leads to ${refusal.goes}, unless ${refusal.because}`, () => {
            const result = tryExample(row, from, refusal);
            expect(result).toMatchObject({ kind: "stepped" });
            const goes = refusal.goes === "@same" ? from : refusal.goes;
            if (result.kind === "stepped") expect(placeOf(result.snapshot)).toBe(goes);
          });
        } else {
          it(`is refused from ${from} unless ${refusal.because}`, () => {
            const result = tryExample(row, from, refusal);
            expect(result).toMatchObject({ kind: "refused" });
            if (result.kind === "refused") expect(result.guards).toContain(refusal.because);
          });
        }
      }

      it("has a refusing example for each of its guards", () => {
        const refused = row.refuses.map(({ because }) => because);
        for (const guard of row.guard ?? []) {
          expect(refused).toContain(guard);
        }
      });

      it("may be sent by nobody whom the event does not name", () => {
        expect(ruleOf(row).who).toEqual(expect.arrayContaining([...row.who]));
      });
    });
  }

  it("names everybody who may send an event in one of its rows", () => {
    for (const [type, rule] of Object.entries(engagementV1.events)) {
      const named = chart.filter((row) => row.event === type).flatMap((row) => row.who);
      expect([...new Set(named)].toSorted(), type).toEqual([...rule.who].toSorted());
    }
  });

  it("has a row for every way out of every state", () => {
    const known = new Set(chart.flatMap((row) => row.from.map((from) => `${from} ${row.event}`)));
    for (const [path, type] of ways()) {
      const leaves = leavesOf(path).filter((leaf) => known.has(`${leaf} ${type}`));
      expect(leaves, `${path} on ${type}`).not.toEqual([]);
    }
  });

  it("gives each row an id of its own", () => {
    expect(new Set(chart.map(({ id }) => id)).size).toBe(chart.length);
  });

  it("comes back from a merge to each of the states that can be left for one", () => {
    const row = rowOf("E-010");
    for (const place of LIVE) {
      const returnTo = { information: null, suspension: null, merge: place };
      const context = { ...row.accepts.context, returnTo };
      const result = tryExample(row, "merged", { ...row.accepts, context });
      expect(result.kind === "stepped" && placeOf(result.snapshot)).toBe(place);
    }
  });

  it("remembers, for every state that can be merged, where an undo leads", () => {
    const merge = rowOf("E-009");
    const undo = rowOf("E-010");
    for (const from of merge.from) {
      const merged = tryExample(merge, from, merge.accepts);
      if (merged.kind !== "stepped") throw new Error(`${from} refused the merge`);
      const step = { now: "2013-01-16T09:00:00.000Z", happenedAt: "2013-01-16T09:00:00.000Z" };
      const back = machine.apply(
        merged.snapshot,
        { type: undo.event, ...undo.accepts.data },
        { ...step, actor: { id: "officer-1", roles: ["officer"] }, facts: undo.accepts.facts ?? {} },
      );
      // An offer does not outlive a merge: its seat has been given back.
      const expected = from.startsWith("assignment.offered") ? "assignment.approved" : from;
      expect(back.kind === "stepped" && placeOf(back.snapshot), from).toBe(expected);
    }
  });

  it("refuses every event that its state does not list", () => {
    const stranger = machine.apply(
      standAt("vetting.screening"),
      { type: "seat.accepted", undertakings: "1" },
      STEP,
    );
    expect(stranger).toMatchObject({ kind: "refused", guards: [] });
    const early = machine.apply(begin(), { type: "triage.claimed" }, STEP);
    expect(early).toMatchObject({ kind: "refused", guards: [] });
  });

  it("tells what may be sent from every state without throwing", () => {
    for (const place of new Set(chart.flatMap(({ from }) => from))) {
      const listening = machine.accepts(standAt(place), STEP).filter(({ verdict }) => verdict !== "refused");
      expect(listening, place).not.toEqual([]);
    }
  });
});

describe.runIf(hasPaper)("the chart on paper", () => {
  it("is the table without its added rows, word for word", () => {
    const ours = chart
      .filter((row) => row.extra === undefined)
      .map((row) => ({
        frm: [...new Set(row.from.map(nameOf))].toSorted(),
        event: row.event,
        guard: row.guardText,
        actors: row.who,
        to: row.to,
        effects: row.effectsText,
      }));
    const paper = paperRows("engagement");
    expect(ours).toEqual(paper.map((row) => ({ ...row, frm: row.frm.toSorted() })));
  });
});

const STEP = {
  now: "2013-01-15T09:00:00.000Z",
  happenedAt: "2013-01-15T09:00:00.000Z",
  actor: { id: "officer-1", roles: ["officer"] as const },
  facts: {},
};

function ruleOf(row: Row) {
  const rule = engagementV1.events[row.event];
  if (rule === undefined) throw new Error(`${row.event} is not declared`);
  return rule;
}
function schemaOf(row: Row) {
  return ruleOf(row).schema;
}
function rowOf(id: string): Row {
  const row = chart.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

function landing(row: Row, from: string): string | undefined {
  const lands = typeof row.lands === "string" ? row.lands : row.lands[from];
  return lands === "@same" ? from : lands;
}

/** The state's name on paper. */
function nameOf(path: string): string {
  if (path === "new") return "[*]";
  if (path.startsWith("assignment.offered")) return "offered";
  return path.split(".").at(-1) ?? path;
}

function nodes(node: AnyStateNode = engagementV1.machine.root): readonly AnyStateNode[] {
  return [node, ...Object.values<AnyStateNode>(node.states).flatMap((child) => nodes(child))];
}
function ways(): readonly (readonly [string, string])[] {
  return nodes().flatMap((node) =>
    [...node.transitions.keys()].map((type) => [node.path.join("."), type] as const),
  );
}
function leavesOf(path: string): readonly string[] {
  return nodes()
    .filter((node) => Object.keys(node.states).length === 0)
    .map((node) => node.path.join("."))
    .filter((leaf) => leaf === path || leaf.startsWith(`${path}.`));
}
