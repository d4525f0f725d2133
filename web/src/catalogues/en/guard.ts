export const guard = {
  actorIsOfficer: {
    why: "Only an officer may do this.",
    remedy: "Ask an officer of the programme.",
  },
  affiliationKnown: {
    why: "It is not known for whom this person speaks.",
    remedy: "Add the affiliation, or ask for it.",
  },
  answersComplete: {
    why: "Not everything that was asked has been answered.",
    remedy: "Record the missing answers, or ask again.",
  },
  appealWindowOpen: {
    why: "The time for an appeal is over.",
    remedy: "A new inquiry can be opened instead.",
  },
  capacityKnown: {
    why: "The capacity is missing: does this person take part for themselves or for somebody?",
    remedy: "Add it, or ask for it.",
  },
  compositionHolds: {
    why: "This seat would break the balance of the group.",
    remedy: "Choose another group, or use the waitlist.",
  },
  contactRouteKnown: {
    why: "There is no way to reach this person.",
    remedy: "Add an address first.",
  },
  countryKnown: {
    why: "The country is missing.",
    remedy: "Add it, or ask for it.",
  },
  deciderNotExcluded: {
    why: "You are excluded from deciding this file.",
    remedy: "Ask another approver.",
  },
  deciderNotRecused: {
    why: "You have recused yourself from this file.",
    remedy: "Ask another approver.",
  },
  dossierFrozen: {
    why: "Nobody has vetted this file yet.",
    remedy: "Complete screening first.",
  },
  emailVerified: {
    why: "The e-mail address has not been confirmed.",
    remedy: "Wait for the confirmation, or send it again.",
  },
  everyCheckDone: {
    why: "Not every mandatory check has been done.",
    remedy: "Enter an outcome for each check.",
  },
  fourEyes: {
    why: "You vetted this file, so somebody else must decide.",
    remedy: "Ask another approver, or waive four eyes with a reason.",
  },
  groupKnown: {
    why: "No group has been chosen.",
    remedy: "Choose the group first.",
  },
  intakeOpen: {
    why: "The group takes nobody just now.",
    remedy: "Put this person on the waitlist.",
  },
  groupTakesNobody: {
    why: "The group still takes people.",
    remedy: "Offer a seat instead.",
  },
  interestsAnswered: {
    why: "Your own interests are not declared.",
    remedy: "Declare them, then decide.",
  },
  interestsInDate: {
    why: "The declaration of interests has ended.",
    remedy: "Ask for a new one.",
  },
  interestsKnown: {
    why: "This person has not declared their interests.",
    remedy: "Ask for the declaration.",
  },
  lawfulBasis: {
    why: "There is no lawful basis for keeping this.",
    remedy: "Record the consent or another basis.",
  },
  mayBeContacted: {
    why: "This person does not want to be written to.",
    remedy: "Call, or wait until they write.",
  },
  mergeUndoOpen: {
    why: "The time for undoing this merge is over.",
    remedy: "Correct the record by hand.",
  },
  nameKnown: {
    why: "The name is missing.",
    remedy: "Add it, or ask for it.",
  },
  noEarlierAppeal: {
    why: "There has been an appeal before.",
    remedy: "A new inquiry can be opened after a year.",
  },
  noLegalHold: {
    why: "A legal hold keeps this file.",
    remedy: "Ask the data protection officer.",
  },
  noMembershipOpen: {
    why: "A membership is still open.",
    remedy: "End it first.",
  },
  noOpenHit: {
    why: "A hit of the screening is not settled.",
    remedy: "Settle it, or require due diligence.",
  },
  nominatorEntitled: {
    why: "Whoever nominated may not do so.",
    remedy: "Ask somebody who is.",
  },
  notOnLeave: {
    why: "This person is on leave.",
    remedy: "Wait for the end of the leave, or end it.",
  },
  offeredByThisGroup: {
    why: "The offer is of another group.",
    remedy: "Answer that offer.",
  },
  onLeave: {
    why: "This person is not on leave.",
    remedy: "There is nothing to end.",
  },
  ownerNotOnLeave: {
    why: "The new owner is on leave.",
    remedy: "Choose somebody else.",
  },
  previewMatches: {
    why: "Something changed since the preview.",
    remedy: "Look at the preview again, then confirm.",
  },
  remindersLeft: {
    why: "Every reminder has been sent.",
    remedy: "Close it, or call.",
  },
  reviewerIndependent: {
    why: "You took part in the decision, so somebody else must review it.",
    remedy: "Ask another reviewer.",
  },
  roundsLeft: {
    why: "Information has been asked for as often as the rules allow.",
    remedy: "Decide on what is there.",
  },
  seatFree: {
    why: "The group has no free seat.",
    remedy: "You can put this person on the waitlist.",
  },
  sharingAllowed: {
    why: "The person has not agreed to sharing.",
    remedy: "Ask for their agreement first.",
  },
  survivorFree: {
    why: "The other record has a live case of its own.",
    remedy: "Merge the people; their cases follow.",
  },
  twoPeople: {
    why: "Two people have to agree to this.",
    remedy: "Ask a second person.",
  },
  undertakingsAccepted: {
    why: "The undertakings have not been accepted.",
    remedy: "Ask for them with the offer.",
  },
  vettingInDate: {
    why: "The vetting has ended.",
    remedy: "Renew it first.",
  },
  wasPresent: {
    why: "This person was not present.",
    remedy: "Record the attendance of the meeting.",
  },
  withdrawalEvidenced: {
    why: "There is nothing that shows the withdrawal.",
    remedy: "Attach their letter, or say how they told you.",
  },
  yearPassedOrMaterialChange: {
    why: "Less than a year has passed since the decision, and nothing material has changed.",
    remedy: "Say what has changed, as an approver.",
  },
};
