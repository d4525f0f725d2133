/**
 * How many deliveries may come: from an address, for a source, in all. Counted in this process's memory, so that counting
 * costs microseconds and cannot fail; many processes take as many times more. See docs/decisions/0021.
 */
import type { Request, RequestHandler, Response } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { HookRates } from "../auth/access.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import { addressOf } from "./middleware/address.ts";

const WINDOW_S = 60;
/** Names that no source may have share so many counts, or whoever makes up names would fill the memory with them. */
const STRANGE_NAMES = 256;
const KNOWN_MAX = 10_000;

export interface HookLimits {
  readonly countDelivery: RequestHandler;
  /** There is a source of this name: from now on it is counted alone. */
  noteKnown(source: string): void;
}

interface Policy {
  readonly name: "address" | "source" | "all";
  readonly max: number;
  readonly what: string;
  readonly keyOf: (request: Request) => string;
  readonly limiter: RateLimiterMemory;
}

export function createHookLimits(rates: HookRates, log: Pick<Log, "warn">): HookLimits {
  const known = new Set<string>();
  const sourceOf = (request: Request): string => {
    const name = String(request.params["source"]);
    return known.has(name) ? name : `#${strangeName(name)}`;
  };
  // The source before all: what it is refused must not count against the others.
  const policies = [
    policyOf("address", rates.perAddress, "from your address", (request) => addressOf(request, 56)),
    policyOf("source", rates.perSource, "for this source", sourceOf),
    policyOf("all", rates.inAll, "here", () => "all"),
  ].flat();
  const stated = policies.map(({ name, max }) => `"${name}";q=${max};w=${WINDOW_S}`).join(", ");

  async function count(request: Request, response: Response): Promise<void> {
    if (policies.length > 0) response.set("RateLimit-Policy", stated);
    let nearest = { share: Infinity, text: "" };
    for (const policy of policies) {
      const { remaining, waitS, isFirstRefusal, isOver } = await consume(policy, policy.keyOf(request));
      const share = remaining / policy.max;
      if (share < nearest.share || isOver) {
        nearest = { share, text: `"${policy.name}";r=${remaining};t=${waitS}` };
        response.set("RateLimit", nearest.text);
      }
      if (!isOver) continue;
      if (isFirstRefusal) {
        const source = known.has(String(request.params["source"])) ? request.params["source"] : undefined;
        log.warn(
          { code: "too-many-requests", policy: policy.name, source },
          "Deliveries are refused for a while",
        );
      }
      const detail = `There were too many deliveries ${policy.what}; try again in ${waitS} seconds`;
      throw new ConvokeError("too-many-requests", detail, {
        extra: { retryAfterS: waitS, "violated-policies": [policy.name] },
      });
    }
  }

  return {
    countDelivery: async (request, response, next) => {
      await count(request, response);
      next();
    },
    noteKnown(source) {
      if (known.size >= KNOWN_MAX) known.clear();
      known.add(source);
    },
  };
}

/** None where as many may come as like to. */
function policyOf(name: Policy["name"], max: number, what: string, keyOf: Policy["keyOf"]): Policy[] {
  if (max === Infinity) return [];
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: max, duration: WINDOW_S });
  return [{ name, max, what, keyOf, limiter }];
}

async function consume({ limiter, max }: Policy, key: string) {
  const { isOver, result } = await limiter.consume(key).then(
    (within) => ({ isOver: false, result: within }),
    (over: unknown) => {
      if (over instanceof RateLimiterRes) return { isOver: true, result: over };
      throw over;
    },
  );
  return {
    isOver,
    isFirstRefusal: result.consumedPoints === max + 1,
    remaining: Math.max(0, result.remainingPoints),
    waitS: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
  };
}

function strangeName(name: string): number {
  let sum = 0;
  for (const character of name.slice(0, 100)) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % STRANGE_NAMES;
}
