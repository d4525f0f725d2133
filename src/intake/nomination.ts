/** Who proposes whom in a form: its sender somebody else, or somebody else its sender (S-007). Pure. */
import { looksLikeEmail } from "./answer-meaning.ts";
import { plainWords } from "./clean-text.ts";
import type { Inquiry } from "./inquiry.ts";

export interface Named {
  readonly name: string | null;
  readonly email: string | null;
}

/** Who proposed the sender, where the form says it and it is not the sender. */
export function nominatorIn({ nominator = "", person }: Inquiry): Named | undefined {
  const words = nominator.split(/[\s<>(),;]+/);
  const email = words.find(looksLikeEmail) ?? null;
  const name = words.filter((word) => word !== "" && !word.includes("@")).join(" ") || null;
  return unlessOneself({ name, email }, person);
}

/** Whom the sender proposes, where it is not the sender. */
export const nomineeIn = ({ nominee, nomineeEmail, person }: Inquiry): Named | undefined =>
  unlessOneself({ name: nominee ?? null, email: nomineeEmail ?? null }, person);

function unlessOneself(named: Named, self: Named): Named | undefined {
  if (named.email !== null)
    return named.email.toLowerCase() === self.email?.toLowerCase() ? undefined : named;
  if (named.name === null || plainWords(named.name) === "") return undefined;
  return plainWords(named.name) === plainWords(self.name ?? "") ? undefined : named;
}

/** What is kept under the sender's key: not a word of who proposed them. */
export function withoutNominator({ nominator, ...inquiry }: Inquiry): Inquiry {
  return nominator === undefined
    ? inquiry
    : { ...inquiry, answers: inquiry.answers.filter(({ mappedTo }) => mappedTo !== "nominator") };
}
