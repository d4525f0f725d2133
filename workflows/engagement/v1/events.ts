/** Every event an engagement takes, with who may send it and what its fields are. */
import type { EventsOf } from "../../rules.ts";
import { everywhereEvents } from "./events/everywhere.ts";
import { inquiryEvents } from "./events/inquiry.ts";
import { participationEvents } from "./events/participation.ts";
import { vettingEvents } from "./events/vetting.ts";

export const events = { ...inquiryEvents, ...vettingEvents, ...participationEvents, ...everywhereEvents };

export type EngagementEvent = EventsOf<typeof events>;
export type EventType = EngagementEvent["type"];
export type EventOf<Type extends EventType> = Extract<EngagementEvent, { type: Type }>;
