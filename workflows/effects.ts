/** Effects that several workflows ask for, and the engine's own actions in the form XState wants them. */
import { z } from "zod";
import { days, type EffectRule, type JsonObject, type SignalParams, type TimerParams } from "./workflow.ts";
import { reference } from "./fields.ts";

/** Who gets a mail: the party itself, the owner (the officers while there is none), or all who hold a role. */
const AUDIENCES = [
  "party",
  "owner",
  "role:officer",
  "role:vetter",
  "role:approver",
  "role:reviewer",
  "role:lead",
  "role:chair",
] as const;
/** Beside them, for charts that are about a body or a form: the secretariat, and the members of the body. */
const WIDER = [...AUDIENCES, "role:secretariat", "members"] as const;
type Audience = (typeof WIDER)[number];

export interface SendMail {
  /** Id of a template, such as `seat-offer`. */
  readonly template: string;
  readonly to: Audience;
  /** What the template needs besides the engagement itself; never personal data. */
  readonly data: JsonObject;
}

export interface ForgetParty {
  readonly partyId: string;
}

const mailTo = (audiences: readonly [Audience, ...Audience[]]) => ({
  schema: z.strictObject({
    template: z.string().regex(/^[a-z0-9-]+$/),
    to: z.enum(audiences),
    data: z.record(z.string(), z.json()),
  }),
  lane: "mail",
});

/** A mail to any audience there is. */
export const mailEffects = { sendMail: mailTo(WIDER) } satisfies Record<string, EffectRule>;

export const effects = {
  /** One engagement's mails leave in the order they were asked for. */
  sendMail: mailTo(AUDIENCES),
  /** Destroy the party's keys and card now: an executed erasure. */
  forgetParty: { schema: z.strictObject({ partyId: reference() }) },
  /** The same for confirmed spam, when nobody has missed it for 30 days. */
  forgetPartyLater: { schema: z.strictObject({ partyId: reference() }), after: days(30) },
} satisfies Record<string, EffectRule>;

/** XState wants an implementation for each named action; the engine carries them out after the commit instead. */
export const namedActions = {
  sendMail: (_: unknown, _params: SendMail) => {},
  forgetParty: (_: unknown, _params: ForgetParty) => {},
  forgetPartyLater: (_: unknown, _params: ForgetParty) => {},
  signal: (_: unknown, _params: SignalParams) => {},
  pauseTimer: (_: unknown, _params: TimerParams) => {},
  resumeTimer: (_: unknown, _params: TimerParams) => {},
};

/** What a mail template is for. A worker renders it; the chart only names it. */
export interface Template {
  readonly to: Audience;
  readonly purpose: string;
}
