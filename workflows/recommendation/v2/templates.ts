import type { Template } from "../../effects.ts";

export const templates = {
  "consensus-call": { to: "members", purpose: "Asks the members of the group for their positions." },
} satisfies Record<string, Template>;

export type RecommendationTemplateId = keyof typeof templates;
