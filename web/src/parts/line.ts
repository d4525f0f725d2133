/** An engagement as the board and lists show it. */
import type { EngagementCard } from "../api/shapes.ts";

export interface Line extends Pick<
  EngagementCard,
  | "id"
  | "revision"
  | "programme"
  | "who"
  | "organisation"
  | "stage"
  | "state"
  | "since"
  | "deadline"
  | "country"
  | "origin"
  | "marking"
  | "next"
> {
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

export const lineOf = ({ owner, ...card }: EngagementCard): Line => ({
  ...card,
  ownerId: owner?.id ?? null,
  ownerName: owner?.name ?? null,
});
