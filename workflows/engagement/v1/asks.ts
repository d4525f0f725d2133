/** Things that several states note or ask for in the same way. */
import { actorOf, nowOf } from "../../step.ts";
import { addMonths } from "../../civil-time.ts";
import type { Decision, EngagementContext, Waived } from "./context.ts";
import { emptyProfile, patched } from "./profile.ts";
import { at } from "./places.ts";
import { all, arm, disarm, engagement, mail, note, signal, type Reason } from "./setup.ts";

/** An officer had it in hand: no filter may take it for spam any more. */
export const touched = note(() => ({ humanTouched: true }));

/** Remember where `@return` leads. */
export function remember(reason: Reason, place: string | ((context: EngagementContext) => string)) {
  return note((_, context) => ({
    returnTo: { ...context.returnTo, [reason]: typeof place === "string" ? place : place(context) },
  }));
}

export function decide(outcome: Decision["outcome"]) {
  return note<"vetting.approved" | "vetting.declined" | "inquiry.out_of_scope" | "participation.ended_by_us">(
    (event, context) => ({
      decision: {
        outcome,
        by: actorOf(context),
        at: nowOf(context),
        reason: "reason" in event ? event.reason : null,
      },
      appealed: false,
      waivers: [
        ...context.waivers,
        ...waived(context, "waiver" in event && event.waiver ? [event.waiver] : []),
      ],
    }),
  );
}

export function waived(
  context: EngagementContext,
  waivers: readonly { readonly guard: string; readonly reason: string }[],
): readonly Waived[] {
  return waivers.map(({ guard, reason }) => ({ guard, reason, by: actorOf(context), at: nowOf(context) }));
}

/** Whose affiliation is the interest is asked for it and no more; an independent expert gets a form to declare on. */
export const askForInterests = engagement.enqueueActions(({ context, enqueue }) => {
  const { partyId, profile } = context;
  if (partyId === null) return;
  const isIndependent =
    profile.affiliation === "independent" || /independent|expert/.test(profile.capacity ?? "");
  const person = { partyId };
  const event = isIndependent
    ? { type: "interests.requested", person, as: "independent_expert" }
    : { type: "capacity.set", person, capacity: AFFILIATED[profile.capacity ?? ""] ?? "representative" };
  const createWith = { workflow: "interests", input: {} };
  enqueue({ type: "signal", params: { to: `interests/party:${partyId}`, event, createWith } });
  if (!isIndependent) enqueue(mail("interests-form"));
});

const AFFILIATED: Readonly<Record<string, string>> = {
  official: "official",
  public_official: "official",
  observer: "observer",
};

/** A vetting is good for 24 months; somebody hears of it 60 days before. */
export const vetted = [
  note((_, context) => ({ vettedUntil: addMonths(nowOf(context), 24) })),
  arm("vetting.expiring"),
  arm("vetting.expired"),
];

/** Fill in what the event brings about the party. */
export const fillIn = note<"profile.completed" | "vetting.started" | "info.supplied">((event, context) => ({
  profile: patched(context.profile, event.profile),
}));

/** The same record starts over: what was vetted before stays linked in the journal and is not copied. */
export const startOver = [
  note<"inquiry.renewed" | "reply.received">((event, context) => ({
    humanTouched: true,
    lastRecordId: event.recordId ?? context.lastRecordId,
    tier: 1,
    vetters: [],
    dossierHash: null,
    conditions: [],
  })),
  arm("first_response"),
];

/** The row `inquiry.referred`: another programme or body has it now. */
export const referred = {
  guard: all("sharingAllowed"),
  target: at("referred"),
  actions: [
    touched,
    mail<"inquiry.referred">("inquiry-referred", (event) => ({ target: event.target })),
    mail<"inquiry.referred">("referral-arrived", (event) => ({ target: event.target })),
  ],
};

/** Somebody who may vet did something here, and so may not be the only one to decide. */
export const vettedBy = note((_, context) => ({
  vetters: [...new Set([...context.vetters, actorOf(context)])],
}));

