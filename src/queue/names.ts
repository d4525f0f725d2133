/** One queue for each kind of place that work goes to, so that a slow mail host delays no seat. */
export const QUEUE_NAMES = ["intake", "mail", "signals", "effects"] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

const queueByAction: Readonly<Record<string, QueueName>> = {
  readDelivery: "intake",
  readMessage: "intake",
  runImport: "intake",
  undoImport: "intake",
  expireImport: "intake",
  sendMail: "mail",
  sendDigest: "mail",
  sendSignInMail: "mail",
  signal: "signals",
};

export const queueOf = (action: string): QueueName => queueByAction[action] ?? "effects";
