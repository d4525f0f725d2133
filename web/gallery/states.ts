import type { ComponentType } from "react";

/**
 * A part in every state it can be in, by the state's name. What lies over the page, or is too much to be there all the time, is
 * shown on demand and calls `onClose` when it is done.
 */
export type States = Readonly<Record<string, ComponentType | OnDemand>>;

export interface OnDemand {
  readonly onDemand: ComponentType<{ readonly onClose: () => void }>;
}
