/** What the clients were told: the only thing the checker knows besides the database and the mail host's record. */

/** An event that was answered with 2xx. */
interface AcknowledgedEvent {
  readonly engagement: string;
  readonly key: string;
  readonly type: string;
  readonly revision: number;
}

/** A delivery that was answered with 200. */
interface AcknowledgedDelivery {
  readonly key: string;
  readonly delivery: string;
}

export interface ClientLog {
  readonly events: AcknowledgedEvent[];
  readonly deliveries: AcknowledgedDelivery[];
  /** Answers that are wrong whatever happened, such as a 503 without Retry-After. */
  readonly wrongAnswers: string[];
  /** How often each status was answered; 0 means that no answer came. */
  readonly statuses: Map<number, number>;
}

export const newClientLog = (): ClientLog => ({
  events: [],
  deliveries: [],
  wrongAnswers: [],
  statuses: new Map(),
});
