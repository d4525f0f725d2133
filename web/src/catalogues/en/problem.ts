export const problem = {
  offline: "Convoke cannot be reached. What you typed is kept; try again when you are connected.",
  unauthenticated: "Your session has ended. Sign in, and you come back here.",
  forbidden: "Your roles do not allow this. Whoever administers the programme can change them.",
  "not-found": "There is nothing here that you may see. The link may be old, or of another programme.",
  conflict: "Somebody was quicker, and this no longer fits. Look at what has changed, then decide again.",
  "stale-revision":
    "This changed while you were writing. Your text is kept: check it against the change, then send.",
  "key-reused": "This was sent before with other content. Nothing was sent twice.",
  refused: "A rule does not allow this now.",
  parked: "This engagement has stopped and waits for an administrator. Nothing is lost.",
  invalid: "Some fields are not as expected. They are named below.",
  "too-many-requests": "That was too often in a short time. Try again in a minute.",
  busy: "Convoke is busy just now. Nothing was changed; try again in a moment.",
  "payload-too-large": "This is larger than Convoke takes. Send it in smaller parts.",
  unexpected:
    "Something failed on our side. Nothing was changed; try again, and tell an administrator if it stays so.",
};
