import { demand } from "../../auth/policy.ts";
import { newMeeting } from "../../contract/groups.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { openFor } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

export const meetings: readonly Operation[] = [
  ...instanceOperations({ noun: "meetings", one: "Meeting", workflow: "meeting", read: "read-groups" }),
  operation({
    method: "post",
    path: "/api/v1/meetings",
    id: "scheduleMeeting",
    tag: "meetings",
    summary: "Schedule a meeting",
    description:
      "When it is held, send `meeting.held` with the attendance: each engagement that was there hears of it.",
    access: "signed-in",
    body: newMeeting,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The scheduled meeting.", schema: instanceDetail },
    problems: ["refused", "key-reused"],
    async handle({ api, actor, body, request }) {
      const programme = await programmeOf(api, body.programme, actor);
      demand(actor, "read-groups", { programmeId: programme.id, thing: "programme", id: body.programme });
      const { programme: _, startsAt, ...data } = body;
      return await openFor(api, actor, request, {
        workflow: "meeting",
        programmeId: programme.id,
        type: "meeting.scheduled",
        data: { ...data, startsAt: new Date(startsAt).toISOString() },
        body,
      });
    },
  }),
];
