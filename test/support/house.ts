/** The whole house in this process, over a test database: HTTP, engine, timers, workers; no port, a virtual clock. */
import type { Express } from "express";
import request from "supertest";
import { afterAll, beforeAll, expect } from "vitest";
import { ensureDefaults } from "../../bin/defaults.ts";
import type { House } from "../../bin/house.ts";
import { openHouse } from "../../bin/house.ts";
import { startWorkers } from "../../bin/workers.ts";
import { makeAccount } from "../../src/auth/accounts.ts";
import { makeProgramme } from "../../src/directory/programmes.ts";
import type { Config } from "../../src/config.ts";
import { readConfig } from "../../src/config.ts";
import { advanceClock } from "../../src/engine/virtual-time.ts";
import { createApp } from "../../src/http/app.ts";
import type { Log } from "../../src/lib/log.ts";
import { createLog } from "../../src/lib/log.ts";
import { newId } from "../../src/lib/ids.ts";
import { prepareBackend } from "../../src/queue/backend.ts";
import { createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { readProgramme } from "../../src/store/programmes.ts";
import type { Grant } from "../../src/contract/actor.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { DECLARING_ROLES } from "../../workflows/declared.ts";
import type { Role } from "../../workflows/workflow.ts";
import type { TestDatabase } from "./database.ts";
import { testDatabase } from "./database.ts";
import { everybodyIn, leaksIn } from "./leaks.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A Monday morning. */
export const MONDAY = new Date("2012-12-03T09:00:00.000Z");
export const PUBLIC_URL = "http://convoke.example";

/** One signed-in caller of the API. */
export interface Caller {
  readonly accountId: string;
  readonly token: string;
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  put(path: string, body: object): request.Test;
}

export interface TestHouse {
  readonly database: TestDatabase;
  readonly house: House;
  readonly app: Express;
  /** Every line that was logged, as JSON text. */
  readonly logged: readonly string[];
  readonly masterKey: string;
  /** Without any credentials. */
  readonly anybody: ReturnType<typeof request>;
  /** The caller with this role in a programme; the same one each time. A null programme means every programme. */
  as(role: Role, programme?: string | null): Promise<Caller>;
  /** A caller with several roles, or none, new each time. */
  caller(roles: readonly (readonly [Role, string | null])[]): Promise<Caller>;
  /** Accounts of two leads of the default programme, who have declared their interests. */
  leads(): Promise<readonly string[]>;
  programme(slug: string): Promise<string>;
  /** Somebody writes through the contact form; the engagement that they then have. */
  receive(email: string, more?: object): Promise<string>;
  /** Wait until nothing that is due remains undone. */
  quiet(): Promise<void>;
  /** Move the clock on, stopping wherever something falls due. */
  advance(to: Date | string): Promise<void>;
}

interface Options {
  readonly environment?: Readonly<Record<string, string>>;
  /** Nothing is carried out: what was asked for stays where it was written. */
  readonly isIdle?: boolean;
}

/** Give this test file a house of its own. Its members are there from the first `beforeAll` on. */
export function testHouse({ environment = {}, isIdle = false }: Options = {}): TestHouse {
  const database = testDatabase();
  const logged: string[] = [];
  const masterKey = generateMasterKey();
  const secrets = new Set([masterKey]);
  const callers = new Map<string, Promise<Caller>>();
  let open: { house: House; app: Express; stop: () => Promise<void> } | undefined;
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const config = settingsFor({ CONVOKE_DATA: folder.path, ...environment });
    open = await openOver(database, { config, masterKey, logged, isIdle });
  });
  afterAll(async () => {
    await open?.stop();
    await folder?.[Symbol.asyncDispose]();
    // Whatever a test was about: what ran beneath it wrote no secret and nobody's name.
    const planted = [...(await everybodyIn(database.pool)), ...secrets];
    expect(leaksIn(logged, planted)).toEqual([]);
  });

  function opened() {
    if (open === undefined) throw new Error("The house is open from the first beforeAll on");
    return open;
  }

  async function programme(slug: string): Promise<string> {
    const { db } = opened().house;
    const found = await readProgramme(db, slug, SYSTEM);
    if (found !== undefined) return found.id;
    const made = { id: newId(), slug, name: slug, zone: "UTC", week: [1, 2, 3, 4, 5], holidays: [] };
    await makeProgramme(db, { ...made, createdAt: MONDAY });
    return made.id;
  }

  async function caller(roles: readonly (readonly [Role, string | null])[]): Promise<Caller> {
    const { house, app } = opened();
    const grants = [];
    for (const [role, slug] of roles) {
      grants.push({ role, programmeId: slug === null ? null : await programme(slug) });
    }
    const name = roles.map(([role]) => role).join(" and ");
    const { account, token } = await makeAccount(
      house.db,
      { name, email: `${newId()}@staff.example`, kind: "staff", grants },
      MONDAY,
    );
    secrets.add(token);
    await declareNothing(house.engine, account);
    const signed = (test: request.Test) => test.set("Authorization", `Bearer ${token}`);
    return {
      accountId: account.id,
      token,
      get: (path) => signed(request(app).get(path)),
      put: (path, body) => signed(request(app).put(path)).send(body),
      post: (path, body) => signed(request(app).post(path)).send(body),
    };
  }

  const advance = async (to: Date | string): Promise<void> => {
    const { engine, relay, timers } = opened().house;
    await advanceClock(engine, relay, timers, new Date(to));
  };

  const quiet = async (): Promise<void> => await advance(await opened().house.engine.now());

  async function receive(email: string, more: object = {}): Promise<string> {
    const letter = { name: "Ines Duarte", email, message: "May we take part?", ...more };
    const { body } = await request(opened().app).post("/hooks/contact").send(letter).expect(200);
    await quiet();
    const { rows } = await database.pool.query<{ id: string }>(
      "select engagement_id as id from delivery where id = $1",
      [body.delivery],
    );
    return rows[0]?.id ?? "";
  }

  return {
    database,
    logged,
    masterKey,
    caller,
    quiet,
    receive,
    programme,
    advance,
    leads: async () =>
      await Promise.all([1, 2].map(async () => (await caller([["lead", "default"]])).accountId)),
    get house() {
      return opened().house;
    },
    get app() {
      return opened().app;
    },
    get anybody() {
      return request(opened().app);
    },
    async as(role, slug = "default") {
      const key = `${role} in ${slug}`;
      const known = callers.get(key) ?? caller([[role, slug]]);
      callers.set(key, known);
      return await known;
    },
  };
}

