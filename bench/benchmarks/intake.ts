/**
 * Deliveries accepted a second, signature, sealing and commit included, beside a bare Express handler that checks the
 * same HMAC over the same bytes and inserts one row into the same PostgreSQL.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import express from "express";
import type { Db } from "../../src/store/database.ts";
import type { Benchmark } from "../benchmark.ts";
import { inTurn, ratioOf, summarise } from "../measure.ts";
import { listenTo, openApi } from "../open-api.ts";
import { postLoad } from "../post-load.ts";
import { makeSignedSource, sampleDelivery, SECRET, SOURCE_PATH } from "../signed-source.ts";

const CONNECTIONS = 64;
const RATIO_MIN = 0.7;

export const intake: Benchmark = async (stage, { rounds, seconds }) => {
  const api = await openApi(await stage.newDatabase("bench_intake"));
  await makeSignedSource(api.house);
  const bare = await listenTo(await bareHandler(api.house.db));

  const load = {
    connections: CONNECTIONS,
    paths: [SOURCE_PATH],
    headers: {},
    body: sampleDelivery(),
    secret: SECRET,
  };
  const contestants = {
    convoke: (forSeconds: number) => postLoad({ ...load, port: api.port, seconds: forSeconds }),
    bare: (forSeconds: number) => postLoad({ ...load, port: bare.port, seconds: forSeconds }),
  };
  await inTurn(1, contestants, 2);
  const measured = await inTurn(rounds, contestants, seconds);
  await bare.close();
  await api.close();

  const ratio = ratioOf(measured.convoke, measured.bare);
  return [
    {
      what: `${CONNECTIONS} connections`,
      unit: "deliveries/s",
      ...summarise(measured.convoke),
      ratio: { value: ratio, of: "bare Express, one insert" },
      target: { text: `≥ ${RATIO_MIN}×`, isMet: ratio >= RATIO_MIN },
    },
    { what: "  bare Express, one insert", unit: "deliveries/s", ...summarise(measured.bare) },
  ];
};

async function bareHandler(db: Db): Promise<express.Express> {
  await db.query(
    "create table bare_delivery (id bigint generated always as identity primary key, body jsonb, received_at timestamptz)",
  );
  const app = express();
  app.post(
    "/hooks/:source",
    express.raw({ limit: 1024 * 1024, type: () => true }),
    async (request, response) => {
      const body = request.body as Buffer;
      const given = Buffer.from(request.get("typeform-signature") ?? "");
      const right = Buffer.from(`sha256=${createHmac("sha256", SECRET).update(body).digest("base64")}`);
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        response.status(401).end();
        return;
      }
      await db.query({
        name: "bare-insert",
        text: "insert into bare_delivery (body, received_at) values ($1, now())",
        values: [body.toString("utf8")],
      });
      response.status(200).json({ ok: true });
    },
  );
  return app;
}
