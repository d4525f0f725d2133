/** What has come in and is not plain: a source to be mapped, what looks like spam, pairs that may be one, a list with errors. */
import { SYSTEM } from "../../src/contract/actor.ts";
import type { TestHouse } from "../support/house.ts";

const LIST =
  "Name,E-mail,Organisation\r\nAmina Okafor,amina@lagos.example,Port of Lagos\r\nBo Lindqvist,bo@,Ports of the Baltic\r\n";

/** Only where every page is looked at: the pictures of the README show a quiet fortnight. */
export async function fillIntake(house: TestHouse): Promise<void> {
  const officer = await house.as("officer");
  await officer
    .post("/api/v1/sources", { slug: "harbour", name: "Harbour form", vendor: "form", open: true })
    .expect(201);
  // Says nothing by which somebody could be written to, so it is held.
  await house.anybody
    .post("/hooks/harbour")
    .send({ q1: "Rita Mendes", q2: "We have forty ships", q3: "Lisbon" })
    .expect(200);
  for (const name of ["Offer of the week", "Cheap containers"]) {
    const instanceId = await house.receive(`${name.toLowerCase().replaceAll(" ", ".")}@offers.example`, {
      name,
    });
    const event = { type: "spam.suspected", score: 0.9 };
    await house.house.engine.send({ instanceId, event, actor: SYSTEM, origin: "operator" });
  }
  await house.receive("ines0+work@harbour.example", { name: "Ines Duarte", organisation: "Harbour Mutual" });
  for (const name of ["Harbour Insurance Ltd", "The Harbour Insurance Company"])
    await officer
      .post("/api/v1/organisations", { name, kind: "business", level: "national", country: "GB" })
      .expect(201);
  await officer
    .post("/api/v1/imports")
    .set("Content-Type", "text/csv; charset=utf-8")
    .send(Buffer.from(LIST))
    .expect(201);
  await house.quiet();
}
