/** A change and its audit row are one transaction, which holds a connection; what the change asks needs another one. */
import { expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse();
/** More than any pool has connections. */
const AT_ONCE = 30;

it("changes in one transaction do not wait for each other's connections, however many come at once", async () => {
  const chair = await house.as("chair");
  const made = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, n) =>
      chair.post("/api/v1/groups", { name: `Group ${n}`, launchMonth: "2013-05", capacity: 12 }).expect(201),
    ),
  );
  const marked = await Promise.all(
    made.map(({ body }) => chair.put(`/api/v1/groups/${body.id}/marking`, { marking: "TLP:AMBER" })),
  );
  expect(marked.map(({ status }) => status)).toEqual(made.map(() => 200));
});
