import type { Engine } from "../../engine/engine.ts";
import type { QueueBackend } from "../../queue/backend.ts";
import type { Directory } from "../directory.ts";

/** What erasing works with, beside the directory. */
export interface Erasing {
  readonly directory: Directory;
  readonly engine: Engine;
  /** Searched afterwards. */
  readonly queue: QueueBackend;
  /** Where the list of erasures is kept, apart from the database; its files are searched. */
  readonly dataDir: string;
}
