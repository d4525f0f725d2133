import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const officer = () => house.as("officer");

const upload = async (csv: string | Buffer, query = "") =>
  await (
    await officer()
  )
    .post(`/api/v1/imports${query}`)
    .set("Content-Type", "text/csv; charset=utf-8")
    .send(typeof csv === "string" ? Buffer.from(csv) : csv);
const count = async (table: string): Promise<number> =>
  (await house.database.pool.query(`select count(*) as n from ${table}`)).rows[0].n;
const rowsOf = async (id: string) =>
  (await (await officer()).get(`/api/v1/imports/${id}/rows?limit=200`).expect(200)).body.items;
const run = async (id: string, options: object = {}) => {
  await (await officer()).post(`/api/v1/imports/${id}/run`, options).expect(202);
  await house.quiet();
  return (await (await officer()).get(`/api/v1/imports/${id}`).expect(200)).body;
};
const undo = async (id: string) => {
  await (await officer()).post(`/api/v1/imports/${id}/undo`).expect(202);
  await house.quiet();
  return (await (await officer()).get(`/api/v1/imports/${id}`).expect(200)).body;
};
const journalOf = async (id: string) =>
  (await (await officer()).get(`/api/v1/engagements/${id}/journal`).expect(200)).body.items;

const LIST = [
  "First name,Last name,E-mail,Country,Organisation,Shoe size",
  "Amina,Okafor,amina@lagos.example,Nigeria,Port of Lagos,41",
  "Bo,Lindqvist,bo@,SE,,",
  "Carla,Reis,carla@setubal.example,Atlantis,,38",
  ",,,,,40",
  "",
  "Amina,Okafor,AMINA@lagos.example,NG,,42",
  "Dario,Fonti,,IT,Porto di Bari,",
].join("\r\n");

describe("a list that is handed in (S-017)", () => {
  it("is answered with what entering it would do, and nothing is entered", async () => {
    await house.receive("known@sines.example");
    const before = [await count("party"), await count("instance"), await count("mail")];
    const { status, body } = await upload(`${LIST}\r\nKim,Known,Known@sines.example,PT,,\r\n`);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "checked",
      encoding: "utf-8",
      delimiter: ",",
      mapping: {
        givenName: ["First name"],
        familyName: ["Last name"],
        email: ["E-mail"],
        country: ["Country"],
        organisation: ["Organisation"],
      },
      unmapped: ["Shoe size"],
      rows: 7,
      forecast: { new: 2, known: 0, attach: 1, duplicate: 1, error: 3 },
      progress: { waiting: 4, opened: 0 },
    });
    expect([await count("party"), await count("instance"), await count("mail")]).toEqual(before);
    const rows = await rowsOf(body.id);
    expect(rows.map(({ row, forecast }: { row: number; forecast: string }) => [row, forecast])).toEqual([
      [2, "new"],
      [3, "error"],
      [4, "error"],
      [5, "error"],
      [7, "duplicate"],
      [8, "new"],
      [9, "attach"],
    ]);
    expect(rows[1].errors).toEqual([
      { column: "E-mail", code: "email", expected: "expected an e-mail address" },
    ]);
    expect(rows[2].errors[0].column).toBe("Country");
    expect(rows[3].errors[0].column).toBeNull();
    expect(rows[4].sameAs).toBe(2);
    const kept = await house.database.pool.query(
      "select i::text || coalesce((select string_agg(r::text, '') from import_row r), '') as text from import i",
    );
    expect(JSON.stringify(kept.rows)).not.toMatch(/Okafor|lagos|Shoe/i);
  });

  it("is read in the programme's languages where a heading means two things", async () => {
    const { pool } = house.database;
    const id = await house.programme("lisboa");
    const columnsIn = async (languages: readonly string[]) => {
      await pool.query("update programme set languages = $2 where id = $1", [id, languages]);
      const answer = await (
        await house.as("officer", "lisboa")
      )
        .post("/api/v1/imports?programme=lisboa")
        .set("Content-Type", "text/csv; charset=utf-8")
        .send(Buffer.from("Nome,Cargo\nRui Tavares,Diretor\n"));
      expect(answer.status).toBe(201);
      return answer.body.mapping;
    };
    expect(await columnsIn(["pt", "en"])).toEqual({ name: ["Nome"], capacity: ["Cargo"] });
    expect(await columnsIn(["en"])).toEqual({ name: ["Nome"] }); // A load, in English.
  });

  it("is checked again with another mapping, which leaves a column out or says what it is", async () => {
    const { body } = await upload("Wer,Wo\nAda Lovelace,ada@example.org\n");
    expect(body).toMatchObject({ mapping: {}, forecast: { error: 1 } });
    const path = `/api/v1/imports/${body.id}/mapping`;
    const put = async (mapping: object) => await (await officer()).put(path, { mapping });
    const wrong = await put({ name: "Wann" });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0].pointer).toBe("/mapping/name");
    expect((await put({ name: "Wer", email: "Wer" })).status).toBe(422);
    expect((await put({ shoe: "Wer" })).status).toBe(422);
    const { body: again } = await put({ name: "Wer", email: "Wo" });
    expect(again).toMatchObject({
      mapping: { name: ["Wer"], email: ["Wo"] },
      forecast: { new: 1, error: 0 },
    });
  });

  it.each([
    ["UTF-8 with a mark", Buffer.from("\uFEFFNom;Pays\nJosé Peña;Espagne\n"), "utf-8", ";"],
    ["Windows-1252", Buffer.from("Nom;Pays\nJos\u00E9 Pe\u00F1a;Espagne\n", "latin1"), "windows-1252", ";"],
    ["UTF-16", Buffer.from("\uFEFFNom\tPays\nJosé Peña\tEspagne\n", "utf16le"), "utf-16le", "\t"],
  ])("is read in %s", async (_, bytes, encoding, delimiter) => {
    const { body } = await upload(bytes);
    expect(body).toMatchObject({ encoding, delimiter, headings: ["Nom", "Pays"], forecast: { new: 1 } });
    const { progress } = await run(body.id);
    expect(progress.opened).toBe(1);
    const { rows } = await house.database.pool.query("select name from person_card where name like 'Jos%'");
    expect(rows.at(-1).name).toBe("José Peña");
    await undo(body.id);
  });

  it("is refused where it is no list, and the answer quotes nothing of it", async () => {
    for (const [csv, what] of [
      ["", /empty/],
      ["Name,Email\n", /row below/],
      [`Name,Email\n"Zoe,zoe@example.org\n`, /row 2/],
      [Array.from({ length: 101 }, (_, at) => `c${at}`).join(","), /100 columns/],
    ] as const) {
      const { status, body } = await upload(csv);
      expect(status, csv).toBe(422);
      expect(body.detail).toMatch(what);
      expect(JSON.stringify(body)).not.toContain("zoe");
    }
    const asJson = await (await officer()).post("/api/v1/imports", { rows: [] });
    expect(asJson.status).toBe(415);
    await (await house.as("lead")).post("/api/v1/imports").set("Content-Type", "text/csv").expect(403);
  });

  it("gives its errors as CSV in which no cell is a formula", async () => {
    const { body } = await upload("Name,E-mail\nEve,=cmd|' /C calc'!A0\nAda,ada@example.org\n");
    const { text } = await (await officer()).get(`/api/v1/imports/${body.id}/errors.csv`).expect(200);
    expect(text.split("\r\n")).toEqual([
      "row,column,expected,value",
      "2,E-mail,expected an e-mail address,'=cmd|' /C calc'!A0",
      "",
    ]);
  });

  it("is nobody's business in another programme", async () => {
    const { body } = await upload("Name\nAda\n");
    await house.programme("other");
    const stranger = await house.as("officer", "other");
    for (const path of ["", "/rows", "/errors.csv"])
      await stranger.get(`/api/v1/imports/${body.id}${path}`).expect(404);
    for (const act of ["run", "cancel", "undo"])
      await stranger.post(`/api/v1/imports/${body.id}/${act}`).expect(404);
    expect((await stranger.get("/api/v1/imports").expect(200)).body.items).toEqual([]);
  });
});

