/** The stage: people act over the API, time passes, and what comes of it is told and checked. */
import { z } from "zod";
import { eventOutcome, instanceDetail } from "../../src/contract/instances.ts";
import { clock, workflowDetail } from "../../src/contract/operating.ts";
import { deliveryPage, taken } from "../../src/contract/sources.ts";
import { instantOf, momentOf, spokenOf } from "./calendar.ts";
import type { Cast, Member } from "./cast.ts";
import { introduced, PROGRAMME } from "./cast.ts";
import type { Answer, Client } from "./client.ts";
import { expectSame, StepFailed } from "./expect.ts";
import type { Known, Noun } from "./follow.ts";
import { Follower } from "./follow.ts";
import type { Meanings } from "./tell-news.ts";
import { tellNews, timerWords } from "./tell-news.ts";
import type { Teller } from "./teller.ts";

/** An event and how it is told. */
export interface Act {
  /** What the person did, as the rest of a sentence that begins with the name. */
  readonly tell: string;
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly onBehalfOf?: string;
  readonly happenedOn?: string;
}

interface Outcome {
  /** State it must come to. */
  readonly state: string;
}

export interface Delivery {
  readonly tell: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const problem = z.looseObject({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  guards: z.array(z.string()).optional(),
});

const AHEAD_MAX = 3;

export class Play {
  readonly client: Client;
  readonly teller: Teller;
  readonly cast: Cast;
  readonly follower: Follower;
  readonly #meanings: Meanings;
  #now = new Date(0);
  #keys = 0;

  private constructor(client: Client, teller: Teller, cast: Cast, meanings: Meanings) {
    this.client = client;
    this.teller = teller;
    this.cast = cast;
    this.#meanings = meanings;
    this.follower = new Follower(client, cast.nora.token);
  }

  static async open(client: Client, teller: Teller, cast: Cast): Promise<Play> {
    const meanings = new Map<string, string>();
    for (const name of ["working_group", "meeting", "recommendation", "engagement"]) {
      const { events } = await client.get(`/api/v1/workflows/${name}`, cast.nora.token, workflowDetail);
      for (const { type, meaning } of events) meanings.set(type, meaning);
    }
    const play = new Play(client, teller, cast, meanings);
    play.#now = new Date((await client.get("/dev/clock", cast.nora.token, clock)).now);
    return play;
  }

  get now(): Date {
    return this.#now;
  }

