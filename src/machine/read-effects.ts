import { z } from "zod";
import { problemText } from "../lib/field-problems.ts";
import { PAUSE_TIMER, RESUME_TIMER, SIGNAL } from "../../workflows/workflow.ts";
import type { Chart } from "./chart.ts";
import { isRecord, toJson, toJsonObject } from "./json.ts";
import type { MachineEffect, MachineEvent } from "./port.ts";
import { isAfterType, isReservedType } from "./reserved.ts";

/** An action as `transition()` hands it back: resolved, not run. */
export interface ResolvedAction {
  readonly type: string;
  readonly params: unknown;
  readonly info: { readonly self: unknown };
  readonly exec: unknown;
}

/** What an action comes to: an effect, an event the chart sends itself, or nothing more to do. */
export type Read =
  | { readonly kind: "effect"; readonly effect: MachineEffect }
  | { readonly kind: "self"; readonly event: MachineEvent }
  | { readonly kind: "nothing" };

/** Turn a resolved action into an effect. Throws on whatever a durable engine could not carry out faithfully. */
export function readAction(chart: Chart, action: ResolvedAction): Read {
  const params = isRecord(action.params) ? action.params : {};
  switch (action.type) {
    case "xstate.spawnChild":
      return effect(invoke(chart, params));
    case "xstate.stopChild":
      // Without a child there is nothing to stop: its activity had ended before.
      return typeof params["id"] === "string" ? effect({ kind: "stop", id: params["id"] }) : NOTHING;
    case "xstate.raise":
      return typeof params["delay"] === "number" ? effect(arm(chart, params)) : raised(params);
    case "xstate.sendTo":
      return sendSelf(chart, params, action.info.self);
    case "xstate.cancel":
      return effect({ kind: "cancel", id: text(params["sendId"], "cancel: the timer id") });
    case "xstate.emit":
      return effect({ kind: "emit", event: toEvent(params["event"], "emit") });
    default:
      return effect(named(chart, action));
  }
}

const NOTHING: Read = { kind: "nothing" };

function effect(made: MachineEffect): Read {
  return { kind: "effect", effect: made };
}

function invoke(chart: Chart, params: Readonly<Record<string, unknown>>): MachineEffect {
  const id = text(params["id"], "invoke: the id");
  const activity = text(params["src"], `invoke ${id}: the activity`);
  if (!chart.invokes.get(id)?.has(activity))
    throw new Error(`spawnChild of ${activity} as ${id}: only invoke is durable`);
  const rule = chart.definition.activities[activity];
  if (!rule) throw new Error(`invoke ${id}: no activity is named ${activity}`);
  const given = params["input"];
  const input = checked(rule.input, given === undefined ? null : given, `input of ${id}`);
  return { kind: "invoke", id, activity, input: toJson(input ?? null, `input of ${id}`) };
}

function arm(chart: Chart, params: Readonly<Record<string, unknown>>): MachineEffect {
  const id = text(params["id"], "a delayed event: its id");
  const delayMs = Number(params["delay"]);
  if (!Number.isFinite(delayMs) || delayMs < 0) throw new Error(`timer ${id}: a delay of ${delayMs} ms`);
  const event = toEvent(params["event"], `timer ${id}`);
  if (!(isAfterType(event.type) && event.type === id)) mustBeDeclared(chart, event, `timer ${id}`);
  return { kind: "arm", id, event, delayMs };
}

function raised(params: Readonly<Record<string, unknown>>): Read {
  // A delay that is named but unknown, or not a number, would make XState raise the event at once.
  if (params["id"] !== undefined)
    throw new Error(`timer ${JSON.stringify(params["id"])}: its delay is not a number`);
  const type = isRecord(params["event"]) ? params["event"]["type"] : undefined;
  if (typeof type !== "string" || isReservedType(type))
    throw new Error(`raise of ${String(type)}: a reserved type`);
  return NOTHING;
}

function sendSelf(chart: Chart, params: Readonly<Record<string, unknown>>, self: unknown): Read {
  if (params["to"] !== self)
    throw new Error("sendTo may only address the chart itself; use signal for others");
  if (params["delay"] !== undefined) return effect(arm(chart, params));
  const event = toEvent(params["event"], "sendTo");
  mustBeDeclared(chart, event, "sendTo");
  return { kind: "self", event };
}

const Signal = z.strictObject({
  to: z.string().min(1),
  event: z.looseObject({ type: z.string().refine((type) => !isReservedType(type), "a reserved event type") }),
  createWith: z
    .strictObject({ workflow: z.string().min(1), input: z.record(z.string(), z.unknown()) })
    .optional(),
});
const Timer = z.strictObject({ timer: z.string().min(1) });

function named(chart: Chart, { type, params, exec }: ResolvedAction): MachineEffect {
  // A function enqueued at run time arrives under its own name, which may be anything.
  const implementation: unknown = chart.machine.implementations.actions?.[type];
  if (exec !== implementation)
    throw new Error(`the action ${type} is an inline function, which no worker can run`);
  const where = `params of ${type}`;
  const given = params ?? {};
  switch (type) {
    case SIGNAL: {
      const { to, event, createWith } = checked(Signal, given, where);
      const sent = { to, event: toEvent(event, where) };
      return {
        kind: "signal",
        signal: createWith
          ? {
              ...sent,
              createWith: {
                ...createWith,
                input: toJsonObject(createWith.input, `${where}.createWith.input`),
              },
            }
          : sent,
      };
    }
    case PAUSE_TIMER:
      return { kind: "pause", id: checked(Timer, given, where).timer };
    case RESUME_TIMER:
      return { kind: "resume", id: checked(Timer, given, where).timer };
  }
  const rule = Object.hasOwn(chart.definition.effects, type) ? chart.definition.effects[type] : undefined;
  if (!rule) throw new Error(`no effect is named ${type}`);
  return { kind: "act", name: type, params: toJsonObject(checked(rule.schema, given, where), where) };
}

function toEvent(value: unknown, where: string): MachineEvent {
  const event = toJsonObject(value, `event of ${where}`);
  const type = text(event["type"], `event of ${where}: the type`);
  return { ...event, type };
}

function mustBeDeclared(chart: Chart, { type }: MachineEvent, where: string): void {
  if (!Object.hasOwn(chart.definition.events, type))
    throw new Error(`${where}: the event type ${type} is not declared`);
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${where}: ${problemText(parsed.error)}`);
  return parsed.data;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`${what} is ${String(value)}, not text`);
  return value;
}
