import { EngagementLink } from "../../src/parts/engagement-link.tsx";
import { idOf, NAMES } from "../invented.ts";
import type { States } from "../states.ts";

export const states: States = Object.fromEntries(
  NAMES.map((name, at) => [name, () => <EngagementLink id={idOf(at)}>{name}</EngagementLink>]),
);