  get moment() {
    return momentOf(this.#now);
  }

  /** Let time pass, stopping to tell whatever falls due on the way. */
  async at(local: string): Promise<void> {
    const target = instantOf(local);
    for (;;) {
      const due = this.follower.nextDue;
      if (due === undefined || new Date(due) >= target) break;
      await this.#moveTo(new Date(due));
      tellNews(this.teller, this.#meanings, await this.follower.look());
      if (this.follower.nextDue === due) throw new StepFailed("the clock", `${due} to be over`, "still due");
    }
    await this.#moveTo(target);
    tellNews(this.teller, this.#meanings, await this.follower.look());
  }

  /** Somebody sends an event; it must be taken and lead to the state told. */
  async act(who: Member, on: Known, { tell, ...event }: Act, outcome: Outcome): Promise<void> {
    this.say(`${introduced(who)} ${tell}`);
    const { status, body } = await this.#send(who, on, event);
    if (status !== 200) throw new StepFailed(`${who.name} ${tell}`, { ...outcome, status: 200 }, body);
    const { state } = eventOutcome.parse(body);
    expectSame(`${on.name} after ${event.type}`, state, outcome.state);
    await this.settle(on);
  }

  /** Somebody sends an event that Convoke must refuse, for these reasons. */
  async isRefused(
    who: Member,
    on: Known,
    { tell, ...event }: Act,
    { guards, because }: { readonly guards: readonly string[]; readonly because: string },
  ): Promise<void> {
    this.say(`${introduced(who)} ${tell}`);
    const { status, body } = await this.#send(who, on, event);
    const said = problem.safeParse(body);
    const got = { status, guards: said.success ? said.data.guards : undefined };
    expectSame(`${event.type} is refused`, got, { status: 409, guards: [...guards] });
    this.teller.note("refused", `${said.data?.detail ?? ""}; nothing changed`);
    this.teller.note("why", because);
    const { revision } = on.standing;
    await this.settle(on);
    expectSame(`${on.name} after a refusal`, on.standing.revision, revision);
  }

  /** Somebody opens a group, a meeting or a recommendation. */
  async open(
    who: Member,
    noun: Noun,
    tell: string,
    name: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Known> {
    this.say(`${introduced(who)} ${tell}`);
    const { id } = await this.client.post(
      `/api/v1/${noun}`,
      who.token,
      { programme: PROGRAMME, ...body },
      instanceDetail,
    );
    const opened = this.follower.follow(noun, id, name);
    await this.settle(opened);
    return opened;
  }

  /** A form comes in. Returns the delivery's id, or null when it was turned away. */
  async deliver({ tell, url, body, headers }: Delivery, expected: string): Promise<string | null> {
    this.say(tell);
    const answer = await this.client.send("POST", url, { raw: body, headers });
    expectSame(tell, fateOf(answer), expected);
    this.teller.note("says", `${answer.status} ${expected}`);
    const parsed = taken.safeParse(answer.body);
    return parsed.success ? parsed.data.delivery : null;
  }

  /** Follow the engagement that a delivery became. */
  async meet(deliveryId: string | null, name: string): Promise<Known> {
    await this.#moveTo(this.#now);
    const engagement = await this.engagementOf(deliveryId);
    if (engagement === null) throw new StepFailed(name, "an engagement made of the delivery", deliveryId);
    const met = this.follower.follow("engagements", engagement, name);
    await this.settle(met);
    return met;
  }

  async engagementOf(deliveryId: string | null): Promise<string | null> {
    const { items } = await this.client.get("/api/v1/deliveries", this.cast.nora.token, deliveryPage);
    return items.find(({ id }) => id === deliveryId)?.engagement ?? null;
  }

  /** What falls due next, as far as anybody knows today. */
  ahead(): void {
    const soonest = this.follower.deadlines().slice(0, AHEAD_MAX);
    if (soonest.length === 0) return;
    this.teller.ahead(
      soonest.map(({ about, timer, dueAt }) => `${spokenOf(dueAt)}   ${about.name}: ${timerWords(timer)}`),
    );
  }

  say(text: string): void {
    this.teller.act(this.moment, text);
  }

  /** Wait until all that was asked for is done, and tell it. */
  async settle(about?: Known): Promise<void> {
    await this.#moveTo(this.#now);
    tellNews(this.teller, this.#meanings, await this.follower.look(), about);
  }

  async #send(who: Member, on: Known, { type, data = {}, ...rest }: Omit<Act, "tell">): Promise<Answer> {
    this.#keys += 1;
    return await this.client.send("POST", `/api/v1/${on.noun}/${on.id}/events`, {
      token: who.token,
      body: { type, data, ...rest },
      headers: { "Idempotency-Key": `demo-${this.#keys}` },
    });
  }

  /** The clock moves only when everything due on the way is done. */
  async #moveTo(to: Date): Promise<void> {
    const { now } = await this.client.post("/dev/clock", undefined, { to: to.toISOString() }, clock);
    expectSame("the clock", now, to.toISOString());
    this.#now = to;
  }
}

/** `accepted`, `duplicate` … for what was taken; the problem's code for what was not. */
function fateOf({ body }: Answer): string {
  const parsed = taken.safeParse(body);
  if (parsed.success) return parsed.data.status;
  const refused = problem.safeParse(body);
  return refused.success ? refused.data.code : "no answer of ours";
}
