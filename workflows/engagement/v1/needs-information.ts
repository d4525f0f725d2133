/** Asking the party something stops the clock and may lapse; both stages that ask do it in this way. */
import { fillIn, touched } from "./asks.ts";
import type { Asked } from "./context.ts";
import { at } from "./places.ts";
import { all, arm, disarm, mail, note, pause, resume } from "./setup.ts";

/** The clock that stands still while we wait for the party. */
const CLOCK = { triage: "first_response", screening: "screening", due_diligence: "due_diligence" } as const;

/** The row `info.requested`, as it leaves one state. */
export function askFrom(place: Asked) {
  return {
    guard: all("mayBeContacted", "contactRouteKnown"),
    target: "needs_information",
    actions: [
      note((_, context) => ({ returnTo: { ...context.returnTo, information: place }, infoReminders: 0 })),
      touched,
      pause(CLOCK[place]),
      mail<"info.requested">("info-requested", (event) => ({
        questions: event.questions,
        route: event.route,
      })),
    ],
  };
}

/** What an answer does, on its way back to one state. */
export function answered(place: Asked) {
  return [
    note<"info.supplied">((event, context) => ({
      lastRecordId: event.recordId,
      returnTo: { ...context.returnTo, information: null },
    })),
    fillIn,
    mail("reply-received"),
    resume(CLOCK[place]),
  ];
}

/** Reminders and the lapse belong to the state and end with it. */
export const waiting = {
  meta: { turn: "stakeholder" as const },
  entry: [arm("info.reminder.first"), arm("info.reminder.second"), arm("info.lapse")],
  exit: [
    disarm("info.reminder.first"),
    disarm("info.reminder.second"),
    disarm("info.lapse"),
    disarm("info.lapse.late"),
  ],
};

export const whileWaiting = {
  "profile.completed": { actions: [fillIn, touched] },
  "info.reminder": [
    {
      guard: all("firstReminder"),
      actions: [note(() => ({ infoReminders: 1 })), mail("info-reminder")],
    },
    {
      guard: all("remindersLeft"),
      actions: [
        note(() => ({ infoReminders: 2 })),
        mail("info-reminder"),
        mail("info-second-reminder"),
        arm("info.lapse.late"),
      ],
    },
  ],
  "info.lapsed": { guard: all("twoRemindersSent"), target: at("lapsed"), actions: [mail("info-lapsed")] },
};
