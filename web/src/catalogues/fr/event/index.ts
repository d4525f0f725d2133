import { engagement } from "./engagement/index.ts";
import { workingGroup } from "./working-group.ts";
import { meeting } from "./meeting.ts";
import { recommendation } from "./recommendation.ts";
import { interests } from "./interests.ts";

export const event = {
  engagement,
  working_group: workingGroup,
  meeting,
  recommendation,
  interests,
};
