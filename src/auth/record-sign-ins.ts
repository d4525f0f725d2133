import type { Trail } from "../audit/trail.ts";
import { HOUSE } from "../store/audit.ts";
import type { SignIn } from "./sign-in.ts";
import type { WhoHolds } from "./tokens.ts";

/** Paths of better-auth whose answer lets somebody in, each with the way it is. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [/^\/sign-in\/email/, "password"],
  [/^\/two-factor\/verify/, "code"],
  [/^\/magic-link\/verify/, "link"],
  [/^\/passkey\/verify-authentication/, "passkey"],
  [/^\/callback\//, "single sign-on"],
];

/** The same, and whoever comes in stands in the trail of audit before the browser has the session. */
export function recordSignIns(signIn: SignIn, whoHolds: WhoHolds, trail: Trail): SignIn {
  return {
    ...signIn,
    async ask(path, from, body) {
      const answer = await signIn.ask(path, from, body);
      const way = WAYS.find(([shape]) => shape.test(path))?.[1];
      const accountId = way === undefined ? undefined : await letIn(signIn, whoHolds, answer);
      if (way !== undefined && accountId !== undefined)
        await trail.record([
          {
            programmeId: HOUSE,
            actorId: accountId,
            onBehalfOf: null,
            act: "signed-in",
            subjectKind: "account",
            subjectId: accountId,
            detail: { by: way },
          },
        ]);
      return answer;
    },
  };
}

/** Whose session the answer sets. A password that still wants a code sets none that holds. */
async function letIn(signIn: SignIn, whoHolds: WhoHolds, answer: Response): Promise<string | undefined> {
  for (const cookie of answer.headers.getSetCookie()) {
    const token = signIn.sessionToken(cookie.split(";")[0]);
    const caller = token === undefined ? undefined : await whoHolds({ kind: "session", token });
    if (caller !== undefined) return caller.actor.id;
  }
  return undefined;
}
