/** The one client of our API, typed by its own document. Every call throws a `Problem` unless it was answered well. */
import createClient from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
import { OfflineProblem, Problem } from "./problem.ts";
import type { paths } from "./schema.d.ts";

export const api = createClient<paths>({ baseUrl: "/", headers: { accept: "application/json" } });

const throwing: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return;
    if (response.status === 401) signInAgain();
    throw await Problem.of(response);
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === "AbortError" ? error : new OfflineProblem(error);
  },
};
api.use(throwing);

/** The session has ended: sign in, then come back to this very view. Server-rendered, so that it works whatever is cached here. */
export function signInAgain(): void {
  const here = location.pathname + location.search;
  location.assign(`/sign-in?to=${encodeURIComponent(here)}`);
}

/** The body of an answer; calls that fail have thrown before. */
export async function bodyOf<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  if (data === undefined || data === null) throw new TypeError("The answer has no body");
  return data;
}

/** For an event: only if nobody was quicker, and never twice. Make the key once per form, not per try. */
export const onlyIf = (revision: number, key: string) => ({
  "If-Match": `"${revision}"`,
  "Idempotency-Key": key,
});
export const newKey = (): string => crypto.randomUUID();
