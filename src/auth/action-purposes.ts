/**
 * What links in letters are for. A purpose names the events that its link may send, what the page asks with each, and how
 * long it is good for: as long as the timer runs that the letter speaks of.
 */
import type { Json, JsonObject } from "../../workflows/workflow.ts";

interface ActRule {
  readonly event: string;
  readonly label: string;
  /** Fields that follow from where the case stands. */
  readonly preset?: (context: JsonObject) => JsonObject;
}

interface Purpose {
  /** The page's heading. */
  readonly title: string;
  readonly acts: readonly ActRule[];
  /** The timer whose end is the link's; without it, or when it does not run, the link is good for 30 days. */
  readonly until?: string;
  /** What of the case must be as it was when the link was made: an old offer's link does not take a new offer. */
  readonly boundTo?: (context: JsonObject) => Json;
}

const objectIn = (context: JsonObject, key: string): JsonObject => {
  const value = context[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
};

export const purposes = {
  "answer-questions": {
    title: "Answer our questions",
    acts: [{ event: "info.supplied", label: "Send your answer", preset: () => ({ complete: true }) }],
    until: "info.lapse",
  },
  "come-back": {
    title: "Take it up again",
    acts: [{ event: "reply.received", label: "Send your message" }],
  },
  "write-to-us": {
    title: "Write to us",
    acts: [{ event: "message.attached", label: "Send your message" }],
  },
  appeal: {
    title: "Appeal against our decision",
    acts: [{ event: "appeal.lodged", label: "Lodge your appeal" }],
    until: "appeal_window",
  },
  "answer-offer": {
    title: "A seat for you",
    acts: [
      {
        event: "seat.accepted",
        label: "Accept the seat and its undertakings",
        preset: (context) => ({ undertakings: objectIn(context, "offer")["undertakings"] ?? "" }),
      },
      { event: "seat.refused", label: "Refuse the seat" },
    ],
    until: "offer.expiry",
    boundTo: (context) => objectIn(context, "offer")["number"] ?? null,
  },
  "still-interested": {
    title: "Do you still want to wait?",
    acts: [
      { event: "interest.confirmed", label: "Yes, I still want to wait" },
      { event: "withdraw.requested", label: "No, I leave the programme" },
    ],
  },
  "declare-interests": {
    title: "Your interests",
    acts: [
      { event: "interests.none", label: "I have nothing to declare", preset: () => ({ signed: true }) },
      { event: "interests.declared", label: "Declare these interests" },
    ],
    until: "declaration",
  },
  withdraw: {
    title: "Leave the programme",
    acts: [{ event: "withdraw.requested", label: "Leave the programme" }],
  },
} as const satisfies Record<string, Purpose>;

export type ActionPurpose = keyof typeof purposes;
export const ACTION_PURPOSES = Object.keys(purposes) as [ActionPurpose, ...ActionPurpose[]];

export const purposeOf = (name: string): Purpose | undefined =>
  Object.hasOwn(purposes, name) ? purposes[name as ActionPurpose] : undefined;
