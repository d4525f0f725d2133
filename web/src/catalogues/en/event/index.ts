/**
 * Events: `event.{workflow}.{type}.do` is the button, `.did` what the timeline says. With a person in front it begins with a small
 * letter ("Ana Duarte approved"); what happens by itself is a sentence of its own.
 */
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
