/** Who stays out of what, and whether a record is part of it. */

/** One thing that somebody stays out of. */
export type RecusalScope =
  | { readonly kind: "programme" }
  | { readonly kind: "group" | "recommendation" | "organisation"; readonly id: string }
  | { readonly kind: "item"; readonly meetingId: string; readonly item: number };

/** What a record is, as far as somebody may have to stay out of it. */
export interface RecusedFrom {
  readonly id: string;
  readonly kind: string;
  readonly groupId: string | undefined;
  /** Items of meetings that the record is a paper of. */
  readonly items: readonly { readonly meetingId: string; readonly item: number }[];
  readonly organisationIds: readonly string[];
}

export function covers(scope: readonly RecusalScope[], from: RecusedFrom): boolean {
  return scope.some((one) => {
    switch (one.kind) {
      case "programme":
        return true;
      case "group":
        return one.id === from.groupId;
      case "recommendation":
        return from.kind === "recommendation" && one.id === from.id;
      case "organisation":
        return from.organisationIds.includes(one.id);
      case "item":
        return from.items.some(({ meetingId, item }) => meetingId === one.meetingId && item === one.item);
    }
  });
}
