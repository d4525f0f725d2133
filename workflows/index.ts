/** Every workflow the house knows, oldest version first. A new one is added here and nowhere else. */
import { engagementV1 } from "./engagement/v1/index.ts";
import { interestsV1 } from "./interests/v1/index.ts";
import { meetingV1 } from "./meeting/v1/index.ts";
import { meetingV2 } from "./meeting/v2/index.ts";
import { recommendationV1 } from "./recommendation/v1/index.ts";
import { recommendationV2 } from "./recommendation/v2/index.ts";
import type { WorkflowDefinition } from "./workflow.ts";
import { workingGroupV1 } from "./working_group/v1/index.ts";

export const workflows: readonly WorkflowDefinition[] = [
  engagementV1,
  workingGroupV1,
  meetingV1,
  meetingV2,
  recommendationV1,
  recommendationV2,
  interestsV1,
];

/** By name and version: `workflowsByName.get("engagement")?.get(1)`. */
export const workflowsByName: ReadonlyMap<string, ReadonlyMap<number, WorkflowDefinition>> = new Map(
  [...new Set(workflows.map(({ name }) => name))].map((name) => [
    name,
    new Map(
      workflows.filter((workflow) => workflow.name === name).map((workflow) => [workflow.version, workflow]),
    ),
  ]),
);
