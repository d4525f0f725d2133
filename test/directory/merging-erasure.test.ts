import { expect, it } from "vitest";
import { testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";

const house = testHouse();
const { merge, undo, partyOf, undoPlan } = merging(house);

async function erase(partyId: string) {
  const { body: asked } = await (
    await house.as("officer")
  )
    .post(`/api/v1/people/${partyId}/erasure`)
    .expect(201);
  const { body } = await (await house.as("dpo")).post(`/api/v1/erasures/${asked.id}/approval`).expect(200);
  await house.quiet();
  return body;
}

async function textOfEveryTable(): Promise<string> {
  const { rows: tables } = await house.database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await house.database.pool.query<{ row: string }>(
      `select t::text as row from "${name}" t`,
    );
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n").toLowerCase();
}

it("erases both with one, and nothing of either is found; the merge cannot be undone any more", async () => {
  const older = await house.receive("zdenka@one.example", { name: "Zdenka Quillfeather" });
  const younger = await house.receive("zdenicka@two.example", { name: "Zdenicka Quillfether" });
  const [one, other] = [await partyOf(older), await partyOf(younger)];
  const made = await merge(one, other);
  const erased = await erase(other);
  expect(erased).toMatchObject({ status: "verified", person: one, verification: { found: [] } });
  const text = await textOfEveryTable();
  for (const word of ["quillfeather", "quillfether", "zdenicka@", "zdenka@"])
    expect(text).not.toContain(word);
  for (const id of [older, younger]) {
    const { body } = await (await house.as("officer")).get(`/api/v1/engagements/${id}`).expect(200);
    expect(body.state).toBe("erased");
  }
  expect((await undoPlan(made.id)).obstacles).toEqual([
    "The person was erased since: there is nobody to bring back",
  ]);
});

it("after an undo erases the one and leaves the other as they are", async () => {
  const older = await house.receive("tadeusz@one.example", { name: "Tadeusz Wrzosek" });
  const younger = await house.receive("jadwiga@two.example", { name: "Jadwiga Kowalewska" });
  const [one, other] = [await partyOf(older), await partyOf(younger)];
  const made = await merge(one, other);
  await house.receive("jadwiga@two.example", { name: "Jadwiga Kowalewska", message: "Written in between." });
  await undo(made.id);
  expect(await erase(other)).toMatchObject({
    status: "verified",
    person: other,
    verification: { found: [] },
  });
  const text = await textOfEveryTable();
  expect(text).not.toContain("kowalewska");
  expect(text).not.toContain("jadwiga@");
  const { body } = await (await house.as("officer")).get(`/api/v1/people/${one}`).expect(200);
  expect(body).toMatchObject({ name: "Tadeusz Wrzosek", alsoKnown: [] });
});
