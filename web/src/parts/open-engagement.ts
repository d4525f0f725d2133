import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";

export const engagementHref = (id: string, event?: string): string =>
  `/console/e/${id}${event === undefined ? "" : `?do=${encodeURIComponent(event)}`}`;

/** Go to the page of an engagement; with an event, to its form there. */
export function useOpenEngagement(): (id: string, event?: string) => void {
  const { history } = useRouter();
  return useCallback((id, event) => history.push(engagementHref(id, event)), [history]);
}
