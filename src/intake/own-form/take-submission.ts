/** What our own form sends becomes a delivery like any other: judged, sealed, and read by a worker. */
import { isDisposableEmailDomain } from "disposable-email-domains-js";
import type { OwnSubmission, Signal } from "../../contract/own-form.ts";
import { canonicalJson, sha256 } from "../../lib/canonical.ts";
import type { Counter } from "../../store/rate-limits.ts";
import { openCounter } from "../../store/rate-limits.ts";
import { useWork } from "../../store/used-work.ts";
import { convoke } from "../adapters/convoke.ts";
import type { Intake } from "../intake.ts";
import { heldWhilePaused, ownFormSource } from "../sources.ts";
import { readPageToken } from "./page-token.ts";
import { heldFor, linkSignals, suspicionOf } from "./suspicion.ts";
import { judgeWork } from "./work.ts";

/** What the form sent beside the words, from which it is told how likely a person wrote them. */
interface Evidence {
  readonly pageToken: string;
  /** The field that nobody sees. */
  readonly website: string;
  readonly work: string;
}

interface Sent {
  readonly programmeId: string;
  readonly submission: OwnSubmission;
  readonly evidence: Evidence;
  readonly now: Date;
}

/** Shorter ones, such as "May we take part?", are written by many. */
const REPEATED_CHARS_MIN = 60;
const REPEATED_MAX = 2;
const OFTEN_REPEATED_MAX = 6;
const REPEATED_WINDOW_S = 24 * 3_600;

export type TakeSubmission = (sent: Sent) => Promise<void>;

/** Takes a submission; returns after the commit. Whoever sent it learns nothing of what was thought of it. */
export function createTakeSubmission(intake: Intake): TakeSubmission {
  const repeats = openCounter(intake.db, {
    name: "form-text",
    max: REPEATED_MAX,
    windowS: REPEATED_WINDOW_S,
  });
  return async (sent) => {
    const { programmeId, submission, now } = sent;
    const source = await ownFormSource(intake, programmeId);
    const suspicion = suspicionOf(await signalsOf(intake, repeats, sent));
    const body = canonicalJson(submission);
    const kept = await intake.keep({
      source,
      raw: {
        body: Buffer.from(body, "utf8"),
        method: "POST",
        url: "",
        headers: {},
        contentType: "application/json",
        receivedAt: now,
      },
      hash: sha256(body),
      identity: convoke.identify(submission),
      held: heldFor(suspicion) ?? heldWhilePaused(source),
      suspicion,
      now,
    });
    if (kept.asked !== undefined) intake.hint([kept.asked]);
  };
}

async function signalsOf(
  { db, vault: { master } }: Intake,
  repeats: Counter,
  { programmeId, submission, evidence, now }: Sent,
): Promise<Signal[]> {
  const work = await judgeWork(master, programmeId, evidence.work, now);
  const texts = [submission.message ?? "", submission.concerns ?? ""];
  return [
    ...(evidence.website === "" ? [] : ["honeypot" as const]),
    ...pageSignals(readPageToken(master, programmeId, evidence.pageToken, now)),
    ...(work.kind === "done" ? await reuseSignals() : [`work_${work.kind}` as const]),
    ...(isDisposable(submission.email) ? ["disposable_address" as const] : []),
    ...linkSignals(texts),
    ...(await repeatSignals(texts.join("\n").trim())),
  ];

  /** The same submission once more, as by a double click, brings the same proof and is no replay. */
  async function reuseSignals(): Promise<Signal[]> {
    if (work.kind !== "done") return [];
    const { nonce, expiresAt } = work;
    const usedFor = await useWork(db, { nonce, usedFor: submission.key, expiresAt });
    return usedFor === submission.key ? [] : ["work_reused"];
  }

  async function repeatSignals(text: string): Promise<Signal[]> {
    if (text.length < REPEATED_CHARS_MIN) return [];
    const { counted } = await repeats.count(master.hmac("form", `text/${text}`));
    if (counted > OFTEN_REPEATED_MAX) return ["often_repeated_text"];
    return counted > REPEATED_MAX ? ["repeated_text"] : [];
  }
}

function pageSignals(page: ReturnType<typeof readPageToken>): Signal[] {
  switch (page.kind) {
    case "missing":
      return ["page_missing"];
    case "forged":
      return ["page_forged"];
    case "shown":
      return page.pace === "human" ? [] : [page.pace === "too-fast" ? "too_fast" : "page_too_old"];
  }
}

/** The list names whole domains, so an address below one of them counts too. */
function isDisposable(email: string): boolean {
  const labels = (email.split("@").at(-1) ?? "").toLowerCase().split(".");
  return labels.some(
    (_, index) => index < labels.length - 1 && isDisposableEmailDomain(labels.slice(index).join(".")),
  );
}
