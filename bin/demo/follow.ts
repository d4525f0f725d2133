/** Watches everything the story is about, as a console would: lists, journals, deadlines, mails. */
import type { z } from "zod";
import { engagementPage } from "../../src/contract/engagements.ts";
import { instanceDetail, instancePage, journalPage } from "../../src/contract/instances.ts";
import type { deadline, journalEntry } from "../../src/contract/instances.ts";
import { mailPage } from "../../src/contract/operating.ts";
import type { mail } from "../../src/contract/operating.ts";
import { localOf } from "./calendar.ts";
import { PROGRAMME } from "./cast.ts";
import type { Client } from "./client.ts";

export type Entry = z.output<typeof journalEntry>;
export type Deadline = z.output<typeof deadline>;
export type Mail = z.output<typeof mail>;
export type Noun = "engagements" | "groups" | "meetings" | "recommendations";

/** How far one of them is, as last seen. */
export interface Standing {
  readonly revision: number;
  readonly stage: string | null;
  readonly state: string;
  readonly deadlines: readonly Deadline[];
  readonly card: Readonly<Record<string, unknown>>;
}

/** Somebody or something the story follows. */
export interface Known {
  readonly id: string;
  readonly noun: Noun;
  readonly name: string;
  standing: Standing;
  readonly journal: Entry[];
  readonly mails: Mail[];
}

/** What is new about one of them since the last look. */
export interface News {
  readonly about: Known;
  readonly before: Standing;
  readonly entries: readonly Entry[];
  readonly mails: readonly Mail[];
}

/** The mails about one of them, as `2012-12-03 10:20 inquiry-received`. */
export const mailsOf = ({ mails }: Known): string[] =>
  mails.map(({ createdAt, template }) => `${localOf(createdAt)} ${template}`);

const UNSEEN: Standing = { revision: 0, stage: null, state: "", deadlines: [], card: {} };
const PAGE = 200;
const MAILS_A_PAGE = 8;

export class Follower {
  readonly known: Known[] = [];
  readonly #seenMails = new Set<string>();

  readonly #client: Client;
  readonly #token: string;

  /** `token` sees engagements, journals and mails of the programme. */
  constructor(client: Client, token: string) {
    this.#client = client;
    this.#token = token;
  }

  /** Follow one more; what has happened to it so far is news at the next look. */
  follow(noun: Noun, id: string, name: string): Known {
    const one: Known = { id, noun, name, standing: UNSEEN, journal: [], mails: [] };
    this.known.push(one);
    return one;
  }

  /** What is new, in the order in which they were met. */
  async look(): Promise<News[]> {
    const [revisions, mails] = [await this.#revisions(), await this.#newMails()];
    const news: News[] = [];
    for (const about of this.known) {
      const own = mails.filter(({ instance }) => instance === about.id);
      const { standing: before } = about;
      if (revisions.get(about.id) === before.revision && own.length === 0) continue;
      const entries = await this.#readOn(about);
      about.mails.push(...own);
      news.push({ about, before, entries, mails: own });
    }
    return news;
  }

  /** When the clock has to stop next. */
  get nextDue(): string | undefined {
    return this.deadlines()[0]?.dueAt;
  }

  /** All that is due some day, the soonest first. */
  deadlines(): { about: Known; timer: string; dueAt: string }[] {
    return this.known
      .flatMap((about) =>
        about.standing.deadlines.flatMap(({ timer, dueAt }) =>
          dueAt === null ? [] : [{ about, timer, dueAt }],
        ),
      )
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  }

  async #revisions(): Promise<Map<string, number>> {
    const nouns = [...new Set(this.known.map(({ noun }) => noun))];
    const pages = await Promise.all(
      nouns.map(
        async (noun) =>
          await this.#client.get(
            `/api/v1/${noun}?programme=${PROGRAMME}&limit=${PAGE}`,
            this.#token,
            noun === "engagements" ? engagementPage : instancePage,
          ),
      ),
    );
    return new Map(pages.flatMap(({ items }) => items.map(({ id, revision }) => [id, revision] as const)));
  }

  /** Oldest first. The list is newest first, so it is read until it says what we know. */
  async #newMails(): Promise<Mail[]> {
    const fresh: Mail[] = [];
    let cursor = "";
    for (;;) {
      const path = `/api/v1/mails?limit=${MAILS_A_PAGE}${cursor}`;
      const { items, next } = await this.#client.get(path, this.#token, mailPage);
      const unseen = items.filter(({ id }) => !this.#seenMails.has(id));
      fresh.push(...unseen);
      if (next === null || unseen.length < items.length) break;
      cursor = `&cursor=${next}`;
    }
    for (const { id } of fresh) this.#seenMails.add(id);
    return fresh.toReversed();
  }

  async #readOn(about: Known): Promise<Entry[]> {
    const path = `/api/v1/${about.noun}/${about.id}`;
    const { revision, stage, state, deadlines, card } = await this.#client.get(
      path,
      this.#token,
      instanceDetail,
    );
    // What is late has fallen due already: the clock stops there no more.
    const ahead = deadlines.filter((one) => one.state !== "overdue");
    about.standing = { revision, stage, state, deadlines: ahead, card };
    const from = about.journal.at(-1)?.seq ?? 0;
    const { items } = await this.#client.get(
      `${path}/journal?cursor=${from}&limit=${PAGE}`,
      this.#token,
      journalPage,
    );
    about.journal.push(...items);
    return items;
  }
}
