import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { askAnew } from "../src/live/ask-anew.ts";

/** A server that answers when it is told to, with what was so when it was asked. */
function slowServer() {
  const answers: (() => void)[] = [];
  let truth = "before";
  return {
    asked: () => answers.length,
    happens: () => void (truth = "after"),
    answer: () => answers.at(-1)?.(),
    queryFn: () => {
      const asOfNow = truth;
      return new Promise<string>((resolve) => answers.push(() => resolve(asOfNow)));
    },
  };
}

describe("what is on its way when something happens", () => {
  const queryKey = ["engagements", { programme: "pip" }];
  const client = () => new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });

  it("is asked for again once it has come, where somebody looks", async () => {
    const [queries, server] = [client(), slowServer()];
    const observer = new QueryObserver(queries, { queryKey, queryFn: server.queryFn });
    const leave = observer.subscribe(() => undefined);
    server.happens();
    askAnew(queries, () => true);
    server.answer();
    await expect.poll(server.asked).toBe(2);
    server.answer();
    await expect.poll(() => queries.getQueryData(queryKey)).toBe("after");
    expect(server.asked()).toBe(2);
    leave();
  });

  it("is old when it comes, where nobody looks yet", async () => {
    const [queries, server] = [client(), slowServer()];
    const loading = queries.ensureQueryData({ queryKey, queryFn: server.queryFn });
    server.happens();
    askAnew(queries, () => true);
    server.answer();
    expect(await loading).toBe("before");
    await expect.poll(() => queries.getQueryState(queryKey)?.isInvalidated).toBe(true);
    expect(server.asked()).toBe(1);
  });

  it("is broken off and asked again at once, where there is something to show meanwhile", () => {
    const [queries, server] = [client(), slowServer()];
    queries.setQueryData(queryKey, "earlier");
    const observer = new QueryObserver(queries, { queryKey, queryFn: server.queryFn });
    const leave = observer.subscribe(() => undefined);
    void observer.refetch();
    askAnew(queries, () => true);
    expect(server.asked()).toBe(2);
    leave();
  });
});
