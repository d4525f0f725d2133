import { newMeeting } from "../../contract/groups.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { openIn } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const meetings: readonly Operation[] = [
  ...instanceOperations({ noun: "meetings", one: "Meeting", workflow: "meeting" }),
  operation({
    method: "post",
    path: "/api/v1/meetings",
    id: "scheduleMeeting",
    tag: "meetings",
    summary: "Schedule a meeting",
    description:
      "When it is held, send `meeting.held` with the attendance: each engagement that was there hears of it.",
    needs: { data: "group papers", act: "open", workflow: "meeting" },
    body: newMeeting,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The scheduled meeting.", schema: instanceDetail },
    problems: ["refused", "key-reused"],
    async handle(call) {
      // Charts know instants in UTC only.
      const startsAt = new Date(call.body.startsAt).toISOString();
      const opening = { workflow: "meeting", type: "meeting.scheduled" };
      return await openIn({ ...call, body: { ...call.body, startsAt } }, opening);
    },
  }),
];
