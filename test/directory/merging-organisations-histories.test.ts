/** Whatever two organisations were before they were merged: the preview is the result, and an undo leaves no trace. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";
import { mergingOrganisations } from "../support/merging-organisations.ts";

const house = testHouse();
const { enter } = merging(house);
const { organisation, begin, preview, merge, undo, rows, look, expectAsPlanned } =
  mergingOrganisations(house);

const side = fc.constantFrom("survivor", "absorbed");
const ofList = fc.constantFrom("survivor", "absorbed", "both");
const index = fc.uniqueArray(fc.nat(2), { maxLength: 3 });
const one = fc.record({
  word: fc.constantFrom("Łódź Works", "Oficina", "Ministère", "李"),
  shortName: fc.option(fc.constantFrom("LW", "MIN"), { nil: null }),
  otherNames: fc.uniqueArray(fc.constantFrom("Works", "Fabryka", "Bureau"), { maxLength: 3 }),
  level: fc.constantFrom("national", "local"),
  country: fc.constantFrom("PL", "FR", null),
  parents: index,
  sectors: index,
  people: index,
});
const history = fc.record({
  survivor: one,
  absorbed: one,
  isPart: fc.boolean(),
  hasPart: fc.boolean(),
  third: fc.boolean(),
  choices: fc.record(
    { name: side, shortName: side, level: side, country: side, parents: ofList, sectors: ofList },
    { requiredKeys: [] },
  ),
});
type One = typeof one extends fc.Arbitrary<infer Made> ? Made : never;

let count = 0;
const above: string[] = [];
const people: string[] = [];
let codes: string[] = [];

async function make({ word, parents, sectors, people: theirs, ...rest }: One, more: readonly string[] = []) {
  count += 1;
  const id = await organisation({
    ...rest,
    name: `${word} ${count}`,
    parents: [...parents.map((at) => above[at]), ...more],
    sectors: sectors.map((at) => codes[at]),
  });
  for (const at of theirs) await begin(people[at] ?? "", id, { title: `At ${count}` });
  return id;
}

it("shows in the preview what comes of it, and restores every row, for any two organisations", async () => {
  codes = (await look("taxonomies?taxonomy=sectors")).items.map(({ code }: { code: string }) => code);
  for (const name of ["North", "East", "South"]) {
    above.push(await organisation({ name }));
    people.push(await enter({ name: `${name} Person` }));
  }
  await fc.assert(
    fc.asyncProperty(history, async ({ survivor, absorbed, isPart, hasPart, third, choices }) => {
      const b = await make(absorbed);
      const a = await make(survivor, isPart ? [b] : []);
      if (hasPart) await organisation({ name: `Part ${count}`, parents: [a, b] });
      if (third) await merge(b, await make({ ...absorbed, people: [] }));
      const plan = await preview(a, b, choices);
      expect(plan.obstacles).toEqual([]);
      const before = await rows();
      const made = await merge(a, b, choices);
      await expectAsPlanned(b, plan);
      await undo(made.id);
      expect(await rows()).toEqual(before);
    }),
    { numRuns: 12 },
  );
}, 240_000);
