/** What a template is: a letter to the party, or a notice to staff. Facts come in, words go out. */
import type { ActionPurpose } from "../../src/auth/action-purposes.ts";
import type { TimerId as EngagementTimerId } from "../../workflows/engagement/v1/timers.ts";
import type { InterestsTimerId } from "../../workflows/interests/v1/timers.ts";

type TimerId = EngagementTimerId | InterestsTimerId | "consensus";

/** What a letter to the party may use. Sealed words are open here, so nothing of it goes into a notice. */
export interface LetterFacts extends NoticeFacts {
  /** A State or an authority asks for assistance (S-025). */
  readonly isFormalRequest: boolean;
  /** What the programme says to whoever has written, in the letter's language; undefined for our own words. */
  readonly acknowledgement: string | undefined;
  /** `mercredi 5 décembre 2012` in the letter's language; undefined when the deadline does not run. */
  day(timer: TimerId): string | undefined;
  /** Words the effect carries under this key; undefined when it carries none. */
  text(key: string): string | undefined;
  /** Words the effect carries as a list, such as questions. */
  texts(key: string): readonly string[];
  /** How the party does something: by their private link when there is one, else by a reply to the mail. */
  howTo(act: "answer" | "appeal" | "come back"): string;
}

/** What a notice to staff may use: nothing that says who the party is. */
export interface NoticeFacts {
  readonly programme: string;
  /** Names of the groups the effect is about. */
  readonly groups: readonly string[];
  /** `June 2013`, when the group the effect is about has not begun yet. */
  readonly launchMonth: string | undefined;
  /** Name of the group the engagement stands with at present, or none. */
  readonly currentGroups: readonly string[];
  /** Name of the programme or body the effect names as `target`. */
  readonly target: string | undefined;
  /** A code the effect carries, in words: `conflict_of_interest` is `conflict of interest`. */
  code(key: string): string | undefined;
  codes(key: string): readonly string[];
  /** `by Thursday 6 December 2012`, or the rule in words when the deadline does not run (any more). */
  by(timer: TimerId, rule: string): string;
  /** As `by`: `on Thursday 6 December 2012`. */
  on(timer: TimerId, rule: string): string;
  /** As `by`, with the time of day: for deadlines after which we say no. */
  before(timer: TimerId, rule: string): string;
}

/** Paragraphs left undefined are left out. */
export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly (string | undefined)[];
}

export type MailTemplate =
  | {
      readonly kind: "letter";
      /** What the party is asked to do; the letter then carries a link of its own for it. */
      readonly asks: ActionPurpose | undefined;
      readonly write: (facts: LetterFacts) => Words;
      /** The same in other languages than English, where there are translations. */
      readonly inLanguage?: ReadonlyMap<string, (facts: LetterFacts) => Words>;
    }
  | { readonly kind: "notice"; readonly write: (facts: NoticeFacts) => Words };

export const letter = (write: (facts: LetterFacts) => Words, asks?: ActionPurpose): MailTemplate => ({
  kind: "letter",
  asks,
  write,
});
/** A letter with translations, by ISO 639-1 code. */
export const letterIn = (
  write: (facts: LetterFacts) => Words,
  translations: Readonly<Record<string, (facts: LetterFacts) => Words>>,
): MailTemplate => ({
  kind: "letter",
  asks: undefined,
  write,
  inLanguage: new Map(Object.entries(translations)),
});
export const notice = (write: (facts: NoticeFacts) => Words): MailTemplate => ({ kind: "notice", write });

/** `the working group Shipping`, or `the working group` when its name is not known. */
export function groupCalled(names: readonly string[]): string {
  if (names.length === 0) return "the working group";
  return names.length === 1 ? `the working group ${names[0]}` : `the working groups ${names.join(" and ")}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const bullets = (items: readonly string[]): string | undefined =>
  items.length === 0 ? undefined : items.map((item) => `- ${item}`).join("\n");

export const numbered = (items: readonly string[]): string | undefined =>
  items.length === 0 ? undefined : items.map((item, index) => `${index + 1}. ${item}`).join("\n");

/** The right to appeal, as every refusal tells it. */
export const appealRight = (facts: LetterFacts): string =>
  `You may appeal against this decision once, ${facts.before("appeal_window", "within 30 days of this letter")}. ` +
  "Tell us in your own words why you think it is wrong. Somebody who had no part in it looks at your appeal. " +
  facts.howTo("appeal");
