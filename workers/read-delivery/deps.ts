import type { Directory } from "../../src/directory/directory.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Intake } from "../../src/intake/intake.ts";

export interface ReadDeliveryDeps {
  readonly engine: Engine;
  readonly intake: Intake;
  readonly directory: Directory;
}
