import type { Trail } from "../audit/trail.ts";
import type { Directory } from "../directory/directory.ts";
import type { Erasing } from "../directory/erasure/erasing.ts";
import type { Engine } from "../engine/engine.ts";
import type { Jobs } from "../engine/jobs.ts";
import type { Relay } from "../engine/relay.ts";
import type { TimerLoop } from "../engine/timers.ts";
import type { Intake } from "../intake/intake.ts";
import type { Log } from "../lib/log.ts";
import type { Queues } from "../queue/queues.ts";
import type { Access } from "../auth/access.ts";
import type { LastUsed } from "../auth/last-used.ts";
import type { Limits } from "../auth/limits.ts";
import type { SignIn } from "../auth/sign-in.ts";
import type { WhoHolds } from "../auth/tokens.ts";
import type { Db } from "../store/database.ts";
import type { Stream } from "./stream/stream.ts";

/** What the composition root gives the HTTP room. */
export interface ApiParts {
  readonly db: Db;
  /**
   * Connections for calls that are one transaction. What such a call asks the engine goes over `db`: were it the same pool, calls
   * that hold a connection each would wait for one more, and for each other.
   */
  readonly changes: Db;
  readonly engine: Engine;
  readonly directory: Directory;
  readonly erasing: Erasing;
  readonly intake: Intake;
  readonly relay: Relay;
  readonly timers: TimerLoop;
  readonly jobs: Jobs;
  readonly queues: Pick<Queues, "waiting">;
  readonly stream: Stream;
  /** Where callers reach us, without a trailing slash. */
  readonly publicUrl: string;
  readonly isVirtual: boolean;
  readonly access: Access;
  /** Where our letters are answered to, and whose word on a sender is noted. */
  readonly inbound: { readonly domain: string | undefined; readonly trustedHost: string | undefined };
  readonly log: Log;
}

/** What the HTTP room works with. */
export interface Api extends ApiParts {
  readonly signIn: SignIn;
  readonly limits: Limits;
  readonly lastUsed: LastUsed;
  readonly whoHolds: WhoHolds;
  /** Who saw and changed what. */
  readonly trail: Trail;
}
