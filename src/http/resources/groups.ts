import type { JsonObject } from "../../../workflows/workflow.ts";
import { demand } from "../../auth/policy.ts";
import { newGroup } from "../../contract/groups.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { openFor } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

export const groups: readonly Operation[] = [
  ...instanceOperations({ noun: "groups", one: "Group", workflow: "working_group", read: "read-groups" }),
  operation({
    method: "post",
    path: "/api/v1/groups",
    id: "planGroup",
    tag: "groups",
    summary: "Put a working group on the roadmap",
    description:
      "A planned group takes nobody yet; whoever is approved for it waits on its list (S-010, S-011).",
    access: "signed-in",
    body: newGroup,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The planned group.", schema: instanceDetail },
    problems: ["refused", "key-reused"],
    async handle({ api, actor, body, request }) {
      const programme = await programmeOf(api, body.programme, actor);
      demand(actor, "read-groups", { programmeId: programme.id, thing: "programme", id: body.programme });
      const { programme: _, ...data } = body;
      return await openFor(api, actor, request, {
        workflow: "working_group",
        programmeId: programme.id,
        type: "group.planned",
        data: data as JsonObject,
        body,
      });
    },
  }),
];
