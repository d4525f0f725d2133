/** Events a second over HTTP at 64 connections: a token, an idempotency key, a working group's capacity. */
import express from "express";
import { SYSTEM } from "../../src/contract/actor.ts";
import { makeAccount } from "../../src/auth/accounts.ts";
import { newId } from "../../src/lib/ids.ts";
import { readProgramme } from "../../src/store/programmes.ts";
import type { Benchmark } from "../benchmark.ts";
import { inTurn, ratioOf, summarise } from "../measure.ts";
import type { OpenApi } from "../open-api.ts";
import { listenTo, openApi } from "../open-api.ts";
import type { Load } from "../post-load.ts";
import { postLoad } from "../post-load.ts";

const CONNECTIONS = 64;
const GROUPS = 200;
const PER_SECOND_MIN = 5_000;
const P99_MS_MAX = 50;
const BARE = "bare Express without a database";

export const http: Benchmark = async (stage, { rounds, seconds }) => {
  const api = await openApi(await stage.newDatabase("bench_http"));
  const { token, ids } = await planGroups(api);
  const load = {
    port: api.port,
    connections: CONNECTIONS,
    paths: ids.map((id) => `/api/v1/groups/${id}/events`),
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ type: "capacity.changed", data: { capacity: 24 } }),
  };
  const bare = await listenTo(bareHandler(await answerTo(load)));
  const contestants = {
    convoke: (forSeconds: number) => postLoad({ ...load, seconds: forSeconds }),
    bare: (forSeconds: number) => postLoad({ ...load, port: bare.port, seconds: forSeconds }),
  };
  await inTurn(1, contestants, 2);
  const measured = await inTurn(rounds, contestants, seconds);
  await bare.close();
  await api.close();
  const summary = summarise(measured.convoke);
  return [
    {
      what: `${CONNECTIONS} connections`,
      unit: "events/s",
      ...summary,
      ratio: { value: ratioOf(measured.convoke, measured.bare), of: BARE },
      target: {
        text: `≥ ${PER_SECOND_MIN.toLocaleString("en")}/s, p99 < ${P99_MS_MAX} ms`,
        isMet: summary.figure >= PER_SECOND_MIN && summary.p99Ms < P99_MS_MAX,
      },
    },
    { what: `  ${BARE}`, unit: "requests/s", ...summarise(measured.bare) },
  ];
};

async function answerTo({ port, paths, headers, body }: Omit<Load, "seconds">): Promise<unknown> {
  const url = `http://127.0.0.1:${port}${paths[0] ?? "/"}`;
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json", "Idempotency-Key": newId() },
    body,
  });
  return await response.json();
}

/** The most that Express can do here: read the JSON and give the same answer, with no database. */
function bareHandler(answer: unknown): express.Express {
  const app = express();
  app.post("/{*path}", express.json(), (_request, response) => void response.json(answer));
  return app;
}

async function planGroups({ house }: OpenApi): Promise<{ token: string; ids: readonly string[] }> {
  const { db, engine } = house;
  const programme = await readProgramme(db, "default", SYSTEM);
  if (programme === undefined) throw new Error("The default programme is missing");
  const programmeId = programme.id;
  const { account, token } = await makeAccount(
    db,
    { name: "Officer", email: null, kind: "staff", grants: [{ role: "officer", programmeId }] },
    await engine.now(),
  );
  const actor = { ...account, grants: [{ role: "officer" as const, programmeId }] };
  const ids = Array.from({ length: GROUPS }, newId);
  for (const id of ids) {
    const result = await engine.start({
      workflow: "working_group",
      programmeId,
      id,
      event: { type: "group.planned", name: "Insurance", launchMonth: "2027-03", capacity: 12 },
      actor,
      origin: "caller",
    });
    if (result.kind !== "applied") throw new Error(`A group could not be planned: ${JSON.stringify(result)}`);
  }
  return { token, ids };
}
