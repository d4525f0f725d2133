import { newGroup } from "../../contract/groups.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { openIn } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

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
    handle: (call) => openIn(call, { workflow: "working_group", type: "group.planned" }),
  }),
];
