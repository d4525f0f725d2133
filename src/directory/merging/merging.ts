import type { Engine } from "../../engine/engine.ts";
import type { Directory } from "../directory.ts";

/** What merging works with: whether a case may be joined to another is the chart's to say. */
export interface Merging {
  readonly directory: Directory;
  readonly engine: Pick<Engine, "prospects" | "send" | "start" | "holder">;
}
