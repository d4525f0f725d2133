import { ConvokeError } from "./errors.ts";

/**
 * For work that takes much of the machine: each piece is begun when the one before is over, however it ended, in the order
 * in which they were asked for. Throws `busy` with these words when `waitingMax` wait already.
 */
export function inTurn(
  waitingMax: number,
  tooMany: string,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting >= waitingMax) throw new ConvokeError("busy", tooMany);
    waiting += 1;
    const own = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = own.catch(() => undefined);
    return await own;
  };
}
