/** Clients that want something, and keep asking with the same key until they are answered. */
import { setTimeout as wait } from "node:timers/promises";
import { moveVirtualClock, readNow } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { isUnavailable } from "../../src/store/database.ts";
import type { ClientLog } from "./client-log.ts";
import type { Fleet } from "./fleet.ts";
import { TOKEN } from "./fleet.ts";
import type { Seeded } from "./seeded.ts";

const PATIENCE_MS = 3_000;
const CLOCK_PATIENCE_MS = 20_000;
const TRIES_MAX = 60;
const PAUSE_MS = 150;
const HOUR_MS = 3_600_000;

const PROFILE = { email: "attested", affiliation: "organisation", capacity: "organisation" };
type Act = readonly [type: string, data: object];
const claimed: Act = ["triage.claimed", {}];
const asked: Act = ["info.requested", { questions: ["Which group?"] }];
const supplied: Act = ["info.supplied", { recordId: "letter-1", complete: true }];
const answered: Act = ["inquiry.answered", { reply: "sent", wantsToTakePart: false }];
const referred: Act = ["inquiry.referred", { target: "programme-2", sharing: "agreed" }];
const outOfScope: Act = ["inquiry.out_of_scope", { reason: "out_of_scope" }];
const vetted: Act = ["vetting.started", { profile: PROFILE }];
const doubted: Act = ["tier2.required", { trigger: "list_near_match" }];
const withdrawn: Act = ["withdraw.requested", { evidenceId: "letter-2" }];
const told: Act = ["person.told", {}];
const quiet: Act = ["contact_preference.changed", { doNotContact: false }];

/** What is likely to be taken in a state, so that cases come far; some acts are sent anywhere. */
const ACTS: Readonly<Record<string, readonly Act[]>> = {
  received: [claimed],
  triage: [asked, asked, vetted, vetted, answered, referred, outOfScope],
  needs_information: [supplied],
  screening: [asked, doubted],
  due_diligence: [asked, withdrawn],
};
const ANYWHERE = [quiet, told, claimed, asked, supplied, withdrawn, doubted];

export interface Town {
  readonly fleet: Fleet;
  readonly log: ClientLog;
  /** Token of somebody who may do everything to an engagement. */
  readonly token: string;
  readonly isOver: () => boolean;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One officer who takes deliveries' place and works on whatever engagement comes to hand. */
export async function beBusy(town: Town, name: string, chance: Seeded): Promise<void> {
  for (let n = 0; !town.isOver(); n += 1) {
    const key = `${name}-${n}`;
    if (chance.happens(0.3)) await writeIn(town, key, chance);
    else await actOnSomebody(town, key, chance);
    await wait(chance.between(5, 80));
  }
}

/** Time passes by fits and starts and waits for nobody, so that timers fall due all the while. */
export async function letTimePass({ isOver }: Town, db: Db, chance: Seeded): Promise<void> {
  while (!isOver()) {
    await wait(chance.between(200, 900));
    const hours = chance.between(2, 30);
    try {
      await moveVirtualClock(db, new Date((await readNow(db, true)).getTime() + hours * HOUR_MS));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }
}

/** As somebody who develops against it does: stopping wherever something falls due. */
export async function moveClock(town: Pick<Town, "fleet" | "log">, advanceMs: number): Promise<number> {
  const { status } = await request(town, "POST", "/dev/clock", { body: { advanceMs } }, CLOCK_PATIENCE_MS);
  return status;
}

async function writeIn(town: Town, key: string, chance: Seeded): Promise<void> {
  const body = {
    name: `Person ${key}`,
    email: `${key}@example.org`,
    country: "Italy",
    interests: ["Insurance"],
    message: "Hello",
  };
  const again = chance.happens(0.2) ? 2 : 1;
  for (let time = 0; time < again; time += 1) {
    const answer = await untilAnswered(town, "/hooks/contact", { body, headers: { "Idempotency-Key": key } });
    if (answer === undefined) return;
    if (answer.status === 200) town.log.deliveries.push({ key, delivery: String(answer.body["delivery"]) });
    else town.log.wrongAnswers.push(`A delivery was answered ${answer.status}`);
  }
}

async function actOnSomebody(town: Town, key: string, chance: Seeded): Promise<void> {
  const found = await request(town, "GET", "/api/v1/engagements?limit=100", { token: town.token });
  const items = found.status === 200 ? (found.body["items"] as Readonly<Record<string, unknown>>[]) : [];
  if (items.length === 0) return;
  const { id, state } = chance.pick(items);
  const likely = ACTS[String(state).split(".").at(-1) ?? ""] ?? ANYWHERE;
  const [type, data] = chance.pick(chance.happens(0.85) ? likely : ANYWHERE);
  const again = chance.happens(0.2) ? 2 : 1;
  for (let time = 0; time < again; time += 1) {
    const answer = await untilAnswered(town, `/api/v1/engagements/${String(id)}/events`, {
      token: town.token,
      body: { type, data },
      headers: { "Idempotency-Key": key },
    });
    if (answer === undefined) return;
    if (answer.status >= 300) {
      if (answer.body["code"] !== "refused")
        town.log.wrongAnswers.push(`${type} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
      return;
    }
    const revision = Number(answer.body["revision"]);
    town.log.events.push({ engagement: String(id), key, type, revision });
  }
}

interface Sent {
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Undefined when no answer came for long: then nothing is known. */
async function untilAnswered(town: Town, path: string, sent: Sent): Promise<Answer | undefined> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await request(town, "POST", path, sent);
    if (answer.status !== 0 && answer.status < 500) return answer;
    if (town.isOver() && tries > 3) return undefined;
    await wait(PAUSE_MS);
  }
  return undefined;
}

async function request(
  { fleet, log }: Pick<Town, "fleet" | "log">,
  method: "GET" | "POST",
  path: string,
  { token, body, headers }: Sent,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  const answer = await ask(`${fleet.anyApi()}${path}`, patienceMs, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  log.statuses.set(answer.status, (log.statuses.get(answer.status) ?? 0) + 1);
  if (answer.status === 503 && answer.retryAfter === null)
    log.wrongAnswers.push(`${method} ${path} answered 503 without Retry-After`);
  if (answer.status === 500)
    log.wrongAnswers.push(`${method} ${path} answered 500 ${JSON.stringify(answer.body)}`);
  return answer;
}

async function ask(
  url: string,
  patienceMs: number,
  init: RequestInit,
): Promise<Answer & { retryAfter: string | null }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    const body = isJson ? (JSON.parse(text) as Answer["body"]) : {};
    return { status: response.status, body, retryAfter: response.headers.get("retry-after") };
  } catch {
    return { status: 0, body: {}, retryAfter: null };
  }
}

/** Somebody of every role, with an address for the notices. Returns the token. */
export async function hireStaff(town: Pick<Town, "fleet" | "log">): Promise<string> {
  const roles = ["officer", "vetter", "approver"].map((role) => ({ role, programme: "default" }));
  const body = { name: "Olive", email: "olive@example.org", roles };
  const made = await request(town, "POST", "/api/v1/accounts", { token: TOKEN, body });
  if (made.status !== 201) throw new Error(`Nobody could be hired: ${made.status}`);
  return String(made.body["token"]);
}
