/** The seats of one group. It alone decides who gets one, so it can never give away more than it has. */
import { instanceContext, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { StepInfo } from "../../workflow.ts";

export interface Reservation {
  readonly engagementId: string;
  readonly offer: number;
}

export interface GroupContext extends InstanceContext {
  readonly name: string;
  readonly sector: string | null;
  /** Year and month. */
  readonly launchMonth: string;
  /** Where the launch was planned before, oldest first. */
  readonly slips: readonly { readonly launchMonth: string; readonly reason: string }[];
  /** ISO date. */
  readonly launchedOn: string | null;
  readonly capacity: number;
  readonly intake: "open" | "invited" | "shut";
  readonly leads: readonly string[];
  readonly reserved: readonly Reservation[];
  /** Engagement ids, each once. */
  readonly held: readonly string[];
  readonly contributors: readonly string[];
  /** In the order they came. */
  readonly waiting: readonly string[];
}
export type GroupInput = InstanceInput & { readonly step?: StepInfo };

export function emptyGroup(input: GroupInput | undefined): GroupContext {
  return {
    ...instanceContext(input),
    name: "",
    sector: null,
    launchMonth: "",
    slips: [],
    launchedOn: null,
    capacity: 0,
    intake: "open",
    leads: [],
    reserved: [],
    held: [],
    contributors: [],
    waiting: [],
  };
}

type Seats = Pick<GroupContext, "reserved" | "held" | "contributors" | "waiting">;

export function freeSeats({ capacity, reserved, held }: GroupContext): number {
  return Math.max(0, capacity - reserved.length - held.length);
}

export function isReserved({ reserved }: GroupContext, engagementId: string): boolean {
  return reserved.some((seat) => seat.engagementId === engagementId);
}

/** Keep a seat until the offer is answered; who had one reserved already keeps that one. */
export function reserve(group: GroupContext, reservation: Reservation): Partial<Seats> {
  const others = group.reserved.filter(({ engagementId }) => engagementId !== reservation.engagementId);
  return { reserved: [...others, reservation], waiting: without(group.waiting, reservation.engagementId) };
}

export function take(group: GroupContext, engagement: string): Partial<Seats> {
  return {
    reserved: group.reserved.filter(({ engagementId }) => engagementId !== engagement),
    held: [...without(group.held, engagement), engagement],
    contributors: without(group.contributors, engagement),
    waiting: without(group.waiting, engagement),
  };
}

/** Give back what was reserved for one offer, or everything the engagement has here. */
export function release(group: GroupContext, engagement: string, offer: number | undefined): Partial<Seats> {
  const reserved = group.reserved.filter(
    (seat) => seat.engagementId !== engagement || (offer !== undefined && seat.offer !== offer),
  );
  if (offer !== undefined) return { reserved };
  return {
    reserved,
    held: without(group.held, engagement),
    contributors: without(group.contributors, engagement),
    waiting: without(group.waiting, engagement),
  };
}

export function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((other) => other !== id);
}
