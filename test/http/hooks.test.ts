import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import request from "supertest";
import { ownDelivery } from "../support/deliveries.ts";
import { testHouse } from "../support/house.ts";
import { adapterFor } from "../support/read-delivery.ts";

const SECRET = "0123456789abcdef-signing";
const house = testHouse();

interface Row {
  id: string;
  status: string;
  reason: string | null;
  sealed: Buffer | null;
  content_type: string | null;
  size_bytes: number;
  body_sha256: string;
  engagement_id: string | null;
}
const rowsOf = async (sourceId: string): Promise<Row[]> =>
  (
    await house.database.pool.query<Row>("select * from delivery where source_id = $1 order by id", [
      sourceId,
    ])
  ).rows;

const engagementsOf = async (sourceId: string): Promise<string[]> => [
  ...new Set((await rowsOf(sourceId)).flatMap(({ engagement_id }) => engagement_id ?? [])),
];

let sources = 0;
/** A source of its own for a test, made over the API. */
async function makeSource(vendor: string, more: object = {}) {
  const officer = await house.as("officer");
  sources += 1;
  const response = await officer.post("/api/v1/sources", { slug: `${vendor}-${sources}`, vendor, ...more });
  expect(response.status, JSON.stringify(response.body)).toBe(201);
  return response.body as { id: string; slug: string; url: string; token?: string };
}

const pathOf = ({ url }: { url: string }): string => url.replace(/^https?:\/\/[^/]+/, "");

/** Post exactly these bytes. */
const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  request(house.app)
    .post(path)
    .set({ "Content-Type": "application/json", ...headers })
    .serialize((sent: unknown) => sent as string)
    .send(body as string);

const signed = (vendor: string, path: string, body: string | Buffer, secret = SECRET) =>
  post(path, body, adapterFor(vendor).sign?.(Buffer.from(body), secret));

const letter = (email: string, more: object = {}): string =>
  JSON.stringify({ name: "Ines Duarte", email, message: "May we take part?", ...more });

describe("the contact form of an empty database", () => {
  it("answers exactly 200 to a JSON form after it was committed (S-017, invariant 1)", async () => {
    const response = await post("/hooks/contact", letter("ines@harbour.example"));
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ delivery: expect.any(String), status: "accepted" });
    expect(response.headers["cache-control"]).toBe("no-store");
    const { rows } = await house.database.pool.query("select status from delivery where id = $1", [
      response.body.delivery,
    ]);
    expect(rows).toHaveLength(1);
    await house.quiet();
    const officer = await house.as("officer");
    const list = await officer.get("/api/v1/engagements?text=ines@harbour");
    expect(list.body.items).toEqual([
      expect.objectContaining({ stage: "inquiry", state: "received", programme: "default" }),
    ]);
  });

  it("takes the usual form encoding", async () => {
    const body = "name=Jos%C3%A9+Nu%C3%B1ez&email=jose%40puerto.example&message=Buenos+d%C3%ADas";
    const response = await post("/hooks/contact", body, {
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(response.status).toBe(200);
    await house.quiet();
    const officer = await house.as("officer");
    const list = await officer.get(`/api/v1/engagements?text=${encodeURIComponent("José")}`);
    expect(list.body.items[0]).toMatchObject({ who: "José Nuñez" });
  });

  it("shows somebody who looks that it is there, and takes no other method", async () => {
    expect((await house.anybody.get("/hooks/contact")).status).toBe(200);
    expect((await house.anybody.head("/hooks/contact")).status).toBe(200);
    const put = await house.anybody.put("/hooks/contact").send({});
    expect(put.status).toBe(405);
    expect(put.headers["allow"]).toBe("GET, HEAD, POST");
  });
});