/** Give the offered or reserved seat back; nothing happens when there is none. */
export const releaseOffer = engagement.enqueueActions(({ context, enqueue }) => {
  const { id, offer } = context;
  if (offer === null) return;
  enqueue(released(offer.groupId, id, offer.number));
  enqueue.assign({ offer: null });
});

/** Give back every seat, offer and place on a list. The leads hear of a member who is gone. */
export const releaseEverything = engagement.enqueueActions(({ context, enqueue }) => {
  const { id, offer, waitingFor, memberships, contributesTo } = context;
  if (offer !== null) enqueue(released(offer.groupId, id, offer.number));
  const groups = [...memberships.map(({ groupId }) => groupId), waitingFor, contributesTo];
  for (const groupId of new Set(groups)) {
    if (groupId !== null) enqueue(released(groupId, id));
  }
  for (const { groupId } of memberships) {
    enqueue({ type: "sendMail", params: { template: "member-left", to: "role:lead", data: { groupId } } });
  }
  enqueue.assign({ offer: null, waitingFor: null, memberships: [], contributesTo: null });
});

/** Leave the list of the group they wait for. */
export const stopWaiting = engagement.enqueueActions(({ context, enqueue }) => {
  if (context.waitingFor === null) return;
  const event = { type: "seat.unwaited", engagementId: context.id };
  enqueue({ type: "signal", params: { to: context.waitingFor, event } });
  enqueue.assign({ waitingFor: null, checksUnanswered: 0 });
});

/** Leaving in the middle of an offer: the seat is given back, and so is the place on the list it came from. */
export const dropOffer = engagement.enqueueActions(({ context, enqueue }) => {
  if (context.offer === null) return;
  enqueue(stopWaiting);
  enqueue(releaseOffer);
});

/** The group may have taken them off its list for an offer that came to nothing; who is on it keeps the place. */
export const keepWaiting = engagement.enqueueActions(({ context, enqueue }) => {
  if (context.waitingFor === null) return;
  const event = { type: "seat.waited", engagementId: context.id };
  enqueue({ type: "signal", params: { to: context.waitingFor, event } });
});

/** They were heard or seen: the 180 days begin anew, unless they are on leave. */
export const keepAlive = engagement.enqueueActions(({ context, enqueue }) => {
  enqueue.assign({ inactivityFlagged: false });
  enqueue.cancel("inactivity.confirm");
  if (!context.onLeave) enqueue(arm("inactivity"));
});

export const stopInactivity = [disarm("inactivity"), disarm("inactivity.confirm")];

/** A group closed: their seat in it is no more, and the group need not be told. */
export const membershipClosed = note<"participation.completed">((event, context) => ({
  memberships: context.memberships.filter(({ groupId }) => groupId !== event.groupId),
  contributesTo: context.contributesTo === event.groupId ? null : context.contributesTo,
}));

/** Whether it came by a signal from a group that answers an offer long gone. */
export const letGo = signal<"seat.reserved">((event, context) => ({
  to: event.groupId,
  event: { type: "seat.released", engagementId: context.id, offer: event.offer },
}));

/** The counts stay, the party goes. */
export const forgetEverything = note((_, context) => ({
  partyId: null,
  profile: {
    ...emptyProfile,
    affiliation: context.profile.affiliation,
    kind: context.profile.kind,
    origin: context.profile.origin,
  },
  owner: null,
  nominatedBy: null,
  lastRecordId: null,
  survivorId: null,
  vetters: [],
  recused: [],
  excludedDeciders: [],
  dossierHash: null,
  decision: null,
  conditions: [],
  waivers: [],
}));

function released(groupId: string, engagementId: string, offer?: number) {
  const event = { type: "seat.released", engagementId, ...(offer === undefined ? {} : { offer }) };
  return { type: "signal" as const, params: { to: groupId, event } };
}