/** Whoever decides about others has declared that there is nothing; without that, no decision of theirs counts. */
async function declareNothing(
  engine: House["engine"],
  { id, grants }: { readonly id: string; readonly grants: readonly Grant[] },
): Promise<void> {
  const declares = grants.filter(({ role }) => DECLARING_ROLES.some((one) => one === role));
  const inOne = declares.filter(({ programmeId }) => programmeId !== null);
  for (const [programmeId, { role }] of new Map(inOne.map((grant) => [grant.programmeId ?? "", grant]))) {
    const person = { accountId: id };
    const asked = { type: "interests.requested", person, as: role };
    const origin = "operator" as const;
    const opened = await engine.start({
      workflow: "interests",
      programmeId,
      event: asked,
      actor: SYSTEM,
      origin,
    });
    if (opened.kind !== "applied") throw new Error(`No interests form: ${opened.kind}`);
    const itself = {
      id,
      kind: "staff" as const,
      name: "",
      grants: [{ role: "stakeholder" as const, programmeId }],
    };
    const none = { type: "interests.none", signed: true, signedOn: "2012-12-03" };
    await engine.send({
      instanceId: opened.standing.instanceId,
      event: none,
      actor: itself,
      origin: "caller",
    });
  }
}

const settingsFor = (environment: Readonly<Record<string, string>>): Config =>
  readConfig({
    CONVOKE_CLOCK: "virtual",
    CONVOKE_CLOCK_START: MONDAY.toISOString(),
    PUBLIC_URL,
    ...environment,
  });

/** The same composition as `convoke start`, on a database that is there already. */
async function openOver(
  database: TestDatabase,
  {
    config,
    masterKey,
    logged,
    isIdle,
  }: {
    readonly config: Config;
    readonly masterKey: string;
    readonly logged: string[];
    readonly isIdle: boolean;
  },
) {
  const queue = { kind: "postgres" as const, connection: database.poolConfig };
  const house = await openHouse(config, {
    log: logInto(logged),
    backing: {
      connection: database.poolConfig,
      queue,
      master: createMaster(masterKey),
      prepare: () => prepareBackend(queue),
      stop: () => Promise.resolve(),
    },
  });
  await ensureDefaults(house);
  const stopWorkers = isIdle ? undefined : await startWorkers(house, PUBLIC_URL);
  const app = createApp({ ...house, publicUrl: PUBLIC_URL, isVirtual: config.isVirtual }, "0.0.0");
  return {
    house,
    app,
    async stop() {
      await stopWorkers?.();
      await house.relay.stop();
      await house.close();
    },
  };
}

/** The product's own log, written into a list: what a test reads is what an operator would. */
function logInto(lines: string[]): Log {
  return createLog("debug", { write: (line: string) => void lines.push(line) });
}
