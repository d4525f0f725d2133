/** Pages of engagements as the board and the list show them. What was typed goes in a body. */
import { api, bodyOf } from "../api/client.ts";
import type { paths } from "../api/schema.d.ts";
import type { Line } from "./line.ts";
import { lineOf } from "./line.ts";

type Query = NonNullable<paths["/api/v1/engagements"]["get"]["parameters"]["query"]>;

export interface LinesAsked extends Omit<Query, "programme" | "cursor"> {
  /** A slug, or `all`. */
  readonly programme: string;
  /** `next` of the page before. */
  readonly cursor: string | undefined;
}

export async function listLines(
  { programme, cursor, text, ...filter }: LinesAsked,
  signal: AbortSignal,
): Promise<{ readonly lines: readonly Line[]; readonly next: string | null }> {
  const query = {
    ...filter,
    ...(programme === "all" ? {} : { programme }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  const params = { query };
  const { items, next } = await bodyOf(
    text === undefined
      ? api.GET("/api/v1/engagements", { signal, params })
      : api.POST("/api/v1/engagements/search", { signal, params, body: { text } }),
  );
  return { lines: items.map(lineOf), next };
}
