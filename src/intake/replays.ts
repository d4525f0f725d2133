/** What became of having a delivery read again. */
import type { ReplayOutcome } from "../store/delivery-replays.ts";
import { lastReadingOf, settleReplay } from "../store/delivery-replays.ts";
import type { Intake } from "./intake.ts";

export interface ReplayEnd {
  readonly outcome: ReplayOutcome;
  readonly reason?: string | undefined;
  /** The sealed record of a reading that differs from the one before. */
  readonly recordId?: string | undefined;
}

/** The first end counts. */
export async function endReplay(intake: Intake, replayId: string, end: ReplayEnd): Promise<void> {
  await settleReplay(intake.db, replayId, { ...end, now: await intake.now() });
}

/** The sealed record of what was read last. */
export const lastReading = async ({ db }: Intake, deliveryId: string): Promise<string> =>
  await lastReadingOf(db, deliveryId);
