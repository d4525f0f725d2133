/** A programme with staff, a party and its engagement, for effects to be carried out on. */
import { createHmac } from "node:crypto";
import type { Grant } from "../../src/contract/actor.ts";
import { PUBLIC } from "../../src/contract/actor.ts";
import type { Directory } from "../../src/directory/directory.ts";
import { createIntake } from "../../src/intake/intake.ts";
import { identifyParty, sealRecord } from "../../src/directory/people.ts";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import type { Claim } from "../../src/engine/outcome.ts";
import { createRegistry } from "../../src/engine/registry.ts";
import type { Intake } from "../../src/intake/intake.ts";
import { newId } from "../../src/lib/ids.ts";
import { createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { insertAccount } from "../../src/store/accounts.ts";
import { startVirtualClock } from "../../src/store/clock.ts";
import { type Db, inTransaction } from "../../src/store/database.ts";
import { insertProgramme } from "../../src/store/programmes.ts";
import { createVault } from "../../src/store/vault.ts";
import { workflows } from "../../workflows/index.ts";
import type { JsonObject } from "../../workflows/workflow.ts";
import type { SendMail } from "../../workflows/effects.ts";

/** Monday, 10:00 in Rome. */
export const NOW = new Date("2012-12-03T09:00:00.000Z");

interface Sender {
  readonly name: string | null;
  readonly email: string | null;
}
const AMINA: Sender = { name: "Amina Duarte", email: "amina@harbour.example" };

export interface House {
  readonly directory: Directory;
  readonly engine: Engine;
  readonly intake: Intake;
  readonly programmeId: string;
  /** The engagement of a party, opened where there is none. */
  engagement(sender?: Sender): Promise<{ instanceId: string; partyId: string }>;
  /** A mail asked for on an instance, as a worker claims it. */
  mail(instanceId: string, template: string, to: SendMail["to"], data?: JsonObject): Claim;
  /** Any effect, as a worker claims it. */
  effect(instanceId: string, action: string, payload: JsonObject): Claim;
  seal(partyId: string, text: string): Promise<string>;
  group(name: string): Promise<string>;
  staff(name: string, email: string | null, ...roles: Grant["role"][]): Promise<string>;
}

export async function buildHouse(db: Db): Promise<House> {
  const vault = createVault(createMaster(generateMasterKey()));
  const directory: Directory = { db, vault, now: async () => NOW };
  const engine = createEngine({
    db,
    registry: createRegistry(workflows),
    hmac: (text) => createHmac("sha256", "test").update(text).digest("hex"),
    isVirtual: true,
  });
  await startVirtualClock(db, NOW);
  const programmeId = newId();
  await insertProgramme(db, {
    id: programmeId,
    slug: `partners-${programmeId}`,
    name: "Partners in Prevention",
    zone: "Europe/Rome",
    week: [1, 2, 3, 4, 5],
    holidays: [],
    createdAt: NOW,
  });
  let seq = 1_000;

  const effect = (instanceId: string, action: string, payload: JsonObject): Claim => ({
    instanceId,
    seq: (seq += 1),
    name: `${action}:0`,
    kind: "act",
    action,
    payload,
    lane: null,
    ordinal: 0,
    programmeId,
    rule: null,
    dueAt: NOW,
    retryAt: null,
    remainingMs: null,
    countedFrom: null,
    state: "pending",
    attempts: 0,
    outcome: null,
    lastError: null,
    createdAt: NOW,
    attempt: 1,
  });

  return {
    directory,
    engine,
    intake: createIntake({ ...directory, hint: async () => {} }),
    programmeId,
    effect,
    mail: (instanceId, template, to, data = {}) => effect(instanceId, "sendMail", { template, to, data }),
    async engagement(sender = AMINA) {
      const party = await identifyParty(directory, {
        programmeId,
        ...sender,
        organisation: "Harbour Underwriters",
      });
      const started = await engine.start({
        workflow: "engagement",
        programmeId,
        event: inquiry(party.id),
        actor: PUBLIC,
        origin: "intake",
      });
      if (started.kind === "exists") return { instanceId: started.instanceId, partyId: party.id };
      if (started.kind !== "applied")
        throw new Error(`The engagement did not start: ${JSON.stringify(started)}`);
      return { instanceId: started.standing.instanceId, partyId: party.id };
    },
    seal: async (partyId, text) =>
      `sealed:${await sealRecord(directory, partyId, { purpose: "test", text })}`,
    async group(name) {
      const started = await engine.start({
        workflow: "working_group",
        programmeId,
        event: { type: "group.planned", name, sector: "shipping", capacity: 12, launchMonth: "2013-05" },
        actor: { id: newId(), kind: "staff", name: "Chair", grants: [{ role: "chair", programmeId }] },
        origin: "caller",
      });
      if (started.kind !== "applied") throw new Error(`The group did not start: ${JSON.stringify(started)}`);
      return started.standing.instanceId;
    },
    async staff(name, email, ...roles) {
      const id = newId();
      const grants = roles.map((role) => ({ role, programmeId }));
      await inTransaction(db, (tx) =>
        insertAccount(tx, { id, name, email, kind: "staff", createdAt: NOW, grants }),
      );
      return id;
    },
  };
}

function inquiry(partyId: string) {
  return {
    type: "inquiry.submitted",
    partyId,
    recordId: newId(),
    deliveryId: newId(),
    signatureValid: true,
    profile: {
      named: true,
      email: "unverified",
      affiliation: "organisation",
      country: "PT",
      interests: ["shipping"],
      capacity: "organisation",
      kind: "participate",
      origin: "web",
    },
  };
}