describe("a list that is run", () => {
  it("opens a case for everybody new without a mail or a clock, and is then destroyed", async () => {
    const live = await house.receive("farid@sines.example");
    const mails = await count("mail");
    const list = `${LIST}\r\nFarid,Haddad,farid@sines.example,PT,,\r\n`;
    const { body } = await upload(list);
    const after = await run(body.id);
    expect(after).toMatchObject({
      status: "done",
      headings: null,
      progress: { waiting: 0, opened: 2, attached: 2, failed: 0 },
    });
    expect(await count("mail")).toBe(mails);
    const rows = await rowsOf(body.id);
    const [amina] = rows;
    const items = await journalOf(amina.engagement);
    expect(items.map(({ type }: { type: string }) => type)).toEqual(["inquiry.imported", "message.attached"]);
    expect(items[0].data.profile).toMatchObject({ country: "NG", origin: "import", named: true });
    expect((await journalOf(live)).at(-1).data).toMatchObject({ channel: "import" });
    const { rows: timers } = await house.database.pool.query("select 1 from effect where instance_id = $1", [
      amina.engagement,
    ]);
    expect(timers).toEqual([]);
    const { rows: keys } = await house.database.pool.query(
      "select i.sealed, k.wrapped from import i join seal_key k on k.id = i.key_id where i.id = $1",
      [body.id],
    );
    expect(keys).toEqual([{ sealed: null, wrapped: null }]);
    for (const act of ["run", "cancel"])
      await (await officer()).post(`/api/v1/imports/${body.id}/${act}`).expect(409);
    expect((await undo(body.id)).progress).toMatchObject({ takenBack: 4, kept: 0 });
  });

  it("writes to whoever is new, and has them told, where that is asked for", async () => {
    const before = await count("mail");
    const { body } = await upload("Name,E-mail\nNadia Benali,nadia@oran.example\n");
    await run(body.id, { acknowledge: true, thirdParty: true });
    expect(await count("mail")).toBe(before + 1);
    const { rows } = await house.database.pool.query("select action from effect where instance_id = $1", [
      (await rowsOf(body.id))[0].engagement,
    ]);
    expect(rows).toEqual([{ action: "notice" }]);
  });

  it("has its people compared with each other and with all others, the lists that came at the same time in turn", async () => {
    const lists = await Promise.all([
      upload("Name,E-mail\nSoraya Haddou,soraya@oran.example\nSoraya Haddou,s.haddou@tlemcen.example\n"),
      upload("Name,E-mail\nHADDOU Soraya,haddou@annaba.example\n"),
    ]);
    for (const { body } of lists) await run(body.id);
    await house.quiet();
    const { items } = (await (await officer()).get("/api/v1/duplicates").expect(200)).body;
    const pairs = items.filter(({ people }: { people: { name: string }[] }) =>
      people.every(({ name }) => /haddou/i.test(name)),
    );
    expect(pairs).toHaveLength(3);
  });

  it("can be dropped before, and is destroyed when nobody runs it for 30 days", async () => {
    const dropped = (await upload("Name\nAda\n")).body;
    const { body } = await (await officer()).post(`/api/v1/imports/${dropped.id}/cancel`).expect(200);
    expect(body).toMatchObject({ status: "cancelled", headings: null });
    await (await officer()).post(`/api/v1/imports/${dropped.id}/run`).expect(409);

    const { body: left } = await upload("Name\nAda\n");
    const { jobs } = house.house;
    const grow = async (age: string) =>
      await house.database.pool.query(
        `update import set created_at = created_at - interval '${age}' where id = $1`,
        [left.id],
      );
    const status = async () => {
      await jobs.tick();
      await house.quiet();
      return (await (await officer()).get(`/api/v1/imports/${left.id}`).expect(200)).body.status;
    };
    await grow("29 days");
    expect(await status()).toBe("checked");
    await grow("2 days");
    expect(await status()).toBe("expired");
  });
});

