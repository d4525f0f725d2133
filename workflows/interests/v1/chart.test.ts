import { describe, expect, it } from "vitest";
import { stepBy } from "../../../test/support/engagement.ts";
import { loadMachine } from "../../../src/machine/load-machine.ts";
import type { LiveSnapshot, StoredSnapshot } from "../../../src/machine/port.ts";
import type { Example } from "../../engagement/v1/chart/row.ts";
import { chart, type Row } from "./chart.ts";
import { emptyInterests, type InterestsContext } from "./context.ts";
import { interestsV1 } from "./index.ts";
import { hasPaper, paperRows } from "../../../test/support/paper.ts";

const INPUT = { id: "interests-1", programmeId: "partners-in-prevention" };
const machine = loadMachine(interestsV1);

describe("the interests chart", () => {
  for (const row of chart) {
    describe(`${row.id} ${row.event} to ${row.to}`, () => {
      for (const from of row.from) {
        it(`is taken from ${from}`, () => {
          expect(schemaOf(row).safeParse(row.accepts.data).error).toBeUndefined();
          const result = tryExample(row, from, row.accepts);
          expect(result.kind === "stepped" && placeOf(result.snapshot)).toBe(
            row.lands === "@same" ? from : row.lands,
          );
        });
      }
      for (const refusal of row.refuses) {
        it(`is refused unless ${refusal.because} holds: ${JSON.stringify(refusal.data)}`, () => {
          if (refusal.because === "schema") {
            expect(schemaOf(row).safeParse(refusal.data).success).toBe(false);
            return;
          }
          const result = tryExample(row, row.from.at(-1) ?? "", refusal);
          expect(result.kind === "refused" && result.guards).toContain(refusal.because);
        });
      }
      it("has a refusing example for each of its guards, and is sent by those whom the event names", () => {
        const refused = row.refuses.map(({ because }) => because);
        for (const guard of row.guard ?? []) expect(refused).toContain(guard);
        expect(interestsV1.events[row.event]?.who).toEqual([...row.who]);
      });
    });
  }

  it("has a row for every way out of every state", () => {
    const known = chart.flatMap((row) => row.from.map((from) => `${from} ${row.event}`));
    const ways = Object.values(interestsV1.machine.root.states).flatMap((state) =>
      [...state.transitions.keys()].map((type) => `${state.key} ${type}`),
    );
    expect(ways.toSorted()).toEqual(known.toSorted());
  });

  it("keeps a person out of what is managed while a change is assessed and a new form is due", () => {
    const scope = [{ kind: "group" as const, id: "group-1" }];
    const managed = standAt("managed", { scope });
    for (const event of [{ type: "interest.changed", how: "new_job" }, { type: "interests.expired" }]) {
      const result = machine.apply(managed, event, stepBy("system"));
      expect(result.kind === "stepped" && machine.project(result.snapshot).card["scope"]).toEqual(scope);
    }
    const cleared = machine.apply(
      standAt("requested", { scope }),
      { type: "interests.none", signed: true, signedOn: "2013-01-15" },
      stepBy("stakeholder"),
    );
    expect(cleared.kind === "stepped" && machine.project(cleared.snapshot).card["scope"]).toEqual([]);
  });

  it("writes to a party by letter and to an account by notice", () => {
    for (const [given, template] of [
      [{ partyId: "party-1" }, "interests-declaration"],
      [{ accountId: "account-1" }, "interests-declaration-yours"],
    ] as const) {
      const asked = { type: "interests.requested", person: given, as: "lead" };
      const result = machine.apply(begin(), asked, stepBy("system"));
      expect(JSON.stringify(result.kind === "stepped" && result.effects)).toContain(`"${template}"`);
    }
  });

  it("is one form for each person", () => {
    const asked = { type: "interests.requested", person: { accountId: "account-1" }, as: "lead" };
    const result = machine.apply(begin(), asked, stepBy("system"));
    expect(result.kind === "stepped" && machine.project(result.snapshot).businessKey).toBe(
      "account:account-1",
    );
  });
});

describe.runIf(hasPaper)("the chart on paper", () => {
  it("is the table without its added rows, word for word", () => {
    const ours = chart
      .filter(({ extra }) => extra === undefined)
      .map((row) => ({
        frm: row.from.map((from) => (from === "new" ? "[*]" : from)),
        event: row.event,
        guard: row.guardText,
        actors: row.who,
        to: row.to,
        effects: row.effectsText,
      }));
    expect(ours).toEqual(paperRows("interests"));
  });
});

const begin = (): LiveSnapshot => machine.initial(INPUT, stepBy("system")).snapshot;

function standAt(path: string, context: Partial<InterestsContext> = {}): LiveSnapshot {
  const ordinary = { ...emptyInterests(INPUT), person: { kind: "party", id: "party-1" }, as: "lead" };
  const stored = { ...machine.persist(begin()), value: path, context: { ...ordinary, ...context } };
  return machine.restore(stored as unknown as StoredSnapshot);
}

function tryExample(row: Row, from: string, example: Example<InterestsContext>) {
  const snapshot = from === "new" ? begin() : standAt(from, example.context);
  return machine.apply(
    snapshot,
    { type: row.event, ...example.data },
    stepBy(row.who[0] ?? "system", example),
  );
}

const placeOf = (snapshot: LiveSnapshot): unknown => machine.persist(snapshot)["value"];

function schemaOf(row: Row) {
  const rule = interestsV1.events[row.event];
  if (rule === undefined) throw new Error(`${row.event} is not declared`);
  return rule.schema;
}