describe.each([
  ["typeform", ["typeform-insurer.json", "typeform-arabic.json"]],
  ["tally", ["tally-cyrillic.json", "tally-independent.json", "tally-old-no-email.json"]],
])("a signed delivery of %s", (vendor, files) => {
  it.each(files)("becomes an engagement: %s", async (file) => {
    const source = await makeSource(vendor, { secret: SECRET });
    expect(source).toEqual({ id: expect.any(String), slug: source.slug, url: expect.any(String) });
    const { body } = ownDelivery(file);
    expect((await signed(vendor, pathOf(source), body)).status).toBe(200);
    await house.quiet();
    expect(await rowsOf(source.id)).toEqual([expect.objectContaining({ status: "accepted", reason: null })]);
    expect(await engagementsOf(source.id)).toHaveLength(1);
  });

  it("with a wrong, missing or doubled signature is answered 401, and only size and hash are kept", async () => {
    const source = await makeSource(vendor, { secret: SECRET });
    const { body } = ownDelivery(files[0] ?? "");
    const path = pathOf(source);
    const [name = "", value = ""] = Object.entries(adapterFor(vendor).sign?.(body, SECRET) ?? {})[0] ?? [];
    const answers = [
      await post(path, body),
      await post(path, body, { [name]: "" }),
      await post(path, body, { [name]: `${value.slice(0, -3)}AA=` }),
      await post(path, body, { [name]: `${value}, ${value}` }),
      await signed(vendor, path, body, "another secret entirely"),
      await post(path, Buffer.concat([body, Buffer.from(" ")]), { [name]: value }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
      expect(answer.headers["www-authenticate"]).toBeDefined();
    }
    const rows = await rowsOf(source.id);
    expect(rows).toHaveLength(answers.length);
    for (const row of rows) {
      expect(row).toMatchObject({ status: "refused", sealed: null, content_type: null });
      expect(row.size_bytes).toBeGreaterThan(0);
      expect(row.body_sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("that cannot be read is held for a person, and answered 200", async () => {
    const source = await makeSource(vendor, { secret: SECRET });
    const bodies = ["{not json", "[]", '"text"', '{"__proto__": {"a": 1}}', Buffer.from([0x22, 0xff, 0x22])];
    for (const body of bodies) {
      const answer = await signed(vendor, pathOf(source), body);
      expect(answer.status, String(body)).toBe(200);
      expect(answer.body.status).toBe("held");
    }
    await house.quiet();
    for (const row of await rowsOf(source.id)) {
      expect(row).toMatchObject({ status: "held", engagement_id: null });
      expect(row.reason).not.toBe(null);
      expect(row.sealed).not.toBe(null);
    }
  });

  it("of another media type is held too: whoever signed it is known", async () => {
    const source = await makeSource(vendor, { secret: SECRET });
    const body = Buffer.from("name=Ines");
    const answer = await post(pathOf(source), body, {
      ...adapterFor(vendor).sign?.(body, SECRET),
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(answer.status).toBe(200);
    expect(answer.body.status).toBe("held");
    expect((await rowsOf(source.id))[0]?.reason).toContain("application/x-www-form-urlencoded");
  });
});

describe("a source without a secret", () => {
  it("lets in who has its token, in the URL or in a header, and nobody else", async () => {
    const source = await makeSource("tally");
    expect(source.url).toBe(`http://convoke.example/hooks/${source.slug}?token=${source.token}`);
    const { body } = ownDelivery("tally-independent.json");
    const bare = `/hooks/${source.slug}`;
    expect((await post(bare, body)).status).toBe(401);
    expect((await post(`${bare}?token=wrong`, body)).status).toBe(401);
    expect((await post(`${bare}?token=${source.token}&token=${source.token}`, body)).status).toBe(401);
    expect((await post(pathOf(source), body)).body.status).toBe("accepted");
    const again = await post(bare, body, { "X-Convoke-Token": source.token ?? "" });
    expect(again.body.status).toBe("duplicate");
    const bearing = await post(bare, body, { Authorization: `Bearer ${source.token}` });
    expect(bearing.body.status).toBe("duplicate");
    expect((await post(bare, body, { Authorization: "Bearer wrong" })).status).toBe(401);
    expect((await post(bare, body, { Authorization: `Basic ${source.token}` })).status).toBe(401);
  });

  it.each([
    ["jotform", "jotform-shipowner.txt"],
    ["fillout", "fillout-researcher.json"],
    ["googleforms", "googleforms-script.json"],
    ["msforms", "msforms-response.json"],
    ["gravityforms", "gravityforms-entry-encoded.txt"],
    ["cf7", "cf7-posted.txt"],
    ["drupal", "drupal-posted.txt"],
    ["civicrm", "civicrm-profile.txt"],
  ])("makes an engagement of what %s posts, and one of its repetition", async (vendor, file) => {
    const source = await makeSource(vendor);
    const { body, contentType = "" } = ownDelivery(file);
    const send = () => post(pathOf(source), body, { "Content-Type": contentType });
    expect((await send()).body.status).toBe("accepted");
    expect((await send()).body.status).toBe("duplicate");
    await house.quiet();
    expect(await rowsOf(source.id)).toEqual([expect.objectContaining({ status: "accepted" })]);
    expect(await engagementsOf(source.id)).toHaveLength(1);
  });

  it("knows a multipart form again though its sender made up another boundary", async () => {
    const source = await makeSource("jotform");
    const { body } = ownDelivery("jotform-shipowner.txt");
    const send = (boundary: string) => {
      const other = body
        .toString("latin1")
        .replaceAll("------------------------aB3dE5fG7hJ9kL1mN3pQ5r", boundary);
      return post(pathOf(source), Buffer.from(other, "latin1"), {
        "Content-Type": `multipart/form-data; boundary=${boundary}`,
      });
    };
    expect((await send("one")).body.status).toBe("accepted");
    expect((await send("another")).body.status).toBe("duplicate");
    expect(await rowsOf(source.id)).toHaveLength(1);
  });
});

describe("a bad delivery", () => {
  it("for an unknown source is answered 404, whatever the name", async () => {
    for (const name of ["nobody", "%00", "%F0%9F%8C%8A", "contact%27--", "CONTACT"]) {
      const answer = await post(`/hooks/${name}`, "{}");
      expect(answer.status, name).toBe(404);
      expect(answer.body).toMatchObject({ code: "not-found", status: 404 });
    }
    expect((await post("/hooks/%E0%A4%A", "{}")).status).toBe(400);
  });

  it("larger than 1 MiB is answered 413, before or after inflating", async () => {
    const large = JSON.stringify({ message: "x".repeat(1024 * 1024) });
    expect((await post("/hooks/contact", large)).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
    expect(bomb.length).toBeLessThan(100_000);
    const answer = await post("/hooks/contact", bomb, { "Content-Encoding": "gzip" });
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ code: "payload-too-large" });
  });

  it("that is not what its encoding says is answered 400 or 415", async () => {
    const broken = await post("/hooks/contact", "not gzip at all", { "Content-Encoding": "gzip" });
    expect(broken.status).toBe(400);
    expect(broken.body.detail).toBe("The body is not what its Content-Encoding says");
    const unknown = await post("/hooks/contact", "{}", { "Content-Encoding": "zstd" });
    expect(unknown.status).toBe(415);
    const small = gzipSync(letter("gzip@harbour.example"));
    expect((await post("/hooks/contact", small, { "Content-Encoding": "gzip" })).status).toBe(200);
  });

  it("that was not signed and cannot be read is answered 400, and says where and what was expected", async () => {
    const bodies: [string | Buffer, string][] = [
      ["{not json", "expected one JSON value"],
      ["", "expected one JSON value"],
      ["[1, 2]", "not a JSON object of fields"],
      [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), "expected UTF-8"],
      [String.raw`{"name": "a\u0000b"}`, "U+0000"],
      [String.raw`{"name": "a\ud800b"}`, "lone surrogate"],
      ['{"__proto__": {"name": "x"}}', "__proto__"],
      ['{"name": "a", "name": "b"}', "stands twice"],
      [`${"[".repeat(5000)}${"]".repeat(5000)}`, "levels"],
    ];
    const before = await rowsOf((await contact()).id);
    const refused = (rows: readonly { status: string }[]) =>
      rows.filter(({ status }) => status === "refused");
    for (const [body, says] of bodies) {
      const answer = await post("/hooks/contact", body);
      expect(answer.status, String(body).slice(0, 40)).toBe(400);
      expect(answer.body.errors[0].detail).toContain(says);
    }
    // Of each its size and hash stand in the log, and why.
    const after = await rowsOf((await contact()).id);
    expect(after).toHaveLength(before.length + bodies.length);
    expect(refused(after)).toHaveLength(refused(before).length + bodies.length);
  });

  it("that came with the token and cannot be read is answered 200 and held, since nobody may send it again", async () => {
    const source = await makeSource("form");
    for (const [body, type] of [
      ["{not json", "application/json"],
      ["{}", "text/plain"],
    ] as const) {
      const answer = await post(pathOf(source), body, { "Content-Type": type });
      expect([answer.status, answer.body.status]).toEqual([200, "held"]);
      const again = await post(pathOf(source), body, { "Content-Type": type });
      expect(again.body.status).toBe("duplicate");
    }
    expect(await rowsOf(source.id)).toEqual([
      expect.objectContaining({ status: "held" }),
      expect.objectContaining({ status: "held" }),
    ]);
  });

  it("of the wrong content type is answered 415", async () => {
    for (const type of ["text/plain", "multipart/form-data", "application/json; charset=latin1"]) {
      const answer = await post("/hooks/contact", "{}", { "Content-Type": type });
      expect(answer.status, type).toBe(415);
      expect(answer.body.detail).toContain("expected");
    }
  });

  it("in which nobody can be found is held, since a mapping may be missing", async () => {
    const source = await makeSource("form", { open: true });
    expect((await post(pathOf(source), '{"q1": true, "q2": 7}')).status).toBe(200);
    await house.quiet();
    expect(await rowsOf(source.id)).toEqual([
      expect.objectContaining({ status: "held", reason: expect.stringContaining("mapping") }),
    ]);
  });
});

const contact = async () =>
  (await (await house.as("officer")).get("/api/v1/sources")).body.items.find(
    ({ slug }: { slug: string }) => slug === "contact",
  ) as { id: string };

describe("a delivery that comes again", () => {
  it("three times, one after the other, is one row and one engagement (S-018, invariant 2)", async () => {
    const source = await makeSource("typeform", { secret: SECRET });
    const { body } = ownDelivery("typeform-insurer.json");
    const answers = [];
    for (let copy = 0; copy < 3; copy += 1) {
      answers.push((await signed("typeform", pathOf(source), body)).body);
      await house.quiet();
    }
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "duplicate", "duplicate"]);
    expect(new Set(answers.map(({ delivery }) => delivery)).size).toBe(1);
    expect(await rowsOf(source.id)).toHaveLength(1);
    expect(await engagementsOf(source.id)).toHaveLength(1);
  });

  it("in 50 copies at once is one row and one engagement (S-018, invariant 2)", async () => {
    const source = await makeSource("form", { open: true });
    const body = letter("fifty@harbour.example");
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(pathOf(source), body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.filter((answer) => answer.body.status === "accepted")).toHaveLength(1);
    await house.quiet();
    expect(await rowsOf(source.id)).toHaveLength(1);
    const officer = await house.as("officer");
    expect((await officer.get("/api/v1/engagements?text=fifty@")).body.items).toHaveLength(1);
  });

  it("with another body under the same delivery id is held, and the first one stands (invariant 2)", async () => {
    const source = await makeSource("typeform", { secret: SECRET });
    const { body } = ownDelivery("typeform-arabic.json");
    await signed("typeform", pathOf(source), body);
    const other = Buffer.from(body.toString("utf8").replace("layla@", "other@"));
    for (let copy = 0; copy < 2; copy += 1) {
      const answer = await signed("typeform", pathOf(source), other);
      expect(answer.status).toBe(200);
      expect(answer.body.status).toBe(copy === 0 ? "held" : "duplicate");
    }
    await house.quiet();
    expect((await rowsOf(source.id)).map(({ status }) => status)).toEqual(["accepted", "held"]);
    expect(await engagementsOf(source.id)).toHaveLength(1);
  });

  it("is known by the sender's own Idempotency-Key, and by its body for a day without one", async () => {
    const source = await makeSource("form", { open: true });
    const keyed = (body: string) => post(pathOf(source), body, { "Idempotency-Key": '"form-1"' });
    expect((await keyed(letter("key@harbour.example"))).body.status).toBe("accepted");
    expect((await keyed(letter("key@harbour.example"))).body.status).toBe("duplicate");
    expect((await keyed(letter("other@harbour.example"))).body.status).toBe("held");
    expect((await post(pathOf(source), letter("key@harbour.example"))).body.status).toBe("accepted");
  });
});

describe("one submission in several deliveries", () => {
  const typeform = (token: string, event: string, more: { partial?: boolean; email?: string | null }) => {
    const { partial = false, email = "ada@harbour.example" } = more;
    const field = (id: string, type: string) => ({ id, type, ref: id });
    return JSON.stringify({
      event_id: event,
      event_type: partial ? "form_response_partial" : "form_response",
      form_response: {
        form_id: "f",
        token,
        submitted_at: "2012-12-03T08:00:00Z",
        definition: {},
        answers: [
          { type: "text", text: `Ada of ${token}`, field: field("full_name", "short_text") },
          ...(email === null ? [] : [{ type: "email", email, field: field("email", "email") }]),
        ],
      },
    });
  };

  it("makes one engagement when the half-filled one arrives after the whole one", async () => {
    const source = await makeSource("typeform", { secret: SECRET });
    const whole = typeform("late-half", "event-2", {});
    const half = typeform("late-half", "event-1", { partial: true });
    expect((await signed("typeform", pathOf(source), whole)).body.status).toBe("accepted");
    expect((await signed("typeform", pathOf(source), half)).body.status).toBe("partial");
    await house.quiet();
    expect((await rowsOf(source.id)).map(({ status }) => status)).toEqual(["accepted", "partial"]);
    expect(await engagementsOf(source.id)).toHaveLength(1);
  });

  it("makes one engagement when it was edited, though the address was corrected", async () => {
    const source = await makeSource("typeform", { secret: SECRET });
    for (const [event, email] of [
      ["edit-1", "ada@typo.example"],
      ["edit-2", "ada.edited@harbour.example"],
      ["edit-3", null],
    ] as const) {
      await signed("typeform", pathOf(source), typeform("edited", event, { email }));
      await house.quiet();
    }
    expect((await rowsOf(source.id)).map(({ status }) => status)).toEqual(Array(3).fill("accepted"));
    expect(await engagementsOf(source.id)).toHaveLength(1);
  });

  it("makes one engagement when all of it arrives at once and nobody left an address", async () => {
    const source = await makeSource("typeform", { secret: SECRET });
    const events = Array.from({ length: 12 }, (_, index) => `at-once-${index}`);
    await Promise.all(
      events.map((event) => signed("typeform", pathOf(source), typeform("at-once", event, { email: null }))),
    );
    await house.quiet();
    expect((await rowsOf(source.id)).map(({ status }) => status)).toEqual(Array(12).fill("accepted"));
    expect(await engagementsOf(source.id)).toHaveLength(1);
    const { rows } = await house.database.pool.query(
      "select 1 from person_card where name = 'Ada of at-once'",
    );
    expect(rows).toHaveLength(1);
  });
});

describe("the same person", () => {
  it("who writes again is heard on the engagement there is (S-018)", async () => {
    const first = await makeSource("form", { open: true });
    const second = await makeSource("form", { open: true });
    await post(pathOf(first), letter("Again@Harbour.example"));
    await house.quiet();
    await post(pathOf(second), letter("again@harbour.EXAMPLE", { message: "Any news?" }));
    await house.quiet();
    const [engagement] = await engagementsOf(first.id);
    expect(await engagementsOf(second.id)).toEqual([engagement]);
    const officer = await house.as("officer");
    const journal = await officer.get(`/api/v1/engagements/${engagement}/journal`);
    expect(journal.body.items.map(({ type }: { type: string }) => type)).toEqual([
      "inquiry.submitted",
      "message.attached",
    ]);
  });

  it("has an engagement of its own in another programme (S-001)", async () => {
    await house.programme("other");
    const administrator = await house.as("admin", null);
    const made = await administrator.post("/api/v1/sources", {
      slug: "elsewhere",
      vendor: "form",
      open: true,
      programme: "other",
    });
    await post("/hooks/contact", letter("two@harbour.example"));
    await post("/hooks/elsewhere", letter("two@harbour.example"));
    await house.quiet();
    const [elsewhere] = await engagementsOf(made.body.id);
    const officer = await house.as("officer");
    const mine = await officer.get("/api/v1/engagements?text=two@harbour");
    expect(mine.body.items).toHaveLength(1);
    expect(mine.body.items[0].id).not.toBe(elsewhere);
    expect((await officer.get(`/api/v1/engagements/${elsewhere}`)).status).toBe(404);
  });
});

describe("rotating", () => {
  it("lets the old secret count for a day beside the new one", async () => {
    const source = await makeSource("tally", { secret: SECRET });
    const officer = await house.as("officer");
    const rotate = (body: object) => officer.post(`/api/v1/sources/${source.id}/rotate`, body);
    expect((await rotate({})).status).toBe(422);
    expect((await rotate({ secret: "a-newer-signing-secret" })).body).toEqual({
      id: source.id,
      slug: source.slug,
      url: source.url,
    });
    const body = (id: string) => JSON.stringify({ eventId: id, data: { submissionId: id, fields: [] } });
    const send = (id: string, secret: string) => signed("tally", pathOf(source), body(id), secret);
    expect((await send("1", SECRET)).status).toBe(200);
    expect((await send("2", "a-newer-signing-secret")).status).toBe(200);
    const now = await house.house.engine.now();
    await house.advance(new Date(now.getTime() + 24 * 3_600_000));
    expect((await send("3", SECRET)).status).toBe(401);
    expect((await send("4", "a-newer-signing-secret")).status).toBe(200);
  });

  it("from a token to a secret keeps the token good for a day, so that no delivery falls between", async () => {
    const source = await makeSource("tally");
    const officer = await house.as("officer");
    await officer.post(`/api/v1/sources/${source.id}/rotate`, { secret: SECRET });
    const body = JSON.stringify({ eventId: "t", data: { submissionId: "t", fields: [] } });
    expect((await post(pathOf(source), body)).status).toBe(200);
    expect((await signed("tally", `/hooks/${source.slug}`, body)).body.status).toBe("duplicate");
    const now = await house.house.engine.now();
    await house.advance(new Date(now.getTime() + 24 * 3_600_000));
    expect((await post(pathOf(source), body)).status).toBe(401);
  });
});

describe("what a person wrote", () => {
  it("stands in plain text on the person card only, and in no log line (invariant 12)", async () => {
    const source = await makeSource("typeform", { secret: SECRET });
    const body = JSON.stringify({
      event_id: "sealed-1",
      event_type: "form_response",
      form_response: {
        form_id: "f",
        token: "sealed-1",
        submitted_at: "2012-12-03T08:00:00Z",
        definition: {},
        answers: [
          {
            type: "text",
            text: "Quirina Xylander",
            field: { id: "full_name", type: "short_text", ref: "name" },
          },
          {
            type: "email",
            email: "quirina@xylander.example",
            field: { id: "e", type: "email", ref: "email" },
          },
          { type: "text", text: "Zanzibar gossip", field: { id: "m", type: "long_text", ref: "message" } },
        ],
      },
    });
    await signed("typeform", pathOf(source), body);
    await house.quiet();
    const [id] = await engagementsOf(source.id);
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" });
    await officer.post(`/api/v1/engagements/${id}/events`, {
      type: "inquiry.out_of_scope",
      data: { reason: "other", wording: "Dear Quirina Xylander, the Zanzibar gossip is not for us." },
    });
    await house.quiet();
    expect(await tablesThatHold(/xylander|zanzibar/i)).toEqual(["public.person_card"]);
    expect(house.logged.filter((line) => /xylander|zanzibar/i.test(line))).toEqual([]);

    const journal = await officer.get(`/api/v1/engagements/${id}/journal`);
    expect(journal.body.items.at(-1).data.wording).toContain("Zanzibar gossip");
  });
});

/** Tables in which some row, written out as text, matches. Bytes are searched as text and as hex. */
async function tablesThatHold(pattern: RegExp): Promise<string[]> {
  const { pool } = house.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    const isIn = rows.some(({ row }) => {
      const hex = [...row.matchAll(/\\x([0-9a-f]+)/g)].map(([, digits = ""]) => digits);
      return (
        pattern.test(row) || hex.some((digits) => pattern.test(Buffer.from(digits, "hex").toString("latin1")))
      );
    });
    if (isIn) found.push(name);
  }
  return found;
}
