/**
 * Calls that come at about the same time, carried out by one statement: those that come while others are under way wait
 * for each other and go together. At low load a call goes alone and at once.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

const AT_ONCE = 2;
const ITEMS_MAX = 200;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface TogetherOptions<Item> {
  /** After this failure of several together each is tried alone, so that only the guilty one fails. (Default: never) */
  readonly eachAlone?: (error: unknown) => boolean;
  /** Whose turn an item takes. Where more waits than goes together, everybody has one before anybody has two. */
  readonly turnOf?: (item: Item) => string;
}

/** `run` answers each item in the order given. What it throws is thrown to all who came with it. */
export function together<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { eachAlone = () => false, turnOf }: TogetherOptions<Item> = {},
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;
  let isGathering = false;

  async function next(): Promise<void> {
    underWay += 1;
    isGathering = true;
    // Let what comes in the same turn of the event loop go along.
    await nextTurn();
    isGathering = false;
    const taken = new Set(inTurn(waiting, turnOf).slice(0, ITEMS_MAX));
    waiting = waiting.filter((one) => !taken.has(one));
    await settle([...taken]);
    underWay -= 1;
    goOn();
  }

  async function settle(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(taken.map(({ item }) => item));
      for (const [index, one] of taken.entries()) one.resolve(results[index] as Result);
    } catch (error) {
      if (taken.length > 1 && eachAlone(error)) for (const one of taken) await settle([one]);
      else for (const one of taken) one.reject(error);
    }
  }

  function goOn(): void {
    if (waiting.length > 0 && !isGathering && underWay < AT_ONCE) void next();
  }

  return async (item) =>
    await new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      goOn();
    });
}

/** Those who came first of everybody, then the second of everybody, and so on. */
function inTurn<Item, Waits extends { readonly item: Item }>(
  waiting: readonly Waits[],
  turnOf: ((item: Item) => string) | undefined,
): readonly Waits[] {
  if (turnOf === undefined || waiting.length <= ITEMS_MAX) return waiting;
  const cameBefore = new Map<string, number>();
  const turns = waiting.map((one) => {
    const who = turnOf(one.item);
    const turn = cameBefore.get(who) ?? 0;
    cameBefore.set(who, turn + 1);
    return { one, turn };
  });
  return turns.toSorted((a, b) => a.turn - b.turn).map(({ one }) => one);
}

/**
 * Look-ups by a name, each name asked for once. Nothing is remembered, so an answer is never older than its question.
 * What `ask` leaves out is undefined.
 */
export function gather<Answer>(
  ask: (questions: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): (question: string) => Promise<Answer | undefined> {
  return together(
    async (questions: readonly string[]) => {
      const answers = await ask([...new Set(questions)]);
      return questions.map((question) => answers.get(question));
    },
    { turnOf: (question) => question },
  );
}