describe("a list that is undone", () => {
  it("leaves nothing of what it made, and no letter says so", async () => {
    const live = await house.receive("greta@sines.example");
    const parties = await count("person_card");
    const { body } = await upload("Name,E-mail\nHugo Prat,hugo@malta.example\nGreta,greta@sines.example\n");
    await run(body.id);
    expect(await count("person_card")).toBe(parties + 1);
    const mails = await count("mail");
    const [hugo] = await rowsOf(body.id);
    const after = await undo(body.id);
    expect(after).toMatchObject({ status: "undone", progress: { takenBack: 2, kept: 0 } });
    expect(await count("person_card")).toBe(parties);
    expect(await count("mail")).toBe(mails);
    const { body: case_ } = await (await officer()).get(`/api/v1/engagements/${hugo.engagement}`).expect(200);
    expect(case_).toMatchObject({ state: "undone" });
    // The words that were put to the case that was there are gone; the case is not.
    const { recordId } = (await journalOf(live)).at(-1).data;
    const { rows } = await house.database.pool.query("select 1 from sealed_record where id = $1", [recordId]);
    expect(rows).toEqual([]);
    await (await officer()).post(`/api/v1/imports/${body.id}/undo`).expect(409);
    // Handed in once more, they are new once more.
    const again = (await upload("Name,E-mail\nHugo Prat,hugo@malta.example\n")).body;
    expect((await run(again.id)).progress).toMatchObject({ opened: 1 });
  });

  it("leaves a case that somebody has made something of, and says so", async () => {
    const { body } = await upload("Name,E-mail\nIda Moe,ida@bergen.example\nJan Poe,jan@bergen.example\n");
    await run(body.id);
    const [ida] = await rowsOf(body.id);
    const events = `/api/v1/engagements/${ida.engagement}/events`;
    await (await officer()).post(events, { type: "triage.claimed" }).expect(200);
    await house.receive("jan@bergen.example");
    const after = await undo(body.id);
    expect(after).toMatchObject({ status: "undone", progress: { takenBack: 0, kept: 2 } });
    expect((await rowsOf(body.id)).map(({ undone }: { undone: string }) => undone)).toEqual([
      "touched",
      "touched",
    ]);
  });

  it("leaves a person who has more than the list gave them", async () => {
    const { body } = await upload("Name,E-mail\nLea Ott,lea@ulm.example\n");
    await run(body.id);
    const { body: found } = await (await officer()).get("/api/v1/people?q=lea").expect(200);
    const harbour = { name: "Hafen Ulm", kind: "business", level: "national" };
    const { body: made } = await (await officer()).post("/api/v1/organisations", harbour).expect(201);
    const past = { organisation: made.id, capacity: "representative" };
    await (await officer()).post(`/api/v1/people/${found.items[0].id}/affiliations`, past).expect(201);
    await undo(body.id);
    expect((await rowsOf(body.id))[0].undone).toBe("person-kept");
    const still = await (await officer()).get("/api/v1/people?q=lea").expect(200);
    expect(still.body.items).toHaveLength(1);
  });
});
