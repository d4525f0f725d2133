/** What an engagement remembers. Ids, codes and flags only: it is journaled, and a person is never in the journal. */
import type { StepInfo } from "../../workflow.ts";
import { instanceContext, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { Consent } from "./consent.ts";
import { emptyProfile, type Profile } from "./profile.ts";

/** Where information was asked for, and where the answer leads back to. */
export type Asked = "triage" | "screening" | "due_diligence";

export interface Decision {
  readonly outcome: "approved" | "declined" | "out_of_scope" | "removed";
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
}
export interface Offer {
  readonly number: number;
  readonly groupId: string;
  readonly undertakings: string;
  readonly from: "approved" | "waitlisted" | "contributor";
}
interface Membership {
  readonly groupId: string;
  readonly since: string;
  readonly undertakings: string;
}
export interface Waived {
  readonly guard: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export interface EngagementContext extends InstanceContext {
  readonly partyId: string | null;
  readonly profile: Profile;
  readonly owner: string | null;
  readonly channel: string | null;
  /** The list they came with. */
  readonly importId: string | null;
  /** Account or party of the nominator, which the nominee is not shown. */
  readonly nominatedBy: string | null;
  readonly humanTouched: boolean;
  readonly doNotContact: boolean;
  /** The latest sealed record of what the party wrote. */
  readonly lastRecordId: string | null;
  /** The last text of ours that they agreed to; null when none was shown to them. The journal has the others. */
  readonly consent: Consent | null;
  /** Where `@return` leads, by the reason for leaving. They nest, so one field would not do. */
  readonly returnTo: {
    readonly information: Asked | null;
    readonly suspension: string | null;
    readonly merge: string | null;
  };
  readonly survivorId: string | null;
  readonly mergeUndoOpen: boolean;
  readonly infoReminders: number;
  readonly tier: 1 | 2;
  readonly vetters: readonly string[];
  readonly recused: readonly string[];
  readonly excludedDeciders: readonly string[];
  readonly dossierHash: string | null;
  readonly decision: Decision | null;
  readonly conditions: readonly string[];
  readonly appealWindowOpen: boolean;
  readonly appealed: boolean;
  /** ISO instant. */
  readonly vettedUntil: string | null;
  /** ISO date until which the interests form is in date. */
  readonly interestsUntil: string | null;
  readonly offers: number;
  readonly offer: Offer | null;
  /** The group whose list they are on. */
  readonly waitingFor: string | null;
  readonly checksUnanswered: number;
  readonly memberships: readonly Membership[];
  readonly contributesTo: string | null;
  readonly attended: number;
  readonly contributed: number;
  readonly onLeave: boolean;
  readonly inactivityFlagged: boolean;
  /** Rounds of re-engagement begun since they fell dormant. */
  readonly rounds: number;
  readonly roundWait: boolean;
  readonly waivers: readonly Waived[];
}

export type EngagementInput = InstanceInput & { readonly step?: StepInfo };

export function emptyContext(input: EngagementInput | undefined): EngagementContext {
  return {
    ...instanceContext(input),
    partyId: null,
    profile: emptyProfile,
    owner: null,
    channel: null,
    importId: null,
    nominatedBy: null,
    humanTouched: false,
    doNotContact: false,
    lastRecordId: null,
    consent: null,
    returnTo: { information: null, suspension: null, merge: null },
    survivorId: null,
    mergeUndoOpen: false,
    infoReminders: 0,
    tier: 1,
    vetters: [],
    recused: [],
    excludedDeciders: [],
    dossierHash: null,
    decision: null,
    conditions: [],
    appealWindowOpen: false,
    appealed: false,
    vettedUntil: null,
    interestsUntil: null,
    offers: 0,
    offer: null,
    waitingFor: null,
    checksUnanswered: 0,
    memberships: [],
    contributesTo: null,
    attended: 0,
    contributed: 0,
    onLeave: false,
    inactivityFlagged: false,
    rounds: 0,
    roundWait: false,
    waivers: [],
  };
}
