/** What a person can do about a guard that said no, by the guard's name. A guard whose name says it all has none. */
const advice: Readonly<Record<string, string>> = {
  interestsAnswered:
    "Answer the form about your interests first (an officer can send you one); if that cannot wait, waive interestsAnswered with a reason, which stands on report",
  interestsInDate:
    "The party's interests form has to be answered and assessed, within the last 12 months; waive interestsInDate with a reason if that cannot wait",
  leadsInterestsInDate:
    "Each lead has to have declared interests, assessed within the last 12 months; ask for the forms, name other leads, or waive leadsInterestsInDate with a reason",
  leadsWithinBounds:
    "A group has two to four leads; name more or fewer, or waive leadsWithinBounds with a reason",
  compositionHolds:
    "The seat would upset the group's balance; offer it to somebody else, or waive compositionHolds with a reason",
  formalReplyGiven:
    "A formal request is closed with a formal reply: give its words, or where it is filed, as formalReply (or as wording, where it is out of scope)",
  fourEyes: "Somebody else than the only vetter decides; a team of one waives fourEyes with a reason",
  twoPeople: "Name a second person who agreed; a team of one waives twoPeople with a reason",
  deciderNotRecused: "You stay out of this decision; another approver decides",
  deciderNotExcluded: "The decision was reopened on appeal; an approver who did not take it before decides",
  reviewerIndependent: "A reviewer hears the appeal who neither vetted nor decided",
  dossierFrozen: "Nobody has vetted the party yet; ask for the work first",
  everyCheckDone: "Every mandatory check needs an outcome, evidence and a date",
  noOpenHit: "Resolve the open hit, or ask for due diligence",
  notTheirOwn: "Nobody judges an interest of their own; somebody else assesses it",
  newOrganisationScreened: "The new organisation has to be screened before the seat follows the person",
};

/** The advice on these guards as sentences; empty when there is none. */
export const adviceOn = (guards: readonly string[]): string =>
  guards
    .flatMap((guard) => advice[guard] ?? [])
    .map((sentence) => `. ${sentence}`)
    .join("");
