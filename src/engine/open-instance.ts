import type { z } from "zod";
import type { JsonObject } from "../../workflows/workflow.ts";
import { ConvokeError, InvalidInput, MachineThrew } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import type { Instance } from "../store/instances.ts";
import { admit } from "./admit.ts";
import type { Result, StartCommand } from "./commands.ts";
import { gatherFacts } from "./facts.ts";
import { Folding } from "./folding.ts";
import type { Batch } from "./batch.ts";
import { calendarOf } from "./batch.ts";
import { earlierUse, rememberKey } from "./keys.ts";
import { stepInfo } from "./step-info.ts";
import { takeStep } from "./take-step.ts";

/** Open an instance: its first snapshot, then the event that opens it, as one step. A refusal leaves nothing behind. */
export async function openInstance(batch: Batch, command: StartCommand, id: string): Promise<Result> {
  const earlier = earlierUse(batch, command);
  if (earlier !== undefined) return earlier;
  if (batch.stored.has(id) || batch.foldings.has(id)) return { kind: "exists", instanceId: id };

  const machine = batch.deps.registry.newest(command.workflow);
  const { definition } = machine;
  try {
    const { event, roles } = admit({ ...command, machine });
    if (!definition.opens.includes(event.type)) {
      throw new InvalidInput(`${event.type} does not open a ${definition.name}`, [
        { pointer: "/type", detail: `expected one of ${definition.opens.join(", ")}` },
      ]);
    }
    const facts = await gatherFacts(definition.events[event.type]?.facts, {
      ...command,
      event,
      actorId: command.actor.id,
      tx: batch.tx,
    });
    const happenedAt = command.happenedAt ?? batch.now;
    const step = stepInfo({ now: batch.now, happenedAt, actorId: command.actor.id, roles, facts });

    const input = parseInput(definition.input, command, id);
    const first = machine.initial(input, step);
    const stepped = machine.apply(first.snapshot, event, step);
    if (stepped.kind === "refused") {
      return {
        kind: "refused",
        standing: null,
        type: event.type,
        guards: stepped.guards,
        listening: definition.opens,
      };
    }

    const folding = new Folding({
      machine,
      isNew: true,
      calendar: calendarOf(batch, command.programmeId),
      live: first.snapshot,
      instance: emptyInstance(batch, command, id, machine.hash, definition.version),
    });
    await takeStep(
      batch,
      folding,
      stepped,
      {
        event,
        input,
        origin: command.origin,
        actorId: command.actor.id,
        roles,
        onBehalfOf: command.onBehalfOf ?? null,
        happenedAt,
        key: command.key ?? null,
        facts,
      },
      first.effects,
    );
    batch.foldings.set(id, folding);
    rememberKey(batch, command, folding.standing);
    return { kind: "applied", standing: folding.standing };
  } catch (problem) {
    if (problem instanceof MachineThrew) return { kind: "threw", problem };
    if (problem instanceof ConvokeError) return { kind: "rejected", problem };
    throw problem;
  }
}

function parseInput(schema: z.ZodType, command: StartCommand, id: string): JsonObject {
  const parsed = schema.safeParse({ ...command.input, id, programmeId: command.programmeId });
  if (parsed.success) return parsed.data as JsonObject;
  throw new InvalidInput(
    `${command.workflow} ${id} cannot start with this input`,
    fieldProblems(parsed.error, "/input"),
  );
}

function emptyInstance(
  batch: Batch,
  command: StartCommand,
  id: string,
  hash: string,
  version: number,
): Instance {
  return {
    id,
    workflow: command.workflow,
    version,
    definitionHash: hash,
    programmeId: command.programmeId,
    revision: 0,
    status: "active",
    stage: null,
    state: "new",
    businessKey: null,
    ownerId: null,
    card: {},
    deadlines: {},
    snapshot: {},
    chain: "",
    parkedReason: null,
    createdAt: batch.now,
    updatedAt: batch.now,
  };
}
