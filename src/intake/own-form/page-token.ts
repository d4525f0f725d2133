/** Says when a form was shown, in the form itself, so that we need not remember everybody who looks at one. */
import { newId } from "../../lib/ids.ts";
import type { Master } from "../../seal/master.ts";
import { equalInConstantTime } from "../../seal/tokens.ts";

/** Nobody reads and fills in a form faster. */
const FILL_MS_MIN = 2_000;
/** A page left open over night still counts. */
const FILL_MS_MAX = 24 * 3_600_000;

export type ShownPage =
  | { readonly kind: "shown"; readonly pageId: string; readonly pace: "human" | "too-fast" | "too-old" }
  | { readonly kind: "missing" | "forged" };

export function issuePageToken(master: Master, programmeId: string, now: Date): string {
  const said = `${newId()}.${now.getTime().toString(36)}`;
  return `${said}.${macOf(master, programmeId, said)}`;
}

export function readPageToken(master: Master, programmeId: string, token: string, now: Date): ShownPage {
  if (token === "") return { kind: "missing" };
  const [, said, pageId, shownAt, mac] =
    /^(([0-9a-f-]{36})\.([0-9a-z]{1,12}))\.([0-9a-f]{64})$/.exec(token) ?? [];
  if (said === undefined || pageId === undefined || shownAt === undefined || mac === undefined)
    return { kind: "forged" };
  if (!equalInConstantTime(mac, macOf(master, programmeId, said))) return { kind: "forged" };
  const tookMs = now.getTime() - Number.parseInt(shownAt, 36);
  const pace = tookMs < FILL_MS_MIN ? "too-fast" : tookMs > FILL_MS_MAX ? "too-old" : "human";
  return { kind: "shown", pageId, pace };
}

const macOf = (master: Master, programmeId: string, said: string): string =>
  master.hmac("form", `page/${programmeId}/${said}`);
