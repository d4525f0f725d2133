/** Whatever two people were before they were merged: the preview is the result, and an undo leaves no trace. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";

const house = testHouse();
const { enter, merge, undo, rows, person, preview, post } = merging(house);

const side = fc.constantFrom("survivor", "absorbed");
const word = fc.constantFrom("Ada", "Ben Ode", "Ćira Ñu", "李雷", "o'Neill-Smith");
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const details = fc.record({
  phone: maybe(fc.constantFrom("+44 20 7946 0000", "+351 555 0100")),
  city: maybe(fc.constantFrom("Porto", "Łódź")),
  country: maybe(fc.constantFrom("PT", "PL")),
  languages: fc.uniqueArray(fc.constantFrom("pt", "pl", "en"), { maxLength: 3 }),
  level: maybe(fc.constantFrom("technical", "both")),
  note: maybe(fc.constantFrom("Met at the fair.", "Prefers mail.")),
});
const somebody = fc.record({
  name: word,
  hasAddress: fc.boolean(),
  organisation: maybe(fc.constantFrom("Porto Ltd", "Meridian")),
  details: fc.option(details, { nil: undefined }),
  worksAt: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
  letters: fc.nat(1),
});
const history = fc.record({
  one: somebody,
  other: somebody,
  third: fc.boolean(),
  choices: fc.record(
    { name: side, email: side, phone: side, languages: fc.constantFrom("survivor", "absorbed", "both") },
    { requiredKeys: [] },
  ),
});

let count = 0;
const organisations: string[] = [];

async function make({ name, hasAddress, organisation, details: known, worksAt, letters }: Somebody) {
  count += 1;
  const email = hasAddress ? `p${count}@random.example` : null;
  const id = await enter({ name, email, organisation, ...(known === undefined ? {} : { details: known }) });
  for (const index of worksAt) {
    const body = { organisation: organisations[index], capacity: "expert", title: `Title ${index}` };
    await post(`/api/v1/people/${id}/affiliations`, body, 201);
  }
  if (email !== null)
    for (let letter = 0; letter < letters; letter += 1)
      await house.receive(email, { name, message: `Letter ${letter} of ${count}` });
  return id;
}
type Somebody = typeof somebody extends fc.Arbitrary<infer One> ? One : never;

it("shows in the preview what comes of it, and restores every row, for any two people", async () => {
  for (const name of ["First Org", "Second Org", "Third Org"]) {
    const body = { kind: "business", level: "national", country: "GB", name };
    organisations.push((await post("/api/v1/organisations", body, 201)).id);
  }
  await fc.assert(
    fc.asyncProperty(history, async ({ one, other, third, choices }) => {
      const [a, b] = [await make(one), await make(other)];
      // Somebody may have been merged into the absorbed before.
      if (third) await merge(b, await make({ ...other, letters: 0 }));
      const forwards = await preview(a, b, choices);
      const [survivor, absorbed] = forwards.obstacles.length === 0 ? [a, b] : [b, a];
      const plan = await preview(survivor, absorbed, choices);
      const before = await rows();
      const made = await merge(survivor, absorbed, choices);
      const { name, email, organisation, alsoKnown, details: known } = await person(absorbed);
      expect({ name, email, organisation, alsoKnown, details: known }).toEqual(plan.person);
      await undo(made.id);
      expect(withoutMails(await rows())).toEqual(withoutMails(before));
    }),
    { numRuns: 8 },
  );
}, 240_000);

/** A merge of two live cases tells their owners, and again when it is undone. */
const withoutMails = ({ mail: _, seal_key: __, ...rest }: Awaited<ReturnType<typeof rows>>) => rest;
