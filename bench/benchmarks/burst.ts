/**
 * 10,000 deliveries of 10,000 people as fast as they can be posted, with all workers running. Every one must become an
 * engagement, none of them twice; the benchmark fails when one does not.
 */
import { startWorkers } from "../../bin/workers.ts";
import type { Db } from "../../src/store/database.ts";
import type { Benchmark } from "../benchmark.ts";
import { loadNow } from "../measure.ts";
import { openApi } from "../open-api.ts";
import { postLoad } from "../post-load.ts";
import { makeSignedSource, sampleDelivery, SECRET, SOURCE_PATH } from "../signed-source.ts";

const CONNECTIONS = 64;
const DELIVERIES = 10_000;
const LOOK_MS = 500;
/** Nothing was done for so long: it will not come. */
const STANDSTILL_MS = 120_000;

export const burst: Benchmark = async (stage, _settings, say) => {
  const api = await openApi(await stage.newDatabase("bench_burst"));
  const { house, port } = api;
  await makeSignedSource(house);
  const stopWorkers = await startWorkers(house, "http://127.0.0.1");
  house.relay.start();

  const startedAt = performance.now();
  const load = { connections: CONNECTIONS, paths: [SOURCE_PATH], headers: {}, secret: SECRET, port };
  const taken = await postLoad({ ...load, body: sampleDelivery(), requests: DELIVERIES });
  say(`  ${DELIVERIES.toLocaleString("en")} taken, working …`);
  await allRead(house.db);
  const tookS = (performance.now() - startedAt) / 1_000;
  await stopWorkers();
  const found = await count(house.db);
  await api.close();

  const isRight =
    found.accepted === DELIVERIES && found.engagements === DELIVERIES && found.cases === DELIVERIES;
  if (!isRight) throw new Error(`Of ${DELIVERIES} deliveries: ${JSON.stringify(found)}`);
  return [
    {
      what: `${DELIVERIES.toLocaleString("en")} at once, taken`,
      unit: "deliveries/s",
      figure: taken.perSecond,
      p50Ms: taken.p50Ms,
      p99Ms: taken.p99Ms,
      load: loadNow(),
    },
    {
      what: "  until the last is an engagement",
      unit: "engagements/s",
      figure: DELIVERIES / tookS,
      load: loadNow(),
      note: `${tookS.toFixed(0)} s; each is one engagement, none is two`,
    },
  ];
};

async function allRead(db: Db): Promise<void> {
  let [left, since] = [Number.POSITIVE_INFINITY, performance.now()];
  for (;;) {
    const { rows } = await db.query<{ left: number }>(
      "select count(*)::int as left from delivery where status = 'received'",
    );
    const now = rows[0]?.left ?? 0;
    if (now === 0) return;
    if (now < left) [left, since] = [now, performance.now()];
    if (performance.now() - since > STANDSTILL_MS) throw new Error(`${left} deliveries are not read`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Deliveries accepted, engagements that they became, and engagements there are. */
async function count(db: Db): Promise<{ accepted: number; engagements: number; cases: number }> {
  const { rows } = await db.query<{ accepted: number; engagements: number; cases: number }>(
    `select count(*) filter (where status = 'accepted')::int as accepted,
       count(distinct engagement_id)::int as engagements,
       (select count(*)::int from instance where workflow = 'engagement') as cases
     from delivery`,
  );
  return rows[0] ?? { accepted: 0, engagements: 0, cases: 0 };
}
