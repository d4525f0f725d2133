/** Names for the shapes of our API that many pages use. */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type Programme = Schemas["Programme"];
export type EngagementCard = Schemas["EngagementCard"];
export type Today = Schemas["Today"];
export type TodayItem = Schemas["TodayItem"];
export type EngagementCounts = Schemas["EngagementCounts"];
export type Engagement = Schemas["Instance"];
export type AcceptedEvent = Schemas["AcceptedEvent"];
export type RefusedEvent = Schemas["RefusedEvent"];
export type JournalEntry = Schemas["JournalEntry"];
export type Drawing = Schemas["Drawing"];
export type AskedEffect = Schemas["AskedEffect"];
export type Mail = Schemas["Mail"];
export type Colleague = Schemas["Colleague"];
export type Found = Schemas["Found"];
export type Note = Schemas["Note"];
export type View = Schemas["View"];
export type BulkPreviewed = Schemas["BulkPreviewed"];
export type Foreseen = Schemas["Foreseen"];
