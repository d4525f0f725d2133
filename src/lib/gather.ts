/**
 * Questions asked at about the same time, answered by one statement: those that come while others are under way wait for
 * each other and go together. Nothing is remembered, so an answer is never older than its question. At low load a
 * question goes alone and at once.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

export type Gathered<Answer> = (question: string) => Promise<Answer | undefined>;

const AT_ONCE = 2;
const QUESTIONS_MAX = 200;

/** `ask` gets each question once and answers those it can. What it throws is thrown to all who asked. */
export function gather<Answer>(
  ask: (questions: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): Gathered<Answer> {
  const waiting = new Map<string, PromiseWithResolver<Answer>>();
  let underWay = 0;
  let isGathering = false;

  async function next(): Promise<void> {
    underWay += 1;
    isGathering = true;
    // Let what is asked in the same turn of the event loop go along.
    await nextTurn();
    isGathering = false;
    const asked = new Map([...waiting].slice(0, QUESTIONS_MAX));
    for (const question of asked.keys()) waiting.delete(question);
    try {
      const answers = await ask([...asked.keys()]);
      for (const [question, { resolve }] of asked) resolve(answers.get(question));
    } catch (error) {
      for (const { reject } of asked.values()) reject(error);
    }
    underWay -= 1;
    goOn();
  }

  function goOn(): void {
    if (waiting.size > 0 && !isGathering && underWay < AT_ONCE) void next();
  }

  return async (question) => {
    const same = waiting.get(question) ?? withResolver<Answer>();
    waiting.set(question, same);
    goOn();
    return await same.promise;
  };
}

interface PromiseWithResolver<Answer> {
  readonly promise: Promise<Answer | undefined>;
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (error: unknown) => void;
}

function withResolver<Answer>(): PromiseWithResolver<Answer> {
  let resolve: PromiseWithResolver<Answer>["resolve"] = () => {};
  let reject: PromiseWithResolver<Answer>["reject"] = () => {};
  const promise = new Promise<Answer | undefined>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
